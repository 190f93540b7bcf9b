"""Why they contacted us: said of a complaint, of what is given for it, and named by authorities."""

import pytest

from goodword.conversations.search.asking import narrowing
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.core.money import Money
from goodword.core.operations import undo
from goodword.core.query import QueryError
from goodword.core.search.terms import TERMS
from goodword.playbook.actions.reasons import chosen_reason, create_reason, retire_reason
from goodword.recovery.actions.asking import ask_for_remedy
from goodword.recovery.actions.authorities import Grant, change_authority
from goodword.recovery.actions.deciding import Decision, answer_request
from goodword.recovery.actions.giving import give_remedy
from goodword.recovery.actions.reasons import say_reason
from goodword.recovery.actions.settling import settle_remedy
from goodword.recovery.choices import RemedyKind, RequestAnswer
from goodword.recovery.complaint_errors import NoComplaint
from goodword.recovery.errors import AboveAuthority
from goodword.recovery.queries.authority import what_may_be_given
from goodword.recovery.queries.reasons import reason_here
from goodword.recovery.queries.suggestions import Usual, given_for
from tests.cast import Cast, conversation_with_odile
from tests.query_counts import asked_by
from tests.recovery.complaining import complaint_of
from tests.recovery.remedies import a_gift, let_give, offered
from tests.timeline import last_event, recorded


@pytest.fixture
def late(cast: Cast) -> int:
    return number_of("late")


@pytest.fixture
def billing(cast: Cast) -> int:
    return number_of("billing")


def number_of(key: str) -> int:
    reason = chosen_reason(key)
    assert reason is not None
    return reason.pk


def settled(conversation: Conversation, by: Actor, reason: int, *minors: int) -> None:
    for minor in minors:
        settle_remedy(give_remedy(conversation.pk, a_gift(minor=minor, reason=reason), by=by).pk, by=by)


def found(cast: Cast, typed: str) -> list[int]:
    return list(Conversation.objects.filter(narrowing(cast.mara, typed, is_typed=False)).values_list("pk", flat=True))


def test_the_reason_of_a_complaint_is_said_and_changed(conversation: Conversation, mara: Actor, late: int) -> None:
    complaint = complaint_of(conversation, mara)
    assert reason_here(conversation) is None
    say_reason(conversation.pk, "late", by=mara)
    say_reason(conversation.pk, "late", by=mara)
    assert len(recorded("complaint.reason-said")) == 1
    assert say_reason(conversation.pk, "billing", by=mara).reason_id == number_of("billing")
    facts = {"complaint_id": complaint.pk, "reason_id": number_of("billing"), "before_id": late}
    assert last_event("complaint.reason-said").data == facts
    assert say_reason(conversation.pk, "", by=mara).reason_id is None


def test_what_is_said_of_a_reason_is_undone(conversation: Conversation, cast: Cast, mara: Actor, late: int) -> None:
    complaint = complaint_of(conversation, mara)
    say_reason(conversation.pk, "late", by=mara)
    say_reason(conversation.pk, "safety", by=mara)
    undo(last_event("complaint.reason-said").pk, by=mara, agent=cast.mara)
    complaint.refresh_from_db()
    assert complaint.reason_id == late


def test_only_a_complaint_has_one_and_only_of_the_list(conversation: Conversation, mara: Actor) -> None:
    with pytest.raises(NoComplaint):
        say_reason(conversation.pk, "late", by=mara)
    complaint_of(conversation, mara)
    with pytest.raises(Invalid):
        say_reason(conversation.pk, "purple", by=mara)


