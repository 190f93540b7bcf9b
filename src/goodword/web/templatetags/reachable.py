"""Whether mail reaches those whom a reply goes to, wherever one is written or a person is shown."""

import re
from collections.abc import Iterable
from typing import Any

from django import template

from goodword.people.types import Identity
from goodword.web.composer.standing import Warned, warned, warnings_by_address
from goodword.web.conversation.around import Around
from goodword.web.inbox.parts import reader

register = template.Library()
_ADDRESS = re.compile(r"[^\s<>,;\"]+@[^\s<>,;\"]+")


@register.inclusion_tag("composer/_unreachable.html", takes_context=True)
def unreachable(context: dict[str, Any], around: Around | None) -> dict[str, list[Warned]]:
    """A line for each recipient that mail came back from, or who complained, and the way to lift it."""
    if around is None:
        return {"warnings": []}
    addresses = _ADDRESS.findall(f"{around.to} {around.cc} {around.bcc}")
    return {"warnings": warned(reader(context["request"]), addresses)}


@register.simple_tag
def address_warnings(identities: Iterable[Identity]) -> dict[str, list[str]]:
    """What is known of mail to each of these addresses, by address."""
    return warnings_by_address(identity.value for identity in identities)


@register.filter
def about(warnings: dict[str, list[str]], identity: Identity) -> list[str]:
    """The sentences about one of the addresses."""
    return warnings.get(identity.value, [])
