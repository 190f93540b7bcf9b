"""Why a promise was broken, in plain words."""

from django.utils.functional import Promise as Words
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.promises.queries.why import Meanwhile, WhyBroken
from goodword.web.components.moments import length_of, short_of

_HAPPENED: dict[Meanwhile, str | Words] = {
    Meanwhile.BOUNCED: gettext_lazy("The reply bounced: %(time)s."),
    Meanwhile.FAILED: gettext_lazy("The reply could not leave: %(time)s."),
    Meanwhile.TOLD_LATE: gettext_lazy("%(who)s told them of another time too late: %(time)s."),
    Meanwhile.HANDED_OVER: gettext_lazy("%(who)s handed it over: %(time)s."),
    Meanwhile.RECKONED: gettext_lazy("Its due time was recalculated: %(time)s."),
    Meanwhile.NOT_RUNNING: gettext_lazy("Goodword was not running when it was due, and noticed %(length)s later."),
    Meanwhile.WORKED_ON: gettext_lazy("%(who)s was at work here: %(time)s."),
    Meanwhile.NOTHING: gettext_lazy("Nobody did anything here since."),
}


def why_in_words(why: WhyBroken) -> str:
    """ "Warned 10:15 AM, the lead 10:40 AM. The reply bounced: 9:40 AM." """
    return f"{_warned(why)} {_happened(why)}"


def _warned(why: WhyBroken) -> str:
    if why.warned_at is None:
        return _("Nobody was warned.")
    words = {"time": short_of(why.warned_at), "lead": short_of(why.lead_warned_at) if why.lead_warned_at else ""}
    return (_("Warned %(time)s, the lead %(lead)s.") if why.lead_warned_at else _("Warned %(time)s.")) % words


def _happened(why: WhyBroken) -> str:
    words = {
        "who": why.who or _("Goodword"),
        "time": short_of(why.at) if why.at else "",
        "length": length_of(why.seen_after),
    }
    return str(_HAPPENED[why.happened]) % words
