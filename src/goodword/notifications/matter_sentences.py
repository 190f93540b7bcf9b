"""What a notification about a conversation says, in the reader's language.

A customer's name stands in it only where it was given: in the desk, to whom may read the conversation, and outside only
if the organization lets words leave.
"""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.channels.email.choices import AnswerRefusal
from goodword.conversations.choices import UrgentKind
from goodword.notifications.choices import Matter
from goodword.notifications.models import Notification
from goodword.notifications.queries import Around
from goodword.promises.choices import Target

Say = Callable[[Notification, Around], str]


def kinds_in_words(kinds: list[str]) -> str:
    """What urgent wording is about: "Chest pain, Trouble breathing"."""
    return ", ".join(str(UrgentKind(kind).label) for kind in kinds if kind in UrgentKind.values)


def _urgent(notification: Notification, around: Around) -> str:  # noqa: ARG001
    about = {"number": notification.conversation_id, "kinds": kinds_in_words(notification.facts.get("kinds", []))}
    return _("Urgent wording in #%(number)s: %(kinds)s.") % about


def _held(notification: Notification, around: Around) -> str:  # noqa: ARG001
    number = {"number": notification.conversation_id}
    return _("Your reply in #%(number)s that was to leave later was held back: look at it first.") % number


def _assigned(notification: Notification, around: Around) -> str:
    about = {"number": notification.conversation_id, "colleague": around.colleague}
    said = _("%(colleague)s gave you #%(number)s.") if around.colleague else _("#%(number)s was given to you.")
    return said % about


def _wrote(notification: Notification, around: Around) -> str:
    count = notification.count
    about = {"number": notification.conversation_id, "customer": around.customer or _("The customer"), "count": count}
    said = ngettext("%(customer)s wrote in #%(number)s.", "%(customer)s wrote %(count)s letters in #%(number)s.", count)
    return said % about


def _mentioned(notification: Notification, around: Around) -> str:
    about = {"number": notification.conversation_id, "colleague": around.colleague or _("Somebody")}
    return _("%(colleague)s mentioned you in #%(number)s.") % about


def _noted(notification: Notification, around: Around) -> str:
    count = notification.count
    about = {"number": notification.conversation_id, "colleague": around.colleague or _("Somebody"), "count": count}
    said = ngettext("%(colleague)s left a note in #%(number)s.", "There are %(count)s new notes in #%(number)s.", count)
    return said % about


def _team_new(notification: Notification, around: Around) -> str:
    about = {"number": notification.conversation_id, "team": around.team or _("Your team")}
    return _("%(team)s has a new conversation: #%(number)s.") % about


def _woke(notification: Notification, around: Around) -> str:  # noqa: ARG001
    return _("#%(number)s is back: its snooze is over.") % {"number": notification.conversation_id}


def _undelivered(notification: Notification, around: Around) -> str:  # noqa: ARG001
    number = {"number": notification.conversation_id}
    if notification.facts.get("how") == "bounced":
        return _("Your reply in #%(number)s came back.") % number
    return _("Your reply in #%(number)s could not be sent.") % number


def _refused(notification: Notification, around: Around) -> str:  # noqa: ARG001
    why = notification.facts.get("why", "")
    reason = str(AnswerRefusal(why).label) if why in AnswerRefusal.values else ""
    return _("Your answer by mail in #%(number)s was not taken. %(reason)s") % {
        "number": notification.conversation_id,
        "reason": reason,
    }


def _due(notification: Notification, around: Around) -> str:
    about = {"number": notification.conversation_id, "what": _promised(notification), "owner": around.colleague}
    if notification.matter == Matter.DUE_MINE:
        return _("Due soon in #%(number)s: %(what)s.") % about
    said = _("Due soon in #%(number)s, owed by %(owner)s: %(what)s.") if around.colleague else ""
    return (said or _("Due soon in #%(number)s, and nobody has it: %(what)s.")) % about


def _broken(notification: Notification, around: Around) -> str:
    about = {"number": notification.conversation_id, "what": _promised(notification), "owner": around.colleague}
    if notification.matter == Matter.BROKEN_MINE or not around.colleague:
        return _("Not kept in time in #%(number)s: %(what)s. It is still owed.") % about
    return _("Not kept in time by %(owner)s in #%(number)s: %(what)s. It is still owed.") % about


def _asked(notification: Notification, around: Around) -> str:
    about = {"number": notification.conversation_id, "colleague": around.colleague or _("A colleague")}
    if notification.facts.get("how") == "answered":
        return _("%(colleague)s answered what you asked in #%(number)s.") % about
    if notification.facts.get("how") == "moved":
        return _("%(colleague)s needs longer for what you asked in #%(number)s.") % about
    return _("What you asked in #%(number)s was not answered in time. It is still owed.") % about


def _complaint(notification: Notification, around: Around) -> str:
    about = {"number": notification.conversation_id, "customer": around.customer or _("The customer")}
    if notification.facts.get("safety"):
        return _("%(customer)s complains in #%(number)s, and it is about somebody’s safety.") % about
    return _("%(customer)s complains in #%(number)s, and it is severe.") % about


def _feedback(notification: Notification, around: Around) -> str:
    about = {"number": notification.conversation_id, "customer": around.customer or _("The customer")}
    if notification.facts.get("is_bad"):
        return _("%(customer)s said how it was in #%(number)s, and is owed a follow-up.") % about
    return _("%(customer)s said how it was in #%(number)s.") % about


def _request(notification: Notification, around: Around) -> str:
    about = {"number": notification.conversation_id, "colleague": around.colleague or _("A colleague")}
    how = notification.facts.get("how")
    if how == "asked":
        return _("%(colleague)s asks you for more than they may give in #%(number)s. It waits on Today.") % about
    if how == "approved":
        return _("%(colleague)s approved what you asked for in #%(number)s.") % about
    if how == "lowered":
        return _("%(colleague)s approved less than you asked for in #%(number)s.") % about
    return _("%(colleague)s declined what you asked for in #%(number)s, and says why there.") % about


def _payout(notification: Notification, around: Around) -> str:  # noqa: ARG001
    number = {"number": notification.conversation_id}
    if notification.facts.get("how") == "doubt":
        return _("Nobody can say whether what was given in #%(number)s is paid. The desk is asking.") % number
    return _("What was given in #%(number)s could not be paid or sent.") % number


def _promised(notification: Notification) -> str:
    target = notification.facts.get("target", "")
    return str(Target(target).label if target in Target.values else Target.OTHER.label)


SAID: Mapping[Matter, Say] = {
    Matter.URGENT: _urgent,
    Matter.HELD: _held,
    Matter.ASSIGNED: _assigned,
    Matter.WROTE_MINE: _wrote,
    Matter.WROTE_OTHER: _wrote,
    Matter.MENTIONED: _mentioned,
    Matter.NOTED: _noted,
    Matter.TEAM_NEW: _team_new,
    Matter.WOKE: _woke,
    Matter.UNDELIVERED: _undelivered,
    Matter.DUE_MINE: _due,
    Matter.DUE_TEAM: _due,
    Matter.BROKEN_MINE: _broken,
    Matter.BROKEN_TEAM: _broken,
    Matter.ASKED: _asked,
    Matter.COMPLAINT: _complaint,
    Matter.FEEDBACK: _feedback,
    Matter.REQUEST: _request,
    Matter.PAYOUT: _payout,
    Matter.REFUSED: _refused,
}
