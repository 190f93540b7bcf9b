"""What a notification says, in the reader's language: numbers, kinds and our own addresses, no customer's words."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.channels.email.choices import AlarmKind
from goodword.notifications import matter_sentences
from goodword.notifications.choices import Matter
from goodword.notifications.models import Notification
from goodword.notifications.queries import Around

_UNHEARD = gettext_lazy("Nobody looks at %(address)s: the part of the desk that fetches mail does not answer.")
_TOKEN_OVER = gettext_lazy("%(address)s is no longer signed in at its provider.")
_BEGAN: dict[str, str | Promise] = {
    AlarmKind.RECEIVING: gettext_lazy("%(address)s cannot be read. Mail stays at the provider meanwhile."),
    AlarmKind.SENDING: gettext_lazy("%(address)s cannot send. Replies wait meanwhile."),
    AlarmKind.TOKEN: gettext_lazy("The sign-in of %(address)s at its provider is about to end."),
    AlarmKind.SILENT: gettext_lazy("Nothing has come to %(address)s for longer than usual at this hour."),
    AlarmKind.FLOOD: gettext_lazy("The desk wanted to send too much automatic mail from %(address)s and was stopped."),
    AlarmKind.LOOP: gettext_lazy(
        "Mail went in circles between %(address)s and another machine. The desk is out of it."
    ),
}
_ADVICE: dict[str, str | Promise] = {
    AlarmKind.RECEIVING: gettext_lazy("See what its server answered, and test it again, on the mailbox's page."),
    AlarmKind.SENDING: gettext_lazy("See what its server answered, and test it again, on the mailbox's page."),
    AlarmKind.TOKEN: gettext_lazy("Sign the mailbox in again on its page; it takes a minute."),
    AlarmKind.SILENT: gettext_lazy(
        "Write a mail to it from elsewhere. If that does not arrive, look for a forwarding rule, a full mailbox or a "
        "filter at the provider."
    ),
    AlarmKind.FLOOD: gettext_lazy("Look at the newest conversations: who writes so much, and is it a machine?"),
    AlarmKind.LOOP: gettext_lazy("Look at the newest conversations: answer by hand where a person waits."),
}
_UNHEARD_ADVICE = gettext_lazy("Look whether “goodword mail” runs, and at its log; then start it again.")
_OVER: dict[str, str | Promise] = {
    AlarmKind.RECEIVING: gettext_lazy("%(address)s can be read again."),
    AlarmKind.SENDING: gettext_lazy("%(address)s can send again."),
    AlarmKind.TOKEN: gettext_lazy("%(address)s is signed in at its provider."),
    AlarmKind.SILENT: gettext_lazy("Mail comes to %(address)s again."),
    AlarmKind.FLOOD: gettext_lazy("Automatic mail from %(address)s is back to its usual amount."),
    AlarmKind.LOOP: gettext_lazy("No mail goes in circles at %(address)s any more."),
}


def sentence(notification: Notification, around: Around) -> str:
    """What happened, in one sentence."""
    matter = Matter(notification.matter)
    if matter in (Matter.ALARM, Matter.WORKING):
        return _of_mailbox(notification, around)
    say = matter_sentences.SAID[matter]
    return say(notification, around)


def _of_mailbox(notification: Notification, around: Around) -> str:
    facts = notification.facts
    alarm = str(facts.get("alarm", ""))
    if notification.matter == Matter.WORKING:
        address = around.address or _("A mailbox that is gone")
        return str(_OVER.get(alarm, _OVER[AlarmKind.RECEIVING])) % {"address": address}
    said = alarm_sentence(alarm, facts, around.address)
    days = int(facts.get("open_days", 0))
    return f"{said} {_still(days)}" if days else said


def alarm_sentence(alarm: str, facts: Mapping[str, Any], address: str) -> str:
    """What is wrong with the mailbox."""
    words = _BEGAN.get(alarm, _BEGAN[AlarmKind.RECEIVING])
    if alarm == AlarmKind.RECEIVING and facts.get("reason") == "unheard":
        words = _UNHEARD
    if alarm == AlarmKind.TOKEN:
        words = _token(facts)
    return str(words) % {"address": address or _("A mailbox that is gone")}


def _token(facts: Mapping[str, Any]) -> str | Promise:
    days = int(facts.get("days") or 0)
    if facts.get("reason") == "refused":
        return _TOKEN_OVER
    if not days:
        return _BEGAN[AlarmKind.TOKEN]
    ends = ngettext(
        "The sign-in of %(address)s at its provider ends within a day.",
        "The sign-in of %(address)s at its provider ends within %(days)s days.",
        days,
    )
    return ends.replace("%(days)s", str(days))


def alarm_advice(alarm: str, facts: Mapping[str, Any]) -> str:
    """What to do about it; nothing when it is over."""
    if alarm == AlarmKind.RECEIVING and facts.get("reason") == "unheard":
        return str(_UNHEARD_ADVICE)
    return str(_ADVICE.get(alarm, ""))


_DUE_ADVICE = gettext_lazy("Keep it, or tell the customer of another time before this one passes.")
_BROKEN_ADVICE = gettext_lazy("Open the conversation: make it good, or tell the customer when it will be.")
_DO_NOW: dict[Matter, str | Promise] = {
    Matter.URGENT: gettext_lazy("Open the conversation, and say that you have it."),
    Matter.HELD: gettext_lazy("It is your draft again. Read the letter, then send the reply or change it."),
    Matter.UNDELIVERED: gettext_lazy(
        "Nobody was answered. Open the conversation: the reply says why, and what you can do."
    ),
    Matter.DUE_MINE: _DUE_ADVICE,
    Matter.DUE_TEAM: _DUE_ADVICE,
    Matter.BROKEN_MINE: _BROKEN_ADVICE,
    Matter.BROKEN_TEAM: _BROKEN_ADVICE,
    Matter.PAYOUT: gettext_lazy("See why under Settings, To be paid: try it again, pay it by hand, or give it up."),
    Matter.REFUSED: gettext_lazy("Nothing was sent, and no note was left. Open the conversation and write it there."),
}


def advice(notification: Notification) -> str:
    """What whoever was told should do now; empty when nothing is left to do."""
    if notification.matter == Matter.ALARM:
        return alarm_advice(str(notification.facts.get("alarm", "")), notification.facts)
    return str(_DO_NOW.get(Matter(notification.matter), ""))


def _still(days: int) -> str:
    return ngettext("This has been so for a day.", "This has been so for %(days)s days.", days) % {"days": days}
