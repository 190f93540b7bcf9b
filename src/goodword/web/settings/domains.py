"""Sending domains: what receivers can find out about our mail, what to publish, and signing it here."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodword.channels.email.actions.domains import (
    know_domains,
    make_signing_key,
    remove_signing_keys,
    start_signing,
)
from goodword.channels.email.domains.checking import key_record
from goodword.channels.email.domains.wording import overall, parts_of
from goodword.channels.email.jobs.domains import look_at_domain
from goodword.channels.email.senders import domain_in_use, domains_in_use
from goodword.core.errors import ActionRefused
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, show_toast


@require_safe
def domains_page(request: AgentRequest) -> HttpResponse:
    """Every domain that mailboxes send from, and how it stands."""
    administrator(request)
    rows = [(known, overall(known.domain.findings)) for known in domains_in_use()]
    return settings_page(request, "settings/domains.html", {"rows": rows, "title": _("Sending domains")})


@require_safe
def domain_page(request: AgentRequest, domain_id: int) -> HttpResponse:
    """One domain: what was found, what to publish, and the key that signs."""
    administrator(request)
    known = domain_in_use(domain_id)
    waiting = known.key_waiting
    key = next((key for key in known.sender.keys if not key.in_use), None)
    page = {
        "known": known,
        "domain": known.domain,
        "parts": parts_of(known.domain.findings),
        "waiting": waiting,
        "waiting_record": key_record(known.domain.name, key) if key else None,
        "title": known.domain.name,
    }
    return settings_page(request, "settings/domain.html", page)


@require_POST
def all_domains_check(request: AgentRequest) -> HttpResponse:
    """Look at all of them now; a job asks, so that nobody waits for a name server."""
    administrator(request)
    know_domains()
    for known in domains_in_use():
        look_at_domain.enqueue(domain_id=known.domain.pk)
    show_toast(request, _("The name servers are being asked. Look again in a few seconds."))
    return redirect("settings-domains")


@require_POST
def domain_check(request: AgentRequest, domain_id: int) -> HttpResponse:
    """Look at one now."""
    administrator(request)
    look_at_domain.enqueue(domain_id=domain_in_use(domain_id).domain.pk)
    show_toast(request, _("The name servers are being asked. Look again in a few seconds."))
    return redirect("settings-domain", domain_id)


@require_POST
def domain_key(request: AgentRequest, domain_id: int) -> HttpResponse:
    """Make a key that waits for its record."""
    done = _("The key is made. Publish its record, then check.")
    return _do(request, domain_id, lambda: make_signing_key(domain_id, by=actor_of(request)), done)


@require_POST
def domain_signing(request: AgentRequest, domain_id: int) -> HttpResponse:
    """Sign from now on with the key that waits."""
    anyway = "anyway" in request.POST
    done = _("Mail of this domain is signed from now on.")
    return _do(request, domain_id, lambda: start_signing(domain_id, by=actor_of(request), anyway=anyway), done)


@require_POST
def domain_keys_removal(request: AgentRequest, domain_id: int) -> HttpResponse:
    """Sign no more."""
    done = _("The keys are forgotten. Mail leaves without a signature of the desk.")
    return _do(request, domain_id, lambda: remove_signing_keys(domain_id, by=actor_of(request)), done)


def _do(request: AgentRequest, domain_id: int, act: Callable[[], object], done: str) -> HttpResponse:
    administrator(request)
    try:
        act()
    except ActionRefused as refusal:
        show_toast(request, str(refusal), tone="broken")
    else:
        look_at_domain.enqueue(domain_id=domain_id)
        show_toast(request, done, tone="kept")
    return redirect("settings-domain", domain_id)
