"""The organization's own sign-in, as its SAML metadata describes it."""

from importlib.util import find_spec
from typing import Any

from environs import EnvError

NAME = "GOODWORD_SAML_METADATA"
_FAULTS = {
    "entityId": "names no entity",
    "singleSignOnService": "has no address to sign in at by redirection",
    "x509cert": "must hold exactly one certificate for signing: leave the one that is in use",
}


def identity_provider(metadata: str) -> dict[str, str]:
    """Who the provider is, where it lets people in and how it signs; nothing without metadata.

    Raises environs.EnvError for what is no metadata of an identity provider, and when the extra is not installed.
    """
    if not metadata:
        return {}
    if find_spec("onelogin") is None:
        raise EnvError(f"{NAME} needs more than is installed here: pip install 'goodword[saml]'")
    found = _parsed(metadata)
    for part, fault in _FAULTS.items():
        if not found.get(part):
            raise EnvError(f"{NAME} {fault}. Give the metadata of your identity provider, by {NAME}_FILE.")
    sign_in = found["singleSignOnService"]["url"]
    return {"entity_id": found["entityId"], "sso_url": sign_in, "x509cert": found["x509cert"]}


def _parsed(metadata: str) -> dict[str, Any]:
    from lxml.etree import XMLSyntaxError  # noqa: PLC0415 (an extra)
    from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser  # noqa: PLC0415

    try:
        found: dict[str, Any] = OneLogin_Saml2_IdPMetadataParser.parse(metadata)
    except (XMLSyntaxError, ValueError) as error:
        raise EnvError(f"{NAME} is no XML. It is the text itself; for a file use {NAME}_FILE.") from error
    provider: dict[str, Any] = found.get("idp", {})
    return provider
