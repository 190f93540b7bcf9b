"""Jobs that look at sending domains."""

from goodword.channels.email.actions.domains import keep_findings, know_domains
from goodword.channels.email.domains.checking import check_domain
from goodword.channels.email.models import SendingDomain
from goodword.channels.email.senders import domain_in_use
from goodword.channels.email.transports.dns import NameServer
from goodword.core.jobs import job


@job(queue="mail", priority=10, attempts=3, unique="domain-{domain_id}")
def look_at_domain(*, domain_id: int) -> None:
    """Ask the DNS about one domain and keep what it says."""
    if SendingDomain.objects.filter(pk=domain_id).exists():
        keep_findings(domain_id, check_domain(domain_in_use(domain_id).sender, NameServer()))


@job(queue="mail")
def look_at_domains() -> None:
    """Ask about every domain that mailboxes send from, each in a job of its own."""
    know_domains()
    for domain_id in SendingDomain.objects.values_list("pk", flat=True):
        look_at_domain.enqueue(domain_id=domain_id)
