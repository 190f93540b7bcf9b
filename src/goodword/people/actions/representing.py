"""Somebody may write for a customer."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid, NotFound
from goodword.core.events import record
from goodword.people.actions.describing import locked_customer
from goodword.people.choices import Authority, Relation, Scope
from goodword.people.events import RepresentationEnded, RepresentationRecorded, RepresentationResumed
from goodword.people.models import Representation
from goodword.people.queries import todays_date


@transaction.atomic
def record_representation(
    customer_id: int,
    *,
    by: Actor,
    representative: int,
    relation: Relation | str,
    authority: Authority | str,
    scope: Collection[Scope | str] = (),
    relation_words: str = "",
    scope_words: str = "",
    reference: str = "",
    valid_until: date | None = None,
) -> Representation:
    """The representative may write for the customer and hear about what `scope` names; an empty one is everything.

    What was recorded of the same two before is ended, and kept. Raises NotFound, Invalid.
    """
    customer, other = locked_customer(customer_id), locked_customer(representative)
    if customer.pk == other.pk:
        raise Invalid(representative=_("Nobody needs an authority to write for themselves. Choose somebody else."))
    _check(relation, relation_words, authority, scope, valid_until)
    for earlier in Representation.objects.filter(customer=customer, representative=other, ended_at=None):
        _end(earlier, by)
    representation = Representation.objects.create(
        customer=customer,
        representative=other,
        relation=relation,
        relation_words=relation_words.strip()[:80],
        authority=authority,
        reference=reference.strip()[:200],
        scope=[one.value for one in Scope if one in scope],
        scope_words=scope_words.strip()[:200],
        valid_until=valid_until,
        recorded_at=now(),
        recorded_by_id=by.agent_id,
    )
    record(
        RepresentationRecorded(
            by=by, person_id=customer.pk, representation_id=representation.pk, representative_id=other.pk
        )
    )
    return representation


def _check(
    relation: str, relation_words: str, authority: str, scope: Collection[str], valid_until: date | None
) -> None:
    problems: dict[str, str] = {}
    if relation not in Relation.values:
        problems["relation"] = _("Say what they are to each other.")
    elif relation == Relation.OTHER and not relation_words.strip():
        problems["relation_words"] = _("Say in a few words who they are.")
    if authority not in Authority.values:
        problems["authority"] = _("Say on what grounds they may write.")
    if not set(scope) <= set(Scope.values):
        problems["scope"] = _("Choose among these.")
    if valid_until is not None and valid_until < todays_date():
        problems["valid_until"] = _("This day is over. Choose a later one, or none.")
    if problems:
        raise Invalid(**problems)


@transaction.atomic
def end_representation(representation_id: int, *, by: Actor) -> Representation:
    """From now on they may not write for the customer; what was recorded stays. Raises NotFound."""
    representation = _locked(representation_id)
    if not representation.is_ended:
        _end(representation, by)
    return representation


@transaction.atomic
def resume_representation(representation_id: int, *, by: Actor) -> Representation:
    """An authority that was ended by mistake counts again. Raises NotFound, ActionRefused when a newer one counts."""
    representation = _locked(representation_id)
    if not representation.is_ended:
        return representation
    same_two = {"customer": representation.customer_id, "representative": representation.representative_id}
    if Representation.objects.filter(**same_two, ended_at=None).exists():
        raise ActionRefused(_("A newer authority counts already. End that one first."))
    representation.ended_at = representation.ended_by_id = None
    representation.save(update_fields=["ended_at", "ended_by"])
    record(RepresentationResumed(by=by, person_id=representation.customer_id, representation_id=representation.pk))
    return representation


def _locked(representation_id: int) -> Representation:
    representation = Representation.objects.select_for_update(of=("self",)).filter(pk=representation_id).first()
    if representation is None:
        raise NotFound
    return representation


def _end(representation: Representation, by: Actor) -> None:
    representation.ended_at, representation.ended_by_id = now(), by.agent_id
    representation.save(update_fields=["ended_at", "ended_by"])
    record(RepresentationEnded(by=by, person_id=representation.customer_id, representation_id=representation.pk))
