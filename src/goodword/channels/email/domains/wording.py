"""What was found of a domain, in words that an administrator can act on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.channels.email.domains.checking import worst
from goodword.channels.email.domains.findings import Finding, Verdict, finding_from

_PARTS = {
    "spf": _("SPF: which servers may send for the domain"),
    "dkim": _("DKIM: a signature that proves the mail"),
    "dmarc": _("DMARC: what receivers do with mail that proves nothing"),
    "mx": _("MX: where answers and returned mail go"),
}
_WORDS: Mapping[str, str | Promise] = {
    "no-answer": _("The name server gave no usable answer. This is checked again by itself."),
    "spf-missing": _("There is no SPF record. Publish the one below."),
    "spf-several": _("There is more than one SPF record, so receivers use none. Put their parts into one."),
    "spf-syntax": _("The record has a part that receivers do not understand: {about}. Correct or remove it."),
    "spf-include-missing": _("The record includes {about}, which has no SPF record. Remove it."),
    "spf-too-many-lookups": _(
        "The record needs more than the ten look-ups that receivers allow, so they use none of it. Remove what you no "
        "longer send from."
    ),
    "spf-too-many-empty": _("More than two of the names in the record lead nowhere, such as {about}. Remove them."),
    "spf-too-many-mail-servers": _("{about} has more than ten mail servers, which SPF does not allow for."),
    "spf-allows-everybody": _("The record lets everybody on the internet send as this domain. End it with ~all."),
    "spf-stands": _("The record is sound. No mailbox of this domain is connected to a server for outgoing mail."),
    "spf-includes-relay": _("Mail by {relay} is allowed."),
    "spf-allows-relay": _("Mail by {relay} is allowed, as far as its own addresses tell."),
    "spf-relay-inside": _(
        "{relay} stands inside your network. The record must name the public address from which it sends; the desk "
        "cannot see that one."
    ),
    "spf-depends": _("Whether mail by {relay} is allowed depends on more than can be seen from here."),
    "spf-forbids-relay": _("The record forbids mail by {relay}: receivers will refuse it. Publish the record below."),
    "spf-doubts-relay": _("The record does not name {relay}, so receivers doubt its mail. Publish the record below."),
    "spf-lookups": _("It needs {count} of the ten look-ups that receivers allow."),
    "dkim-of-relay": _("The relay's keys are published ({names}), so it can sign the mail."),
    "dkim-relay-missing": _(
        "No key of {relay} was found under its usual names. Turn on DKIM there, which is best; or let the desk sign."
    ),
    "dkim-missing": _("No key was found under the usual names. If your relay does not sign, let the desk sign."),
    "dkim-several": _("There are several records for the key {selector}, so receivers may use none. Keep one."),
    "dkim-signs": _("The desk signs with the key {selector}, and its record is right."),
    "dkim-ready": _("The record of the key {selector} is right. The desk can sign now."),
    "dkim-other-key": _("The record of {selector} holds another key than the desk's. Publish the one below."),
    "dkim-not-published": _("The record of the key {selector} is not there yet. Publish the one below."),
    "dmarc-missing": _("There is no DMARC record. Begin with the one below, which changes nothing and brings reports."),
    "dmarc-several": _("There is more than one DMARC record, so receivers use none. Keep one."),
    "dmarc-syntax": _("The DMARC record names no policy that receivers know. Publish the one below."),
    "dmarc-against-us": _(
        "The policy tells receivers to turn away mail that proves nothing, and neither SPF nor DKIM proves yours. Mend "
        "one of them first."
    ),
    "dmarc-none": _("Receivers only watch. Once the reports show that all your mail proves itself, use quarantine."),
    "dmarc-quarantine": _("Mail that proves nothing is put aside by receivers."),
    "dmarc-reject": _("Mail that proves nothing is refused by receivers."),
    "dmarc-inherited": _("The policy is that of {domain}."),
    "dmarc-no-reports": _("Nobody gets the reports: add rua=mailto: with an address of yours."),
    "mx-stands": _("Answers find their way."),
    "mx-takes-none": _("The domain says that it takes no mail, so nobody can answer, and many refuse its mail."),
    "mx-bare": _("There is no MX record; mail goes to the address of the domain itself. Publish an MX record."),
    "mx-missing": _("Nothing takes mail for this domain, so nobody can answer. Publish an MX record."),
    "mx-dead": _("These mail servers have no address: {hosts}. Remove them, or give them one."),
}


@dataclass(frozen=True)
class Part:
    """One of the four, ready to be shown."""

    key: str
    name: str | Promise
    finding: Finding
    words: tuple[str, ...]


def parts_of(findings: Mapping[str, Any]) -> list[Part]:
    """What was kept of the last look, in words; nothing before the first."""
    shown = []
    for key, name in _PARTS.items():
        if key in findings:
            finding = finding_from(findings[key])
            shown.append(Part(key, name, finding, tuple(_said(code, facts) for code, facts in finding.said)))
    return shown


def _said(code: str, facts: Mapping[str, Any]) -> str:
    return str(_WORDS.get(code, code)).format(**facts)


def overall(findings: Mapping[str, Any]) -> Verdict | None:
    """The verdict that needs somebody most; None before the first look."""
    return worst([part.finding.verdict for part in parts_of(findings)]) if findings else None
