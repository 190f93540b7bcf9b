"""A sending domain as its DNS shows it to those who receive its mail."""

import ipaddress
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goodword.channels.email.domains.findings import Finding, Record, Verdict
from goodword.channels.email.domains.relays import USUAL_SELECTORS, relay_at
from goodword.channels.email.domains.spf import Spf, SpfReading, read_spf, spf_records
from goodword.channels.email.transports.dns import Lookup, NameServerFailed

_MOST_LABELS = 8
_PUBLISHED = frozenset({"dkim-signs", "dkim-ready"})
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, kw_only=True)
class PublicKey:
    """A key of ours: where its record stands, and what it must say."""

    selector: str
    public: str
    in_use: bool


@dataclass(frozen=True, kw_only=True)
class Sender:
    """What is looked at: a domain, the hosts that its mail is handed to, and our keys for it."""

    domain: str
    relays: Sequence[str] = ()
    keys: Sequence[PublicKey] = ()


def check_domain(sender: Sender, lookup: Lookup) -> dict[str, Finding]:
    """SPF, DKIM, DMARC and MX, each judged by itself, so that one that cannot be asked leaves the others."""
    spf = _judged(lambda: check_spf(sender, lookup))
    dkim = _judged(lambda: check_dkim(sender, lookup))
    proves = Verdict.OK in {spf.verdict, dkim.verdict}
    unsure = Verdict.UNKNOWN in {spf.verdict, dkim.verdict}
    return {
        "spf": spf,
        "dkim": dkim,
        "dmarc": _judged(lambda: check_dmarc(sender, lookup, passes=proves or unsure)),
        "mx": _judged(lambda: check_mail_servers(sender, lookup)),
    }


