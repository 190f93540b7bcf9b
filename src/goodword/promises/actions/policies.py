"""What the house promises by policy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.access import check_administers
from goodword.calendars.errors import NeverOpen
from goodword.calendars.queries import open_time_of
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.core.query import QueryError
from goodword.promises.alarms import DEFAULT_SHARE
from goodword.promises.choices import POLICY_TARGETS, Target
from goodword.promises.events import PolicyChanged, PolicyCreated, PolicyRemoved
from goodword.promises.models import PolicyTarget, ServicePolicy
from goodword.promises.policies import asks_who_reads, condition_of

LONGEST, SHORTEST = timedelta(days=366), timedelta(minutes=1)
LONGEST_NAME = 120


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """So much time, on a calendar or without one on the wall's clock; whoever owes it is warned at a share of it
    (percent) or, if `warn_lead` is given, that long before."""

    allowed: timedelta
    calendar: int | None = None
    warn_share: int = DEFAULT_SHARE
    warn_lead: timedelta | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """All of a policy: its name, whom it is for (a query; empty: everybody), and what it promises."""

    name: str
    condition: str = ""
    targets: Mapping[Target, Term] = field(default_factory=dict)
    is_active: bool = True
    is_shown: bool = False

    def check(self) -> None:
        """Raises Invalid naming what needs another look."""
        if not self.name.strip():
            raise Invalid(name=_("Give the policy a name."))
        if not self.targets:
            raise Invalid(targets=_("Promise at least one thing: say how long it may take."))
        try:
            condition_of(ServicePolicy(condition=self.condition))
        except QueryError as error:
            raise Invalid(condition=_("This condition cannot be read. Try it in the search first.")) from error
        if asks_who_reads(self.condition):
            raise Invalid(
                condition=_(
                    "A policy is the same for everybody: name people instead of “me”, and leave out what is unread."
                )
            )
        for target, term in self.targets.items():
            _check_term(target, term)


def _check_term(target: Target, term: Term) -> None:
    if target not in POLICY_TARGETS:
        raise Invalid(targets=_("A policy cannot promise this."))
    if not SHORTEST <= term.allowed <= LONGEST:
        raise Invalid(**{target.value: _("Give a time from a minute to a year.")})
    if not 1 <= term.warn_share <= 99:  # noqa: PLR2004 (percent, and neither none nor all of it)
        raise Invalid(**{target.value: _("Warn at 1 to 99 percent of the time.")})
    if term.warn_lead is not None and not timedelta(0) < term.warn_lead < term.allowed:
        raise Invalid(**{target.value: _("The warning must come before it is due, and not before it begins.")})
    try:
        open_time_of(term.calendar).due(now(), term.allowed)
    except (NeverOpen, NotFound) as error:
        raise Invalid(
            **{target.value: str(error) if isinstance(error, NeverOpen) else _("Choose a calendar.")}
        ) from error


@transaction.atomic
def create_policy(terms: Terms, *, by: Actor) -> ServicePolicy:
    """Promise something by policy, after those there are. It holds for what comes in from now on, and for what is open
    once that changes. Raises NotAllowed, Invalid."""
    check_administers(by)
    terms.check()
    last = ServicePolicy.objects.order_by("-position").values_list("position", flat=True).first()
    policy = ServicePolicy.objects.create(position=0 if last is None else last + 1, **_columns(terms))
    _write_targets(policy, terms)
    record(PolicyCreated(by=by, policy_id=policy.pk))
    return policy


@transaction.atomic
def change_policy(policy_id: int, terms: Terms, *, by: Actor) -> ServicePolicy:
    """Promise something else. What runs is reckoned anew in the background, but for what a customer was told.

    Raises NotFound, NotAllowed, Invalid.
    """
    check_administers(by)
    terms.check()
    policy = _locked(policy_id)
    policy.change(**_columns(terms))
    policy.targets.all().delete()
    _write_targets(policy, terms)
    record(PolicyChanged(by=by, policy_id=policy.pk))
    return policy


@transaction.atomic
def switch_policy(policy_id: int, *, by: Actor, on: bool) -> ServicePolicy:
    """Let the policy promise something, or nothing for a while; what it says stays. Raises NotFound, NotAllowed."""
    check_administers(by)
    policy = _locked(policy_id)
    if policy.is_active != on:
        policy.change(is_active=on)
        record(PolicyChanged(by=by, policy_id=policy.pk))
    return policy


@transaction.atomic
def order_policies(policy_ids: Sequence[int], *, by: Actor) -> None:
    """Put the policies in this order: the first that fits a conversation counts. Raises NotAllowed, Invalid where it is
    not all of them."""
    check_administers(by)
    known = {policy.pk: policy for policy in ServicePolicy.objects.select_for_update()}
    if sorted(policy_ids) != sorted(known):
        raise Invalid(_("Somebody changed the policies meanwhile. Look at the list again."))
    moved = [known[one] for place, one in enumerate(policy_ids) if known[one].position != place]
    for place, one in enumerate(policy_ids):
        known[one].change(position=place)
    for policy in moved:
        record(PolicyChanged(by=by, policy_id=policy.pk))


@transaction.atomic
def remove_policy(policy_id: int, *, by: Actor) -> None:
    """Promise this by policy no more. What it promised before is owed as it was, until the conversation changes.

    Raises NotFound, NotAllowed.
    """
    check_administers(by)
    policy = _locked(policy_id)
    policy.delete()
    record(PolicyRemoved(by=by, policy_id=policy_id))


def _locked(policy_id: int) -> ServicePolicy:
    policy = ServicePolicy.objects.select_for_update().filter(pk=policy_id).first()
    if policy is None:
        raise NotFound
    return policy


def _columns(terms: Terms) -> dict[str, object]:
    return {
        "name": " ".join(terms.name.split())[:LONGEST_NAME],
        "condition": terms.condition.strip(),
        "is_active": terms.is_active,
        "is_shown": terms.is_shown,
    }


def _write_targets(policy: ServicePolicy, terms: Terms) -> None:
    for target, term in terms.targets.items():
        PolicyTarget.objects.create(
            policy=policy,
            target=target,
            allowed=term.allowed,
            calendar_id=term.calendar,
            warn_share=term.warn_share,
            warn_lead=term.warn_lead,
        )
