"""New links to the page: in place of one that somebody else may have, and for whoever has one that opens nothing."""

from django.contrib.auth.decorators import login_not_required
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from goodword.accounts.queries import organization
from goodword.accounts.types import Organization
from goodword.conversations.actions.matters import link_asked_for, replace_link
from goodword.conversations.matter_links import KnownLink, known_link, matter_address
from goodword.conversations.types import MatterLink
from goodword.core.actor import Actor
from goodword.core.errors import DomainError, NotFound
from goodword.people.queries import addresses_of, may_be_written_automatically
from goodword.web.door.mailing import mail_problem
from goodword.web.portal.drawing import draw_closed, draw_matter, draw_word, opened
from goodword.web.portal.limits import TooOften, may_ask_for_link
from goodword.web.portal.page import Typed
from goodword.web.portal.sealing import once_of
from goodword.web.portal.tongues import speaking


@login_not_required
@csrf_exempt  # the form carries a word of its own: sealing.py
@require_POST
def replace(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a new link to the address that we know; this one opens nothing any more."""
    with opened(request, token) as matter:
        if matter is None or matter.link is None:
            return draw_closed(token)
        try:
            once_of(matter.link, request.POST.get("once", ""))
            _replace(request, matter.link, matter.house)
        except DomainError as refusal:
            typed = Typed("link", problems={"": str(refusal)})
            return draw_matter(matter, typed=typed, status=refusal.status)
        return draw_word("portal/replaced.html")


@login_not_required
@csrf_exempt  # it tells nobody anything, and writes only to whoever has the link anyway
@require_POST
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a link to the address that we know, if there is one and the matter is still theirs; say the same always."""
    known, house = _known(token), organization()
    if not may_ask_for_link(request, known.link.pk if known else 0):
        return draw_word("portal/too_often.html", TooOften.status)
    if known is None or house is None:
        return draw_word("portal/asked.html")
    with speaking(request, known.link.person, house):
        _answer(known.link, house)
        return draw_word("portal/asked.html")


def _known(token: str) -> KnownLink | None:
    try:
        return known_link(token)
    except NotFound:
        return None


@transaction.atomic
def _replace(request: HttpRequest, link: MatterLink, house: Organization) -> None:
    if not may_ask_for_link(request, link.pk):
        raise TooOften
    if not _can_be_mailed(link) or mail_problem():
        raise DomainError(_("We cannot send you a mail now, so this link stays as it is. Write to us above."))
    _mail(replace_link(link.pk, by=Actor.customer(link.person_id)), house)


@transaction.atomic
def _answer(link: MatterLink, house: Organization) -> None:
    if not _can_be_mailed(link) or mail_problem():
        return
    fresh = link_asked_for(link.pk, by=Actor.customer(link.person_id))
    if fresh is not None:
        _mail(fresh, house)


def _can_be_mailed(link: MatterLink) -> bool:
    return bool(addresses_of(link.person)) and may_be_written_automatically(customer_id=link.person_id)


def _mail(link: MatterLink, house: Organization) -> None:
    """Only ever to an address that we know them by."""
    facts = {"house": house.name, "number": link.conversation_id, "address": matter_address(link)}
    words = _(
        "Here is your link to what you wrote to %(house)s, what we promised you, and when:\n\n%(address)s\n\n"
        "It opens your matter #%(number)s for whoever has it, so keep it to yourself. If you did not ask for it, there "
        "is nothing that you need do."
    )
    subject = _("Your link to your matter #%(number)s") % facts
    EmailMessage(subject, words % facts, to=addresses_of(link.person)[:1]).send()
