"""The subject as the last resort: one's own matter, and only if there is no doubt."""

import pytest

from goodword.core.actor import Actor
from goodword.people.actions.addresses import add_address
from tests.cast import Cast
from tests.channels.email.mails import ODILE, mail
from tests.channels.email.threading.arriving import MALLORY, arrive
from tests.frozen_time import Clock

pytestmark = pytest.mark.django_db
MATTER = "The silver dressings"


def test_an_answer_without_references_joins_its_matter(cast: Cast) -> None:
    first = arrive(cast, mail(Subject=MATTER))

    assert arrive(cast, mail("And?", Subject=f"AW: Re: {MATTER}!")).conversation_id == first.conversation_id


@pytest.mark.parametrize("subject", [MATTER, f"Fwd: {MATTER}", f"Re: {MATTER} again"])
def test_what_is_no_answer_to_it_is_another_matter(cast: Cast, subject: str) -> None:
    first = arrive(cast, mail(Subject=MATTER))

    assert arrive(cast, mail("And?", Subject=subject)).conversation_id != first.conversation_id


@pytest.mark.parametrize("subject", ["Question", "My order", "Hello", "Hi there", ""])
def test_a_subject_that_anybody_writes_joins_nothing(cast: Cast, subject: str) -> None:
    first = arrive(cast, mail(Subject=subject))

    assert arrive(cast, mail("And?", Subject=f"Re: {subject}")).conversation_id != first.conversation_id


def test_somebody_else_never_joins_by_subject(cast: Cast) -> None:
    first = arrive(cast, mail(Subject=MATTER))

    for sender in (MALLORY, "Odile Hartwell <odile@elsewhere.example>", "Nina Hartwell <o.hartwell@example.org>"):
        assert arrive(cast, mail("x", From=sender, Subject=f"Re: {MATTER}")).conversation_id != first.conversation_id


def test_another_address_of_the_same_person_does_not_join_by_subject(cast: Cast) -> None:
    first = arrive(cast, mail(Subject=MATTER))
    add_address(first.customer_id or 0, by=Actor.agent(cast.mara.pk), address="odile@work.example")

    answer = arrive(cast, mail("x", From="Odile Hartwell <odile@work.example>", Subject=f"Re: {MATTER}"))

    assert (answer.customer_id, answer.conversation_id == first.conversation_id) == (first.customer_id, False)


def test_of_two_matters_called_so_it_joins_neither(cast: Cast) -> None:
    first, second = arrive(cast, mail("one", Subject=MATTER)), arrive(cast, mail("two", Subject=MATTER))

    assert arrive(cast, mail("And?", Subject=f"Re: {MATTER}")).conversation_id not in {
        first.conversation_id, second.conversation_id,
    }  # fmt: skip


@pytest.mark.parametrize(("days", "joins"), [(29, True), (31, False)])
def test_only_a_recent_matter_is_joined(cast: Cast, clock: Clock, days: int, joins: bool) -> None:
    first = arrive(cast, mail(Subject=MATTER))
    clock.forward(days=days)

    assert (arrive(cast, mail("And?", Subject=f"Re: {MATTER}")).conversation_id == first.conversation_id) is joins


def test_what_the_mail_names_comes_before_its_subject(cast: Cast) -> None:
    arrive(cast, mail("one", Subject=MATTER))
    other = arrive(cast, mail("two", Subject="The visit on Monday", Message_ID="<b@example.org>", From=ODILE))

    answer = arrive(cast, mail("And?", Subject=f"Re: {MATTER}", In_Reply_To="<b@example.org>"))

    assert answer.conversation_id == other.conversation_id
