"""What can be typed of a call or a visit. The action decides what fits."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from goodword.conversations.actions.talking import LONGEST, Said
from goodword.conversations.choices import Channel, Direction
from goodword.conversations.types import Message
from goodword.web.forms import DeskForm

MOMENT = "%Y-%m-%dT%H:%M"


class TalkForm(DeskForm):
    """Phone or in person, who spoke to whom, and what was said; the rest fills itself in."""

    channel = forms.ChoiceField(
        label=_("How"),
        choices=[(Channel.PHONE, _("Phone")), (Channel.IN_PERSON, _("In person"))],
        widget=forms.RadioSelect,
    )
    direction = forms.ChoiceField(
        label=_("Who began"),
        choices=[(Direction.IN, _("They did")), (Direction.OUT, _("We did"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What was said, in their words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    outcome = forms.CharField(
        label=_("What came of it"), required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
    after = forms.ChoiceField(
        label=_("And now"),
        choices=[
            ("ours", _("We owe them something")),
            ("theirs", _("It is their turn")),
            ("closed", _("Done, close it")),
        ],
        widget=forms.RadioSelect,
    )
    at = forms.DateTimeField(
        label=_("When"),
        required=False,
        help_text=_("Now, if empty."),
        input_formats=[MOMENT],
        widget=forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"}),
    )
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=0, max_value=LONGEST)

    def __init__(self, typed: Any = None, *, message: Message | None = None) -> None:
        super().__init__(typed, initial=_as_logged(message) if message else _AT_FIRST)
        self._logged_at = message.at if message else None

    def said(self) -> Said:
        """What the form says."""
        typed = self.cleaned_data
        return Said(
            channel=Channel(typed["channel"]),
            direction=Direction(typed["direction"]),
            words=typed["words"],
            outcome=typed["outcome"],
            minutes=typed["minutes"],
            at=self._moment(typed["at"]),
            after=typed["after"],
        )

    def _moment(self, typed: datetime | None) -> datetime | None:
        """The field knows minutes: as long as it says the one that was logged, the moment stays. Empty is now."""
        logged = self._logged_at
        return logged if logged and typed in {None, logged.replace(second=0, microsecond=0)} else typed


_AT_FIRST = {"channel": Channel.PHONE, "direction": Direction.IN, "after": "ours"}


def _as_logged(message: Message) -> dict[str, Any]:
    talk = message.talk
    after = "theirs" if talk.is_answered else "ours"
    return {
        "channel": message.channel,
        "direction": message.direction,
        "words": message.body.text,
        "outcome": talk.outcome,
        "minutes": talk.minutes,
        "at": localtime(message.at),
        "after": "closed" if message.conversation.is_closed and talk.is_answered else after,
    }
