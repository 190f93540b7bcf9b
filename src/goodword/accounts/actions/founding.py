"""The organization: founded once, changed by those who administer it."""

from datetime import time

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from goodword.accounts import inputs
from goodword.accounts.access import check_administers
from goodword.accounts.choices import Role
from goodword.accounts.errors import AlreadyFounded
from goodword.accounts.events import AgentAdded, OrganizationChanged, OrganizationFounded
from goodword.accounts.models import Agent, Organization
from goodword.calendars.actions.making import create_calendar
from goodword.calendars.hours import Window, Windows
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.core.money import is_currency

_OFFICE_DAY: Windows = (Window(time(9), time(17)),)


def _insert_once(organization: Organization) -> None:
    """Two browsers may found at the same moment: the row's fixed id lets one of them win."""
    try:
        with transaction.atomic():
            organization.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyFounded from error


@transaction.atomic
def found_organization(
    *, name: str, owner_name: str, owner_email: str, password: str, language: str = "en", time_zone: str = "UTC"
) -> Agent:
    """Found the one organization of this installation and return its first owner, who can sign in from now on.

    It gets a calendar of opening hours, Monday to Friday from nine to five, for the administrators to change.
    Raises AlreadyFounded; Invalid naming the field that does not fit.
    """
    if Organization.objects.filter(pk=1).exists():
        raise AlreadyFounded
    email, person = inputs.email_address(owner_email), inputs.filled("owner_name", owner_name, at_most=120)
    organization = Organization(
        pk=1,
        name=inputs.filled("name", name, at_most=120),
        language=inputs.known_language(language),
        time_zone=inputs.known_time_zone(time_zone),
        created_at=now(),
    )
    owner = Agent(email=email, name=person, role=Role.OWNER, language=language, time_zone=time_zone, created_at=now())
    owner.set_password(inputs.strong_password(password, name=person, email=email))
    _insert_once(organization)
    owner.save(force_insert=True)
    by = Actor.agent(owner.pk)
    record(OrganizationFounded(by=by, owner_id=owner.pk))
    record(AgentAdded(by=by, agent_id=owner.pk, role=Role.OWNER))
    with translation.override(organization.language):
        name = _("Opening hours")
    create_calendar(by=by, name=name, zone=organization.time_zone, week=(_OFFICE_DAY,) * 5 + ((),) * 2)
    return owner


@transaction.atomic
def change_organization(*, by: Actor, name: str, language: str, time_zone: str) -> Organization:
    """Give the organization another name, language or time zone. Agents keep their own language and zone.

    Raises NotAllowed; NotFound before it is founded; Invalid naming the field that does not fit.
    """
    organization = Organization.objects.select_for_update().filter(pk=1).first()
    if organization is None:
        raise NotFound
    check_administers(by)
    wanted = {
        "name": inputs.filled("name", name, at_most=120),
        "language": inputs.known_language(language),
        "time_zone": inputs.known_time_zone(time_zone),
    }
    if any(getattr(organization, column) != value for column, value in wanted.items()):
        organization.change(**wanted)
        record(OrganizationChanged(by=by))
    return organization


@transaction.atomic
def link_matters(*, by: Actor, wanted: bool) -> Organization:
    """Let our letters end with the link to the page of the matter, or not. Raises NotAllowed, NotFound."""
    organization = Organization.objects.select_for_update().filter(pk=1).first()
    if organization is None:
        raise NotFound
    check_administers(by)
    if organization.links_matters != wanted:
        organization.change(links_matters=wanted)
        record(OrganizationChanged(by=by))
    return organization


@transaction.atomic
def set_currency(*, by: Actor, currency: str) -> Organization:
    """What is given is first thought of in this currency (its ISO 4217 code). Raises NotAllowed, NotFound, Invalid."""
    organization = Organization.objects.select_for_update().filter(pk=1).first()
    if organization is None:
        raise NotFound
    check_administers(by)
    if not is_currency(currency):
        raise Invalid(currency=_("Choose a currency."))
    if organization.currency != currency:
        organization.change(currency=currency)
        record(OrganizationChanged(by=by))
    return organization
