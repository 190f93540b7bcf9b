"""Every setting an operator can give, read once and typed. A bad or unknown name stops the start and is told.

Any variable may be given as `NAME_FILE=/path` instead, for secrets kept in files.
"""

import os
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from environs import EnvError, FileAwareEnv, ValidationError, validate

PREFIX = "GOODWORD_"
FILE = "_FILE"
DATABASE_URL = "DATABASE_URL"
LANGUAGES = ("en", "es")
ROLES_BY_GROUP = ("administrator", "lead", "agent", "colleague")  # the first wins; nobody is made an owner by a group
LOG_LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What `docs/run/settings.md` documents, name by name."""

    data: Path
    database_url: str
    address: str
    allowed_hosts: tuple[str, ...]
    trusted_proxies: tuple[str, ...]
    files_url: str
    debug: bool
    language: str
    time_zone: str
    smtp_listen: str
    lmtp_listen: str
    mail_tls_cert: str
    mail_tls_key: str
    webhook_secret: str
    webhook_keys: dict[str, str]
    web_threads: int
    max_upload_megabytes: int
    max_mail_megabytes: int
    file_link_days: int
    log_level: str
    allowed_private_hosts: tuple[str, ...]
    dns_server: str
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: str
    saml_metadata: str
    sso_name: str
    sso_email_domains: tuple[str, ...]
    sso_groups_claim: str
    sso_roles: dict[str, str]
    sso_teams: dict[str, str]

    @property
    def is_https(self) -> bool:
        """Whether people reach the desk by https, here or at a proxy."""
        return self.address.startswith("https://")

    @property
    def hosts(self) -> list[str]:
        """The host names the desk answers to: the given ones, else those of its addresses and of this machine."""
        named = [host for host in (urlsplit(self.address).hostname, urlsplit(self.files_url).hostname) if host]
        return list(self.allowed_hosts) or list(dict.fromkeys([*named, "localhost", "127.0.0.1", "[::1]"]))


def variable_names() -> list[str]:
    """Every variable that the desk reads, without the `_FILE` variants."""
    ours = [PREFIX + field.name.upper() for field in fields(Settings)]
    return [DATABASE_URL if name == PREFIX + DATABASE_URL else name for name in ours]


def _refuse_unknown() -> None:
    known = variable_names()
    for name in os.environ:
        if name.startswith(PREFIX) and name.removesuffix(FILE) not in known:
            near = get_close_matches(name, known, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise EnvError(f"{name} is not a setting of Goodword.{hint} All of them: docs/run/settings.md")


def _web_address(text: str) -> None:
    if text and (urlsplit(text).scheme not in {"http", "https"} or not urlsplit(text).hostname):
        raise ValidationError("must look like https://desk.example.org")


def _time_zone(text: str) -> None:
    if text not in available_timezones():
        raise ValidationError("must be a time zone such as Europe/Madrid or UTC")


def _host_and_port(text: str) -> None:
    host, _, port = text.rpartition(":")
    if text and not (host and port.isdecimal() and 0 < int(port) < 65536):  # noqa: PLR2004 (the highest port)
        raise ValidationError("must look like 192.0.2.53:53")


def _name_and_password(text: str) -> None:
    name, _, password = text.partition(":")
    if text and not (name and len(password) >= 16):  # noqa: PLR2004 (a secret in an address must not be guessed)
        raise ValidationError("must look like name:password, with a password of 16 characters or more")


def _by_provider(pairs: list[str]) -> dict[str, str]:
    keys = dict(pair.partition("=")[::2] for pair in pairs)
    if not all(name and key for name, key in keys.items()):
        raise EnvError(f"{PREFIX}WEBHOOK_KEYS must look like mailgun=KEY,mailersend=KEY")
    return {name.strip().lower(): key.strip() for name, key in keys.items()}


def _single_sign_on(env: FileAwareEnv) -> dict[str, Any]:
    issuer = env.str("OIDC_ISSUER", "", validate=_web_address).rstrip("/")
    known = {"client_id": env.str("OIDC_CLIENT_ID", ""), "client_secret": env.str("OIDC_CLIENT_SECRET", "")}
    if issuer and not all(known.values()):
        raise EnvError(f"{PREFIX}OIDC_ISSUER needs {PREFIX}OIDC_CLIENT_ID and {PREFIX}OIDC_CLIENT_SECRET")
    metadata = env.str("SAML_METADATA", "")
    if issuer and metadata:
        raise EnvError(f"Set {PREFIX}OIDC_ISSUER or {PREFIX}SAML_METADATA, not both: the door has one such way in")
    domains: list[str] = env.list("SSO_EMAIL_DOMAINS", [])
    roles = _mapping(env, "SSO_ROLES")
    if not set(roles.values()) <= set(ROLES_BY_GROUP):
        raise EnvError(f"{PREFIX}SSO_ROLES: a group gives one of {', '.join(ROLES_BY_GROUP)}")
    return {
        "oidc_issuer": issuer,
        **{f"oidc_{name}": value for name, value in known.items()},
        "saml_metadata": metadata,
        "sso_name": env.str("SSO_NAME", "Single sign-on"),
        "sso_email_domains": tuple(domain.lower() for domain in domains),
        "sso_groups_claim": env.str("SSO_GROUPS_CLAIM", "groups"),
        "sso_roles": roles,
        "sso_teams": _mapping(env, "SSO_TEAMS"),
    }


def _mapping(env: FileAwareEnv, name: str) -> dict[str, str]:
    given: list[str] = env.list(name, [])
    pairs = [pair.rpartition("=")[::2] for pair in given]
    if not all(group and value for group, value in pairs):
        raise EnvError(f"{PREFIX}{name} must look like group=value,other group=value")
    return {group.strip(): value.strip() for group, value in pairs}


def read_settings() -> Settings:
    """Read the environment. Raises environs.EnvError naming the variable that does not fit."""
    _refuse_unknown()
    try:
        return _read(FileAwareEnv(prefix=PREFIX, strip_whitespace=True))
    except ValueError as error:  # an unreadable `_FILE`
        raise EnvError(str(error)) from error


def _read(env: FileAwareEnv) -> Settings:
    data = Path(env.str("DATA", str(Path.home() / ".local" / "share" / "goodword"))).expanduser().resolve()
    bare = FileAwareEnv(strip_whitespace=True)
    return Settings(
        data=data,
        database_url=bare.str(DATABASE_URL, "") or f"sqlite:///{data / 'goodword.sqlite3'}",
        address=env.str("ADDRESS", "http://127.0.0.1:8000", validate=_web_address).rstrip("/"),
        allowed_hosts=tuple(env.list("ALLOWED_HOSTS", [])),
        trusted_proxies=tuple(env.list("TRUSTED_PROXIES", [])),
        files_url=env.str("FILES_URL", "", validate=_web_address).rstrip("/"),
        debug=env.bool("DEBUG", False),
        language=env.str("LANGUAGE", "en", validate=validate.OneOf(LANGUAGES)),
        time_zone=env.str("TIME_ZONE", "UTC", validate=_time_zone),
        smtp_listen=env.str("SMTP_LISTEN", ""),
        lmtp_listen=env.str("LMTP_LISTEN", ""),
        mail_tls_cert=env.str("MAIL_TLS_CERT", ""),
        mail_tls_key=env.str("MAIL_TLS_KEY", ""),
        webhook_secret=env.str("WEBHOOK_SECRET", "", validate=_name_and_password),
        webhook_keys=_by_provider(env.list("WEBHOOK_KEYS", [])),
        web_threads=env.int("WEB_THREADS", 4, validate=validate.Range(1, 64)),
        max_upload_megabytes=env.int("MAX_UPLOAD_MEGABYTES", 200, validate=validate.Range(1, 2048)),
        max_mail_megabytes=env.int("MAX_MAIL_MEGABYTES", 15, validate=validate.Range(1, 100)),
        file_link_days=env.int("FILE_LINK_DAYS", 30, validate=validate.Range(1, 365)),
        allowed_private_hosts=tuple(env.list("ALLOWED_PRIVATE_HOSTS", [])),
        dns_server=env.str("DNS_SERVER", "", validate=_host_and_port),
        **_single_sign_on(env),
        log_level=env.str("LOG_LEVEL", "info", validate=validate.OneOf(LOG_LEVELS)),
    )
