"""The form by which a colleague is asked."""

from datetime import timedelta

from django.test import Client

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.choices import Target
from goodword.promises.types import Promise
from tests.cast import Cast

HTMX = {"HX-Request": "true"}


def test_the_form_offers_whoever_may_read_but_not_oneself(desk: Client, conversation: Conversation, cast: Cast) -> None:
    html = desk.get(f"/conversations/{conversation.pk}/questions", headers=HTMX).content.decode()
    assert f'value="agent:{cast.tess.pk}"' in html
    assert f'value="team:{cast.pharmacy.pk}"' in html
    assert f'value="agent:{cast.mara.pk}"' not in html
    assert f'value="agent:{cast.caleb.pk}"' not in html


def test_a_colleague_is_asked_in_words(desk: Client, conversation: Conversation, cast: Cast) -> None:
    typed = {"who": f"agent:{cast.tess.pk}", "ours": "Is it here?", "words": "in 20 minutes"}
    html = desk.post(f"/conversations/{conversation.pk}/questions", typed, headers=HTMX).content.decode()
    promise = Promise.objects.get()
    assert (promise.owner, promise.due_at) == (cast.tess, now() + timedelta(minutes=20))
    assert "Asked: an answer is due" in html


def test_without_policy_a_time_is_asked_and_nothing_typed_is_lost(
    desk: Client, conversation: Conversation, cast: Cast
) -> None:
    typed = {"who": f"team:{cast.pharmacy.pk}", "ours": "Is it here?", "words": ""}
    answer = desk.post(f"/conversations/{conversation.pk}/questions", typed, headers=HTMX)
    html = answer.content.decode()
    assert (answer.status_code, Promise.objects.count()) == (422, 0)
    assert 'value="Is it here?"' in html
    assert f'value="team:{cast.pharmacy.pk}" selected' in html


def test_the_policys_time_is_told(desk: Client, conversation: Conversation, cast: Cast) -> None:
    targets = {Target.INSIDE: Term(allowed=timedelta(minutes=20))}
    create_policy(Terms(name="Everybody", targets=targets), by=Actor.agent(cast.olive.pk))
    page = desk.get(f"/conversations/{conversation.pk}/questions", headers=HTMX).content.decode()
    assert "If you leave it empty, the time of the policy" in page

    desk.post(f"/conversations/{conversation.pk}/questions", {"who": f"agent:{cast.tess.pk}", "ours": "?"})
    assert Promise.objects.get().due_at == now() + timedelta(minutes=20)
