"""What the calendars room refuses, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from goodword.core.errors import ActionRefused, Invalid


class NeverOpen(Invalid):
    """Opening hours in which no time is ever open: nothing could become due."""

    code = "never-open"
    default = _("These hours are never open. Give at least one day a time from and to.")


class DefaultCalendar(ActionRefused):
    """The calendar that counts where none is chosen cannot go."""

    code = "default-calendar"
    default = _("This calendar counts where no other is chosen. Make another one the default first, then remove it.")
