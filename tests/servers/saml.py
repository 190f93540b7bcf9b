"""An organization's own sign-in that speaks SAML: its metadata, and signed answers for whoever it vouches for."""

import base64
import secrets
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives.asymmetric import rsa
from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Words
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from tests.servers.certificate import make_certificate

_METADATA = """<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{entity}">
<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>
<X509Certificate>{certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{entity}/in"/>
</IDPSSODescriptor></EntityDescriptor>"""

_ANSWER = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{response}" Version="2.0" IssueInstant="{now}"
Destination="{to}" InResponseTo="{asked}"><saml:Issuer>{entity}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
<saml:Assertion ID="{assertion}" Version="2.0" IssueInstant="{now}"><saml:Issuer>{entity}</saml:Issuer>
<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{subject}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData
InResponseTo="{asked}" NotOnOrAfter="{later}" Recipient="{to}"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{before}" NotOnOrAfter="{later}"><saml:AudienceRestriction>
<saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{now}"><saml:AuthnContext><saml:AuthnContextClassRef>
urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement>{attributes}</saml:AttributeStatement></saml:Assertion></samlp:Response>"""

_ATTRIBUTE = '<saml:Attribute Name="{name}">{values}</saml:Attribute>'
_VALUE = "<saml:AttributeValue>{value}</saml:AttributeValue>"


class SamlProvider:
    """`answer` signs what is said of somebody; `key` and `certificate` lie in the folder."""

    entity = "https://login.example.org/saml"

    def __init__(self, folder: Path, *, at: datetime) -> None:
        folder.mkdir(exist_ok=True)
        certificate, key = make_certificate(folder, rsa.generate_private_key(public_exponent=65537, key_size=2048))
        self.certificate, self.key, self.at = certificate.read_text(), key.read_text(), at

    @property
    def metadata(self) -> str:
        bare = "".join(line for line in self.certificate.splitlines() if "CERTIFICATE" not in line)
        return _METADATA.format(entity=self.entity, certificate=bare)

    def answer(self, away: str, subject: str, said: dict[str, list[str]], *, signed: bool = True) -> str:
        """What the browser posts after it was sent `away` to us: the SAMLResponse."""
        request = etree.fromstring(
            zlib.decompress(base64.b64decode(parse_qs(urlsplit(away).query)["SAMLRequest"][0]), -15)
        )
        issuer = request.find("{urn:oasis:names:tc:SAML:2.0:assertion}Issuer")
        assert issuer is not None
        written = _ANSWER.format(
            entity=self.entity,
            response=f"_{secrets.token_hex(16)}",
            assertion=f"_{secrets.token_hex(16)}",
            asked=request.get("ID"),
            to=request.get("AssertionConsumerServiceURL"),
            audience=issuer.text,
            subject=escape(subject),
            attributes="".join(map(_attribute, said, said.values())),
            now=_written(self.at),
            before=_written(self.at - timedelta(minutes=1)),
            later=_written(self.at + timedelta(minutes=5)),
        )
        return base64.b64encode(self._sign(written) if signed else written.encode()).decode()

    def _sign(self, written: str) -> bytes:
        whole = etree.fromstring(written.encode())
        assertion = whole.find("{urn:oasis:names:tc:SAML:2.0:assertion}Assertion")
        done = OneLogin_Saml2_Utils.add_sign(
            etree.tostring(assertion), self.key, self.certificate, sign_algorithm=Words.RSA_SHA256
        )
        whole.replace(assertion, etree.fromstring(done))
        signed: bytes = etree.tostring(whole)
        return signed


def _attribute(name: str, values: list[str]) -> str:
    return _ATTRIBUTE.format(name=name, values="".join(_VALUE.format(value=escape(value)) for value in values))


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
