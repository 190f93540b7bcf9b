"""The very moment at which a reply leaves: it is taken back or it is handed over, never both and never neither."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from threading import Barrier

import pytest
from django.db import connection

from goodword.channels.email.actions.sending import begin_handing_over
from goodword.channels.email.models import OutgoingMail
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.models import Draft
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, NotFound
from tests.cast import conversation_with_odile, found_cast
from tests.frozen_time import Clock


def won(together: Barrier, act: Callable[[], object]) -> bool:
    with closing(connection), suppress(ActionRefused, NotFound):
        together.wait()
        return bool(act())
    return False


@pytest.mark.django_db(transaction=True)
def test_a_reply_is_taken_back_or_handed_over(clock: Clock) -> None:
    cast = found_cast()
    number, mara = conversation_with_odile(cast).pk, Actor.agent(cast.mara.pk)
    for attempt in range(10):
        reply = send_reply(number, by=mara, html=f"<p>Tomorrow, or in {attempt} days.</p>")
        outgoing, together = OutgoingMail.objects.get(message=reply), Barrier(2)
        clock.forward(seconds=10)
        acts = (lambda pk=reply.pk: undo_reply(pk, by=mara), lambda row=outgoing: begin_handing_over(row))

        with ThreadPoolExecutor(2) as both:
            undone, handed_over = both.map(lambda act, at=together: won(at, act), acts)

        assert undone != handed_over
        assert OutgoingMail.objects.filter(pk=outgoing.pk).exists() == handed_over
        assert Draft.objects.exists() == undone
        Draft.objects.all().delete()
