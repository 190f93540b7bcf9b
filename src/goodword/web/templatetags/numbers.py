"""Numbers as people read them."""

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """12,345, with the separators of the reader's language."""
    return number_format(number, force_grouping=True)
