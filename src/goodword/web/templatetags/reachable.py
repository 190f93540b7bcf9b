"""Whether mail reaches those whom a reply goes to, wherever one is written."""

import re

from django import template

from goodword.web.composer.standing import address_warnings
from goodword.web.conversation.around import Around

register = template.Library()
_ADDRESS = re.compile(r"[^\s<>,;\"]+@[^\s<>,;\"]+")


@register.inclusion_tag("composer/_unreachable.html")
def unreachable(around: Around | None) -> dict[str, list[str]]:
    """A line for each recipient that mail came back from, or who complained."""
    if around is None:
        return {"warnings": []}
    return {"warnings": address_warnings(_ADDRESS.findall(f"{around.to} {around.cc} {around.bcc}"))}
