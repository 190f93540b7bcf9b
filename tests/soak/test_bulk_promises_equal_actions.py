"""What a desk made in bulk promised has the rows that the same promises given by the action have, column by column."""

import pytest
from django.core.management.color import no_style
from django.db import connection

from bench.casting import cast_desk
from bench.moulds import tables
from bench.promised import cast_promises, give, planned
from bench.tales import found_desk
from goodword.conversations.models import Conversation
from goodword.promises.models import Promise
from tests.campaigns import Campaign
from tests.soak.test_bulk_equals_actions import loading_by_django, rows_after


def number_on() -> None:
    """New rows get the ids that follow."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


@pytest.mark.django_db
def test_promises_cast_in_bulk_are_those_of_the_action(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.casting.loading", loading_by_django)
    cast_desk(found_desk(), max(200, campaign.size(4_000)), campaign.seed, say=print)
    number_on()
    given = planned(1_000, campaign.seed)
    assert len(given) > 5
    assert len({one.agent for one in given}) > 2

    cast = rows_after(lambda: cast_promises(given))
    real = rows_after(lambda: [give(one) for one in given])

    assert len(real[Promise._meta.label]) == len(given)
    for name, rows in real.items():
        for one, other in zip(rows, cast[name], strict=True):
            assert one == other, (name, {word: (one[word], other[word]) for word in one if one[word] != other[word]})
    campaign.report(promises=len(given), conversations=len(real[Conversation._meta.label]))