def test_one_that_is_retired_is_kept_and_not_chosen(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    complaint_of(conversation, mara)
    say_reason(conversation.pk, "late", by=mara)
    retire_reason("late", by=Actor.agent(cast.olive.pk))
    complaint = say_reason(conversation.pk, "late", by=mara)
    let_give(cast)
    assert give_remedy(conversation.pk, a_gift(complaint=complaint.pk), by=mara).reason == reason_here(conversation)
    with pytest.raises(Invalid):
        give_remedy(conversation.pk, a_gift(reason=complaint.reason_id), by=mara)


def test_what_is_given_for_a_complaint_has_its_reason(
    conversation: Conversation, cast: Cast, mara: Actor, late: int, billing: int
) -> None:
    let_give(cast)
    complaint = complaint_of(conversation, mara)
    say_reason(conversation.pk, "late", by=mara)
    assert give_remedy(conversation.pk, a_gift(complaint=complaint.pk), by=mara).reason_id == late
    assert last_event("remedy.given").data["reason_id"] == late
    assert give_remedy(conversation.pk, a_gift(complaint=complaint.pk, reason=billing), by=mara).reason_id == billing
    assert give_remedy(conversation.pk, a_gift(), by=mara).reason_id is None


def test_the_first_row_that_covers_the_reason_counts(
    conversation: Conversation, cast: Cast, mara: Actor, late: int, billing: int
) -> None:
    more = let_give(cast, 9_000, reasons=("late", "safety"))
    let_give(cast, 1_000)
    assert give_remedy(conversation.pk, a_gift(minor=9_000, reason=late), by=mara).authority == more
    for reason in (billing, None):
        with pytest.raises(AboveAuthority) as refused:
            give_remedy(conversation.pk, a_gift(minor=1_001, reason=reason), by=mara)
        assert refused.value.most == Money(1_000, "USD")
    given = {one.kind: one for one in what_may_be_given(cast.mara, conversation.customer_id, "USD", late)}
    assert given[RemedyKind.CREDIT].authority_id == more.pk


def test_a_row_for_a_reason_gives_nothing_where_none_is_said(
    conversation: Conversation, cast: Cast, mara: Actor, late: int
) -> None:
    let_give(cast, reasons=("late",))
    with pytest.raises(AboveAuthority):
        give_remedy(conversation.pk, a_gift(), by=mara)
    assert give_remedy(conversation.pk, a_gift(reason=late), by=mara).is_given


def test_who_answers_is_bound_by_the_reason_too(
    conversation: Conversation, cast: Cast, mara: Actor, late: int, billing: int
) -> None:
    let_give(cast, 20_000, role="lead", reasons=("late",))
    tess = Actor.agent(cast.tess.pk)
    asked = ask_for_remedy(conversation.pk, a_gift(minor=9_000, reason=late), by=mara)
    assert asked.approver == cast.tess
    assert answer_request(asked.pk, Decision(answer=RequestAnswer.APPROVED), by=tess).remedy.reason_id == late
    other = ask_for_remedy(conversation.pk, a_gift(minor=9_000, reason=billing), by=mara)
    assert other.approver == cast.olive
    with pytest.raises(AboveAuthority):
        answer_request(other.pk, Decision(answer=RequestAnswer.APPROVED), by=tess)


def test_the_reasons_of_an_authority_are_changed_and_follow(cast: Cast, late: int) -> None:
    authority, adam = let_give(cast, reasons=("late",)), Actor.agent(cast.adam.pk)
    assert last_event("authority.created").data["reason_ids"] == [late]
    grant = {"name": "Agents", "currency": "USD", "limit_minor": 5_000, "role": "agent"}
    for _again in range(2):
        change_authority(authority.pk, Grant(**grant, reasons=("late", "safety")), by=adam)  # type: ignore[arg-type] # a test
    assert len(recorded("authority.changed")) == 1

    new = create_reason(by=adam, name="Late by more than a day", replaces="late")
    assert {one.key for one in authority.reasons.all()} == {"late", "safety", new.key}
    change_authority(authority.pk, Grant(**grant, reasons=("late",)), by=adam)  # type: ignore[arg-type] # the same
    assert [one.key for one in authority.reasons.all()] == ["late"]
    with pytest.raises(Invalid):
        change_authority(authority.pk, Grant(**grant, reasons=("purple",)), by=adam)  # type: ignore[arg-type] # the same


def test_what_is_left_is_summed_once_for_all_kinds(conversation: Conversation, cast: Cast) -> None:
    let_give(cast, budget_minor=8_000, customer_cap_minor=6_000)
    with asked_by() as asked:
        what_may_be_given(cast.mara, conversation.customer_id, "USD")
    assert len([one for one in asked if "SUM(" in one]) == 2
    assert len(asked) == 5  # the rows, their reasons, her teams, and the two sums


def test_like_cases_tell_what_they_were_given(conversation: Conversation, cast: Cast, mara: Actor, late: int) -> None:
    let_give(cast)
    settled(conversation, mara, late, 1_000, 2_000, 2_500, 3_000)
    assert given_for(late) == []
    give_remedy(conversation.pk, a_gift(minor=5_000, reason=late), by=mara)
    assert given_for(late) == [], "what is not paid yet does not count"
    settle_remedy(give_remedy(conversation.pk, a_gift(RemedyKind.APOLOGY, None, reason=late), by=mara).pk, by=mara)

    credit, apology = given_for(late)
    assert credit == Usual(RemedyKind.CREDIT, Money(2_000, "USD"), None, 4, 5)
    assert (apology.kind, apology.times, apology.is_chance) == (RemedyKind.APOLOGY, 1, True)
    assert given_for(number_of("safety")) == given_for(None) == []


def test_products_are_told_apart(conversation: Conversation, cast: Cast, mara: Actor, late: int) -> None:
    let_give(cast)
    tape, gauze = offered(cast).pk, offered(cast, name="Gauze").pk
    for product in (tape, tape, tape, gauze, gauze):
        gift = a_gift(RemedyKind.COMP_PRODUCT, None, product=product, reason=late)
        settle_remedy(give_remedy(conversation.pk, gift, by=mara).pk, by=mara)
    assert [(one.product, one.times) for one in given_for(late)] == [(tape, 3), (gauze, 2)]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("reason:late", True),
        ('reason:"Late or did not come"', True),
        ("motivo:late", True),
        ("reason:billing", True),
        ("-reason:late", False),
        ("reason:safety", False),
        ("reason:none", False),
    ],
)
def test_by_what_one_types(cast: Cast, conversation: Conversation, mara: Actor, typed: str, is_found: bool) -> None:
    other = conversation_with_odile(cast)
    complaint_of(conversation, mara)
    say_reason(conversation.pk, "late", by=mara)
    give_remedy(conversation.pk, a_gift(RemedyKind.APOLOGY, None, reason=number_of("billing")), by=mara)
    assert (conversation.pk in found(cast, typed)) is is_found
    assert (other.pk in found(cast, typed)) is (typed in {"-reason:late", "reason:none"})


def test_a_reason_that_there_is_not_is_said(cast: Cast) -> None:
    with pytest.raises(QueryError) as raised:
        found(cast, "reason:biling")
    assert raised.value.perhaps == "billing"


def test_reasons_are_proposed_as_one_types(cast: Cast) -> None:
    term = next(one for one in TERMS if one.name == "reason")
    assert term.suggest is not None
    assert [one.value for one in term.suggest(cast.mara, "bil")] == ["billing"]
    assert [one.value for one in term.suggest(cast.mara, "missing")] == ["information"]
