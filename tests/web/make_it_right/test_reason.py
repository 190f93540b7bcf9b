"""The panel goes by the reason: what may be given for it, and what like cases were given."""

import pytest
from django.test import Client

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.money import Money
from goodword.playbook.actions.reasons import chosen_reason
from goodword.recovery.actions.authorities import Grant, create_authority
from goodword.recovery.actions.complaining import mark_latest
from goodword.recovery.actions.giving import Gift, give_remedy
from goodword.recovery.actions.reasons import say_reason
from goodword.recovery.actions.settling import settle_remedy
from goodword.recovery.choices import RemedyKind
from goodword.recovery.types import Authority, Remedy
from tests.cast import Cast
from tests.query_counts import QueryCount
from tests.web.make_it_right.typed import typed

HTMX = {"HX-Request": "true"}


def address(conversation: Conversation) -> str:
    return f"/conversations/{conversation.pk}/remedies"


def like_cases(conversation: Conversation, by: Actor, *minors: int) -> None:
    reason = chosen_reason("late")
    assert reason is not None
    for number, minor in enumerate(minors):
        gift = Gift(
            kind=RemedyKind.CREDIT,
            key=f"like-{number}",
            amount=Money(minor, "USD"),
            reason=reason.pk,
        )
        settle_remedy(give_remedy(conversation.pk, gift, by=by).pk, by=by)


def complained_of(conversation: Conversation, by: Actor, reason: str) -> None:
    mark_latest(conversation.pk, by=by)
    say_reason(conversation.pk, reason, by=by)


def test_like_cases_stand_first(desk: Client, conversation: Conversation, authority: Authority, mara: Actor) -> None:
    like_cases(conversation, mara, 1_000, 2_000, 2_000, 2_000, 4_000)
    complained_of(conversation, mara, "late")
    html = desk.get(address(conversation), headers=HTMX).content.decode()
    assert 'value="credit" data-key="1"' in html
    assert "Given in 5 of the last 5 with this reason" in html
    assert "about $20.00" in html
    assert 'value="20.00"' in html
    assert '<option value="late" selected>' in html


def test_of_fewer_than_five_nothing_is_told(
    desk: Client, conversation: Conversation, authority: Authority, mara: Actor
) -> None:
    like_cases(conversation, mara, 1_000, 2_000, 3_000, 3_100)
    html = desk.get(address(conversation) + "?reason=late", headers=HTMX).content.decode()
    assert "Like cases" not in html
    assert 'value="apology" data-key="1"' in html


def test_another_reason_is_another_authority(
    desk: Client, conversation: Conversation, authority: Authority, cast: Cast
) -> None:
    by = Actor.agent(cast.olive.pk)
    create_authority(Grant(name="Safety", currency="USD", limit_minor=20_000, reasons=("safety",)), by=by)
    assert "up to $50.00" in desk.get(address(conversation) + "?reason=safety", headers=HTMX).content.decode()
    authority.change(is_active=False)
    assert "up to $200.00" in desk.get(address(conversation) + "?reason=safety", headers=HTMX).content.decode()
    assert "up to" not in desk.get(address(conversation) + "?reason=late", headers=HTMX).content.decode()


@pytest.mark.parametrize(("chosen", "kept"), [("", "late"), ("late", "late"), ("billing", "billing")])
def test_what_is_given_has_the_reason(
    desk: Client, conversation: Conversation, mara: Actor, chosen: str, kept: str
) -> None:
    complained_of(conversation, mara, "late")
    desk.post(address(conversation), typed("apology", reason=chosen), headers=HTMX)
    reason = Remedy.objects.get().reason
    assert (reason.key if reason else "") == kept


def test_a_reason_that_there_is_not_is_said(desk: Client, conversation: Conversation, authority: Authority) -> None:
    answer = desk.post(address(conversation), typed("credit", amount="5", reason="purple"), headers=HTMX)
    assert answer.status_code == 422
    assert "Choose a reason from the list." in answer.content.decode()
    assert not Remedy.objects.exists()


def test_above_it_whoever_may_for_this_reason_is_asked(
    desk: Client, conversation: Conversation, authority: Authority, cast: Cast
) -> None:
    grant = Grant(name="Leads", role="lead", currency="USD", limit_minor=20_000, reasons=("late",))
    authority.change(role="agent")
    create_authority(grant, by=Actor.agent(cast.olive.pk))
    asked = {reason: typed("credit", amount="75", reason=reason) for reason in ("late", "billing")}
    assert "Tess" in desk.post(address(conversation), asked["late"], headers=HTMX).content.decode()
    assert "Words for Tess" not in desk.post(address(conversation), asked["billing"], headers=HTMX).content.decode()


def test_the_panel_asks_no_more_than_it_did(
    desk: Client, conversation: Conversation, authority: Authority, mara: Actor, assert_query_count: QueryCount
) -> None:
    authority.change(customer_cap_minor=100_000)
    like_cases(conversation, mara, 1_000, 2_000, 2_000, 2_000, 4_000)
    complained_of(conversation, mara, "late")
    with assert_query_count("make it right"):
        desk.get(address(conversation), headers=HTMX)
