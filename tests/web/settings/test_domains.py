import pytest
from django.test import Client

from goodword.channels.email.actions.domains import keep_findings, know_domains, note_signing
from goodword.channels.email.domains.findings import Finding, Record, Verdict
from goodword.channels.email.models import SendingDomain, SigningKey
from goodword.core.jobs.models import QueuedJob
from tests.cast import Cast


@pytest.fixture
def domain(cast: Cast) -> SendingDomain:
    know_domains()
    return SendingDomain.objects.get(name="wrenfield.example")


def found(**parts: Finding) -> dict[str, Finding]:
    return {name: parts.get(name, Finding(Verdict.OK, [(f"{name}-stands", {})])) for name in ("spf", "dkim", "mx")}


def test_what_was_found_is_told_with_what_to_publish(adam: Client, domain: SendingDomain) -> None:
    page = f"/settings/domains/{domain.pk}"
    assert "Not looked at yet" in adam.get(page).content.decode()
    record = Record(domain.name, "TXT", "v=spf1 include:_spf.google.com ~all")
    spf = Finding(Verdict.BROKEN, [("spf-missing", {})], [], record)
    keep_findings(domain.pk, found(spf=spf))
    html = adam.get(page).content.decode()
    assert "There is no SPF record." in html
    assert record.value in html
    assert "Broken" in adam.get("/settings/domains").content.decode()


def test_what_others_published_cannot_act_here(adam: Client, domain: SendingDomain) -> None:
    evil = "<script>alert(1)</script>{boom}%s"
    spf = Finding(Verdict.BROKEN, [("spf-syntax", {"about": evil})], [evil])
    keep_findings(domain.pk, found(spf=spf))
    html = adam.get(f"/settings/domains/{domain.pk}").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{boom}%s" in html


def test_looking_again_is_a_job(adam: Client, domain: SendingDomain) -> None:
    adam.post("/settings/domains/check")
    adam.post(f"/settings/domains/{domain.pk}/check")
    assert QueuedJob.objects.filter(name__endswith="look_at_domain").count() == 1


def test_signing_waits_for_its_record(adam: Client, domain: SendingDomain) -> None:
    page = f"/settings/domains/{domain.pk}"
    adam.post(f"{page}/key")
    key = SigningKey.objects.get()
    html = adam.get(page).content.decode()
    assert f"{key.selector}._domainkey.wrenfield.example" in html
    assert key.public in html
    assert "was not seen in the DNS yet" in adam.post(f"{page}/signing", follow=True).content.decode()
    assert not SigningKey.objects.get().in_use
    ready = Finding(Verdict.IMPROVE, [("dkim-ready", {"selector": key.selector})])
    keep_findings(domain.pk, found(dkim=ready))
    adam.post(f"{page}/signing")
    assert SigningKey.objects.get().in_use


def test_signing_can_begin_anyway_and_end(adam: Client, domain: SendingDomain) -> None:
    page = f"/settings/domains/{domain.pk}"
    adam.post(f"{page}/key")
    adam.post(f"{page}/signing", {"anyway": "yes"})
    assert SigningKey.objects.get().in_use
    adam.post(f"{page}/keys/removal")
    assert not SigningKey.objects.exists()


def test_mail_that_leaves_unsigned_is_said(adam: Client, domain: SendingDomain) -> None:
    note_signing(domain.name, "Mail leaves unsigned.")
    for page in ("/settings/domains", f"/settings/domains/{domain.pk}"):
        assert "Mail leaves unsigned." in adam.get(page).content.decode()


def test_without_a_mailbox_there_is_no_domain(adam: Client, cast: Cast) -> None:
    assert "No domain yet" in adam.get("/settings/domains").content.decode()
    assert adam.get("/settings/domains/7").status_code == 404
