"""What the calendars room refuses, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from goodword.core.errors import ActionRefused, Invalid
from goodword.core.problems import Problem


class NeverOpen(Invalid):
    """Opening hours in which no time is ever open: nothing could become due."""

    code = "never-open"
    default = _("These hours are never open. Give at least one day a time from and to.")


class DefaultCalendar(ActionRefused):
    """The calendar that counts where none is chosen cannot go."""

    code = "default-calendar"
    default = _("This calendar counts where no other is chosen. Make another one the default first, then remove it.")


class FeedProblem(Problem):
    """An iCal calendar could not be read."""

    code = "ical"
    status = 422
    template = _("This iCal calendar could not be read.")


class NotICal(FeedProblem):
    """What was read is something else."""

    code = "ical-not-one"
    template = _(
        "This is not an iCal calendar. Its text begins with BEGIN:VCALENDAR; a page that shows a calendar is none. "
        "Look for “iCal”, “ICS” or “subscribe” there."
    )


class FeedTooLarge(FeedProblem):
    """It has more than a calendar of holidays ever has."""

    code = "ical-too-large"
    template = _(
        "This calendar is too large: at most {megabytes} MB and {events} events. Use one that has only days off."
    )


class FeedUnreachable(FeedProblem):
    """The server of an address did not answer, or not with a calendar."""

    code = "ical-unreachable"
    template = _("{host} could not be reached: {words}. If this lasts, check the address.")


class FeedRefused(FeedProblem):
    """The server answered with an error."""

    code = "ical-refused"
    template = _(
        "{host} answered “{status}”. Check that the address is still right; a secret one may have been renewed."
    )


class FeedPrivate(FeedProblem):
    """The address leads into our own network."""

    code = "ical-private"
    template = _(
        "{host} is inside your own network. Whoever runs the desk can allow it by its name in "
        "GOODWORD_ALLOWED_PRIVATE_HOSTS."
    )


class FeedNotSecure(FeedProblem):
    """The address, or one that it leads on to, is neither https nor allowed by name."""

    code = "ical-not-secure"
    template = _("An address must begin with https:// (or webcal://).")
