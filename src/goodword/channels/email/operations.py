"""What a person can do with mail that somebody passed on."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from goodword.channels.email.actions.forwarding import open_as_forwarded
from goodword.conversations.access import To, conversation_for
from goodword.core.operations import Operation

OPERATIONS = [
    Operation(
        name="open-as-forwarded",
        label=_("Open as the writer's"),
        key="w",
        run=open_as_forwarded,
        subject="conversation",
        allowed=partial(conversation_for, to=To.ANSWER),
    ),
]
