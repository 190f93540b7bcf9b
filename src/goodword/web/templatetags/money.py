"""Money as the reader writes it."""

from django import template

from goodword.core.money import Money, money_words

register = template.Library()


@register.filter
def money(amount: Money) -> str:
    """ "$25.00"."""
    return money_words(amount)
