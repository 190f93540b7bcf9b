"""A complaint of Odile's that was put right, and the desk that asks her how it was."""

from dataclasses import replace

import pytest
from django.conf import LazySettings

from goodword.channels.email.models import Connection
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.listening.actions.asking import About, ask_back
from goodword.listening.models import Asking, CheckBackSettings
from goodword.recovery.types import Complaint
from tests.cast import Cast, conversation_with_odile, found_cast
from tests.recovery.complaining import complaint_of, put_right, solved


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()


@pytest.fixture
def mara(cast: Cast) -> Actor:
    return Actor.agent(cast.mara.pk)


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)


@pytest.fixture
def settings_row(cast: Cast, settings: LazySettings) -> CheckBackSettings:
    """It is switched on, mail can leave, and the desk can be reached."""
    settings.GOODWORD = replace(settings.GOODWORD, address="https://desk.wrenfield.example")
    Connection.objects.create(mailbox=cast.mailbox, smtp_host="smtp.wrenfield.example")
    return CheckBackSettings.objects.create(pk=1, is_on=True)


@pytest.fixture
def complaint(conversation: Conversation, mara: Actor) -> Complaint:
    complaint = complaint_of(conversation, mara)
    solved(conversation, mara)
    put_right(conversation, mara)
    return complaint


@pytest.fixture
def about(conversation: Conversation, cast: Cast) -> About:
    letter = conversation.messages.order_by("id").first()
    assert letter is not None
    return About(kind="complaint", id=7, answers=letter.pk, agent=cast.mara.pk)


@pytest.fixture
def asking(conversation: Conversation, about: About, settings_row: CheckBackSettings) -> Asking:
    asking = ask_back(conversation.pk, about)
    assert asking is not None
    assert not asking.held
    return asking
