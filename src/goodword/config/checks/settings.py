"""Checks of the settings alone."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning  # noqa: A004 (Django's name)

from goodword.core.private_addresses import is_this_machine


def people_reach_it_safely(**_: Any) -> list[CheckMessage]:
    """Plain http is fine on one machine and nowhere else."""
    desk = settings.GOODWORD
    if desk.is_https or is_this_machine(desk.address):
        return []
    return [
        Warning(
            f"People reach the desk at {desk.address}, without encryption. Whoever is on that network can read "
            "passwords, sessions and customers' words, and browsers switch off notifications and copying.",
            hint="Serve https with --tls-cert and --tls-key, or behind a proxy, and set GOODWORD_ADDRESS to https://…; "
            "docs/run/install.md shows both.",
            id="goodword.W001",
        )
    ]


def hosts_are_named(**_: Any) -> list[CheckMessage]:
    """`*` lets a forged Host header into links that are mailed."""
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        Warning(
            "GOODWORD_ALLOWED_HOSTS is *, so a forged request can put another site's name into the links we mail.",
            hint="Name the hosts people use, or leave it out: then the host of GOODWORD_ADDRESS is taken.",
            id="goodword.W002",
        )
    ]


def is_not_debugging(**_: Any) -> list[CheckMessage]:
    """Debugging shows settings and rows to whoever meets an error."""
    if not settings.DEBUG:
        return []
    return [
        Warning(
            "GOODWORD_DEBUG is on: whoever meets an error sees settings and rows, and pages are slow.",
            hint="Leave it out where people work.",
            id="goodword.W003",
        )
    ]
