"""Authorities and products as the settings list them."""

from goodword.core.errors import NotFound
from goodword.recovery.models import Authority, Product


def listed_authorities() -> list[Authority]:
    """All that were not removed, in order, those switched off too."""
    return list(Authority.objects.filter(removed_at=None).select_related("team", "agent").prefetch_related("reasons"))


def authority_with(authority_id: int) -> Authority:
    """Raises NotFound."""
    found = Authority.objects.filter(removed_at=None, pk=authority_id).first()
    if found is None:
        raise NotFound
    return found


def listed_products() -> list[Product]:
    """The whole catalogue, in order."""
    return list(Product.objects.all())


def product_with(product_id: int) -> Product:
    """Raises NotFound."""
    found = Product.objects.filter(pk=product_id).first()
    if found is None:
        raise NotFound
    return found
