"""Pieces of pages that are drawn once and kept while they stay the same."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from goodword.web.components.kept import drawn

register = template.Library()


@register.simple_tag
def kept(name: str, **given: Any) -> SafeString:
    """Another template with the given variables and no others, drawn only when one of them has changed. For what has no
    form and depends on nobody's rights: `{% kept "inbox/_row.html" row=row %}`."""
    return drawn(name, given)
