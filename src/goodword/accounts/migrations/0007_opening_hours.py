"""An organization that was founded before there were calendars gets the one that newer ones are founded with."""

from django.db import migrations
from django.utils import translation
from django.utils.translation import gettext as _


def add_opening_hours(apps, schema_editor):
    organization = apps.get_model("accounts", "Organization").objects.first()
    calendars = apps.get_model("calendars", "Calendar").objects
    if organization is None or calendars.exists():
        return
    with translation.override(organization.language):
        name = _("Opening hours")
    office_day = [["09:00:00", "17:00:00"]]
    calendars.create(name=name, zone=organization.time_zone, week=[office_day] * 5 + [[], []], is_default=True)


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0006_preferences"),
        ("calendars", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(add_opening_hours, migrations.RunPython.noop),
    ]
