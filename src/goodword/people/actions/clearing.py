"""An agent knows better than a bounce: the address was mended, or its owner wants our mail after all."""

from django.db import transaction

from goodword.core.actor import Actor
from goodword.core.db.locks import lock_name
from goodword.core.errors import NotFound
from goodword.core.events import record
from goodword.people.events import StandingCleared
from goodword.people.models import AddressStanding, Identity


@transaction.atomic
def clear_standing(identity_id: int, *, by: Actor) -> AddressStanding | None:
    """Lift from a person's address that mail came back, or that its owner complained; None when nothing is marked.

    Raises NotFound.
    """
    identity = Identity.objects.select_for_update().filter(pk=identity_id).first()
    if identity is None:
        raise NotFound
    lock_name(f"standing:{identity.value}")
    standing = AddressStanding.objects.filter(address=identity.value).first()
    if standing is None or not (standing.bounced_at or standing.complained_at):
        return None
    bounced, complained = standing.bounced_at is not None, standing.complained_at is not None
    standing.bounced_at, standing.is_hard, standing.reason, standing.complained_at = None, False, "", None
    standing.save()
    record(
        StandingCleared(
            by=by,
            person_id=identity.customer_id,
            standing_id=standing.pk,
            bounced=bounced,
            complained=complained,
        )
    )
    return standing
