"""A new organization may give something from its first day; one that said who may give what is left alone."""

import pytest

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import NotAllowed
from goodword.core.money import Money
from goodword.recovery.actions.starting import start_authorities
from goodword.recovery.choices import RemedyKind
from goodword.recovery.queries.authority import active_authorities, what_may_be_given
from goodword.recovery.types import Authority
from tests.cast import Cast
from tests.recovery.remedies import let_give


def test_agents_and_leads_may_give(cast: Cast, conversation: Conversation) -> None:
    start_authorities(by=Actor.agent(cast.olive.pk))

    for agent, most in ((cast.mara, 5_000), (cast.tess, 20_000)):
        allowed = what_may_be_given(agent, conversation.customer_id, "USD")
        assert next(one.most for one in allowed if one.kind == RemedyKind.CREDIT) == Money(most, "USD")


def test_what_was_said_already_stays(cast: Cast) -> None:
    said = let_give(cast)

    assert start_authorities(by=Actor.agent(cast.olive.pk)) == []
    assert active_authorities() == [said]


def test_only_administrators_say_so(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        start_authorities(by=Actor.agent(cast.tess.pk))

    assert not Authority.objects.exists()
