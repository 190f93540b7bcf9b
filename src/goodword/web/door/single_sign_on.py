"""Coming in by the organization's own sign-in, OpenID Connect or SAML: who is believed, and what groups give."""

from collections.abc import Mapping
from typing import Any, Final, cast

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from goodword.accounts.actions.following import agent_by_sign_on, follow_groups
from goodword.accounts.choices import Role
from goodword.accounts.types import Agent

_SAML_EMAIL: Final = (
    "email",
    "mail",
    "urn:oid:0.9.2342.19200300.100.1.3",
    "urn:oid:1.2.840.113549.1.9.1",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
)
_SAML_NAME: Final = (
    "displayName",
    "name",
    "urn:oid:2.16.840.1.113730.3.1.241",
    "http://schemas.microsoft.com/identity/claims/displayname",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
    "urn:oid:2.5.4.3",
)
_ROLES: Final = (Role.ADMINISTRATOR, Role.LEAD, Role.AGENT, Role.COLLEAGUE)  # the first that a group gives


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Whoever the provider vouches for is an agent of that address, or becomes one if a group of theirs says so."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        claims = _claims(sociallogin)
        groups = _groups(claims)
        role = _role(groups)
        agent = sociallogin.user if sociallogin.is_existing else _agent_of(request, claims, role)
        if settings.GOODWORD.sso_roles and role is None and agent.role != Role.OWNER:
            raise _outside(request, _("None of your groups may come in here. Ask an administrator."))
        if not sociallogin.is_existing:
            sociallogin.connect(request, agent)
        follow_groups(agent.pk, role=role, teams=_teams(groups))

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Agent:  # noqa: ARG002
        """Nothing is taken over here: `pre_social_login` finds the agent, or makes one by our own action."""
        return cast("Agent", sociallogin.user)

    def on_authentication_error(self, request: HttpRequest, *_provider: Any, **_error: Any) -> None:
        raise _outside(request, _("The sign-in was broken off. Try again, or use your password or a code."))


def _claims(sociallogin: SocialLogin) -> Mapping[str, Any]:
    """What the provider says of the person; what it says when asked goes before what the token says."""
    told = sociallogin.account.extra_data
    if sociallogin.provider.id == "saml":
        return _attributes(told, sociallogin.account.uid)
    return {**(told.get("id_token") or {}), **(told.get("userinfo") or {})}


def _attributes(told: Mapping[str, list[str]], uid: str) -> dict[str, Any]:
    """What a SAML assertion says, under the names that OpenID Connect has. Its subject may be an address."""
    firsts = {name: values[0] for name, values in told.items() if values}
    email = next((firsts[name] for name in _SAML_EMAIL if name in firsts), uid if "@" in uid else "")
    return {**told, "email": email, "name": next((firsts[name] for name in _SAML_NAME if name in firsts), "")}


def _groups(claims: Mapping[str, Any]) -> set[str]:
    told = claims.get(settings.GOODWORD.sso_groups_claim) or []
    return {str(group) for group in (told if isinstance(told, list) else [told])}


def _role(groups: set[str]) -> str | None:
    given = {role for group, role in settings.GOODWORD.sso_roles.items() if group in groups}
    return next((role for role in _ROLES if role in given), None)


def _teams(groups: set[str]) -> dict[str, bool]:
    """Of each team that a group gives, whether this person is in it."""
    teams: dict[str, bool] = {}
    for group, team in settings.GOODWORD.sso_teams.items():
        teams[team] = teams.get(team, False) or group in groups
    return teams


def _agent_of(request: HttpRequest, claims: Mapping[str, Any], role: str | None) -> Agent:
    """The agent of the address that the provider vouches for; a new one if a group gives a role. Raises."""
    email = str(claims.get("email") or "")
    if not _is_believed(email, claims):
        raise _outside(request, _("Your sign-in does not vouch for an e-mail address. Ask whoever runs it."))
    agent = agent_by_sign_on(email=email, name=str(claims.get("name") or email), role=role)
    if agent is None:
        raise _outside(request, _("Nobody has invited %(email)s yet. Ask an administrator.") % {"email": email})
    return agent


def _is_believed(email: str, claims: Mapping[str, Any]) -> bool:
    domain = email.rpartition("@")[2].lower()
    return bool(domain) and (claims.get("email_verified") is True or domain in settings.GOODWORD.sso_email_domains)


def _page(request: HttpRequest, words: str) -> HttpResponse:
    page = {"words": words, "title": _("Signing in did not work")}
    return render(request, "door/sso_refused.html", page, status=403)


def _outside(request: HttpRequest, words: str) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(_page(request, words))


def _views() -> Any:
    """Allauth's, where a provider is set."""
    if not settings.GOODWORD.oidc_issuer:
        raise Http404
    from allauth.socialaccount.providers.openid_connect import views  # noqa: PLC0415 (7 MB; few desks need it)

    return views


@login_not_required
def leave_for_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the organization's sign-in."""
    try:
        answer: HttpResponse = _views().login(request, provider_id)
    except OSError:  # the provider's own page cannot be read: no network, no such host, an error of its own
        return _page(request, _("The sign-in does not answer. Use your password or a code meanwhile."))
    return answer


@login_not_required
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take whoever the provider sends back; what fails is told on the page."""
    answer: HttpResponse = _views().callback(request, provider_id)
    return answer
