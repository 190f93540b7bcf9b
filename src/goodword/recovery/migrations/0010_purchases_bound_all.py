"""A purchase bounds all that names it. Credits and waived fees named one only because the form's hidden field did."""

from django.db import migrations, models

_REFUNDS = ['partial-refund', 'full-refund']


def let_go(apps, schema_editor):
    remedies = apps.get_model('recovery', 'Remedy').objects.using(schema_editor.connection.alias)
    remedies.exclude(kind__in=_REFUNDS).exclude(purchase=None).update(purchase=None)


class Migration(migrations.Migration):

    dependencies = [('recovery', '0009_measured')]

    operations = [
        migrations.RunPython(let_go, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name='purchase', name='purchase_bounds_refunds'),
        migrations.RenameField(model_name='purchase', old_name='refunded_minor', new_name='given_minor'),
        migrations.AddConstraint(
            model_name='purchase',
            constraint=models.CheckConstraint(
                condition=models.Q(given_minor__gte=0, given_minor__lte=models.F('amount_minor')),
                name='purchase_bounds_remedies',
            ),
        ),
    ]