def _judged(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except NameServerFailed:
        return Finding(Verdict.UNKNOWN, [("no-answer", {})])


def check_spf(sender: Sender, lookup: Lookup) -> Finding:
    """One record, within the limits, that lets our relay send, as far as can be known."""
    records = spf_records(lookup.txt(sender.domain))
    if not records:
        return Finding(Verdict.BROKEN, [("spf-missing", {})], [], _spf_record(sender, ""))
    whole = read_spf(sender.domain, lookup)
    if whole.result is Spf.TEMPERROR:
        raise NameServerFailed
    if whole.result is Spf.PERMERROR:
        return Finding(Verdict.BROKEN, [(whole.problem, {"about": whole.about})], records)
    if read_spf(sender.domain, lookup, ipaddress.ip_address("192.0.2.1")).result is Spf.PASS:
        return Finding(Verdict.BROKEN, [("spf-allows-everybody", {})], records)
    judged = [_spf_for(sender.domain, relay, whole, lookup) for relay in sender.relays]
    verdict = worst([verdict for verdict, _code, _relay in judged]) if judged else Verdict.OK
    said: list[tuple[str, dict[str, object]]] = [(code, {"relay": relay}) for _verdict, code, relay in judged]
    said = said or [("spf-stands", {})]
    if whole.lookups:
        said.append(("spf-lookups", {"count": whole.lookups}))
    better = verdict in {Verdict.BROKEN, Verdict.IMPROVE}
    return Finding(verdict, said, records, _spf_record(sender, records[0]) if better else None)


def _spf_for(domain: str, relay: str, whole: SpfReading, lookup: Lookup) -> tuple[Verdict, str, str]:
    known = relay_at(relay)
    if known and known.include in whole.includes:
        return Verdict.OK, "spf-includes-relay", known.name
    addresses = [address for address in map(ipaddress.ip_address, _addresses(relay, lookup)) if address.is_global]
    if not addresses:
        return Verdict.UNKNOWN, "spf-relay-inside", relay
    results = {read_spf(domain, lookup, address).result for address in addresses}
    if Spf.TEMPERROR in results:
        raise NameServerFailed
    if results == {Spf.PASS}:
        return Verdict.OK, "spf-allows-relay", relay
    if whole.has_macros:
        return Verdict.UNKNOWN, "spf-depends", relay
    if Spf.FAIL in results:
        return Verdict.BROKEN, "spf-forbids-relay", relay
    return Verdict.IMPROVE, "spf-doubts-relay", relay


def _addresses(host: str, lookup: Lookup) -> list[str]:
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        return lookup.addresses(host)


def _spf_record(sender: Sender, present: str) -> Record:
    """The present record with our relays let in, or a first one that doubts everybody else."""
    known = [(relay, relay_at(relay)) for relay in sender.relays]
    wanted = [f"include:{relay.include}" if relay else f"a:{host}" for host, relay in known] or ["mx"]
    terms = present.split() or ["v=spf1", "~all"]
    last = [term for term in terms if term.lower().lstrip("+-~?") == "all" or term.lower().startswith("redirect=")]
    kept = [term for term in terms if term not in last]
    ours = [term for term in dict.fromkeys(wanted) if term not in kept]
    return Record(sender.domain, "TXT", " ".join([*kept, *ours, *last]))


def check_dkim(sender: Sender, lookup: Lookup) -> Finding:
    """Our key's record if there is a key; else those that the relays usually have."""
    if sender.keys:
        judged = [_key_record(sender.domain, key, lookup) for key in sender.keys]
        first = min(judged, key=lambda finding: _ORDER.index(finding.verdict))
        first.said = [*first.said, *(said for finding in judged if finding is not first for said in finding.said)]
        return first
    known = [relay for relay in map(relay_at, sender.relays) if relay]
    selectors = [selector for relay in known for selector in relay.selectors] or list(USUAL_SELECTORS)
    there = {name: tags for name in selectors if (tags := _key_at(name, sender.domain, lookup))}
    usable = [name for name, tags in there.items() if tags.get("p")]
    if usable:
        names = ", ".join(usable)
        return Finding(Verdict.OK, [("dkim-of-relay", {"names": names})], [f"{n}._domainkey" for n in usable])
    names = ", ".join(relay.name for relay in known)
    return Finding(Verdict.IMPROVE, [("dkim-relay-missing", {"relay": names}) if known else ("dkim-missing", {})])


def key_record(domain: str, key: PublicKey) -> Record:
    """What must be published for a key of ours."""
    return Record(f"{key.selector}._domainkey.{domain}", "TXT", f"v=DKIM1; k=rsa; p={key.public}")


def key_is_published(findings: Mapping[str, Any], selector: str) -> bool:
    """Whether what was kept of the last look says that this key's record stands in the DNS."""
    said = findings.get("dkim", {}).get("said", [])
    return any(code in _PUBLISHED and facts.get("selector") == selector for code, facts in said)


def _key_record(domain: str, key: PublicKey, lookup: Lookup) -> Finding:
    record = key_record(domain, key)
    texts = lookup.txt(record.name)
    tags = _tags(texts[0]) if len(texts) == 1 else {}
    facts = {"selector": key.selector}
    if len(texts) > 1:
        return Finding(Verdict.BROKEN, [("dkim-several", facts)], texts, record)
    if tags.get("p", "").replace(" ", "") == key.public:
        code = "dkim-signs" if key.in_use else "dkim-ready"
        return Finding(Verdict.OK if key.in_use else Verdict.IMPROVE, [(code, facts)], texts)
    code = "dkim-other-key" if texts else "dkim-not-published"
    return Finding(Verdict.BROKEN if key.in_use else Verdict.IMPROVE, [(code, facts)], texts, record)


def _key_at(selector: str, domain: str, lookup: Lookup) -> Mapping[str, str]:
    texts = lookup.txt(f"{selector}._domainkey.{domain}")
    return next((tags for tags in map(_tags, texts) if "p" in tags), _NOTHING)


def check_dmarc(sender: Sender, lookup: Lookup, *, passes: bool) -> Finding:
    """The domain's policy, or that of the domain above it. `passes`: SPF or DKIM proves our mail (both align)."""
    at, records = _dmarc_records(sender.domain, lookup)
    own = Record(f"_dmarc.{sender.domain}", "TXT", f"v=DMARC1; p=none; rua=mailto:postmaster@{sender.domain}")
    if not records:
        return Finding(Verdict.IMPROVE, [("dmarc-missing", {})], [], own)
    if len(records) > 1:
        return Finding(Verdict.BROKEN, [("dmarc-several", {})], records)
    tags = _tags(records[0])
    policy = (tags.get("sp") if at != sender.domain else None) or tags.get("p", "")
    if policy not in {"none", "quarantine", "reject"}:
        return Finding(Verdict.BROKEN, [("dmarc-syntax", {})], records, own)
    said: list[tuple[str, dict[str, object]]] = [(f"dmarc-{policy}", {})]
    if at != sender.domain:
        said.append(("dmarc-inherited", {"domain": at}))
    if not tags.get("rua"):
        said.append(("dmarc-no-reports", {}))
    if policy != "none" and not passes:
        return Finding(Verdict.BROKEN, [("dmarc-against-us", {}), *said], records)
    return Finding(Verdict.IMPROVE if policy == "none" else Verdict.OK, said, records)


def _dmarc_records(domain: str, lookup: Lookup) -> tuple[str, list[str]]:
    """The domain's own record, else that of the nearest domain above it that has one (never of a top-level domain)."""
    labels = domain.split(".")
    for start in range(max(0, len(labels) - _MOST_LABELS), len(labels) - 1) if len(labels) > 1 else ():
        at = ".".join(labels[start:])
        found = [text for text in lookup.txt(f"_dmarc.{at}") if _tags(text).get("v", "").upper() == "DMARC1"]
        if found:
            return at, found
    return domain, []


def check_mail_servers(sender: Sender, lookup: Lookup) -> Finding:
    """Where answers go: bounces and replies come back to the domain."""
    hosts = lookup.mail_servers(sender.domain)
    if "" in hosts:
        return Finding(Verdict.BROKEN, [("mx-takes-none", {})])
    if not hosts:
        bare = lookup.addresses(sender.domain)
        return Finding(Verdict.IMPROVE if bare else Verdict.BROKEN, [("mx-bare" if bare else "mx-missing", {})])
    dead = [host for host in hosts if not lookup.addresses(host)]
    if dead:
        verdict = Verdict.BROKEN if len(dead) == len(hosts) else Verdict.IMPROVE
        return Finding(verdict, [("mx-dead", {"hosts": ", ".join(dead)})], hosts)
    return Finding(Verdict.OK, [("mx-stands", {})], hosts)


_ORDER = (Verdict.BROKEN, Verdict.IMPROVE, Verdict.UNKNOWN, Verdict.OK)


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """The one that needs somebody most; OK of none."""
    return min(verdicts, key=_ORDER.index, default=Verdict.OK)


def _tags(text: str) -> Mapping[str, str]:
    """`v=DKIM1; p=…` as names and values."""
    pairs = [part.partition("=") for part in text.split(";")]
    return {name.strip().lower(): value.strip() for name, equals, value in pairs if equals}
