"""Where customers can complain further, outside the house."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.access import check_administers
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.core.events import record
from goodword.recovery.complaint_events import OutsideRouteChanged
from goodword.recovery.models import OutsideRoute


@transaction.atomic
def change_outside_route(*, by: Actor, name: str, address: str, link: str) -> OutsideRoute:
    """Set who it is, with an address or a link at least; all empty for nobody. Raises NotAllowed, Invalid."""
    check_administers(by)
    name, address, link = name.strip(), " ".join(address.split()), link.strip()
    if name and not (address or link):
        raise Invalid(address=_("Say how they are reached: an address, or a link."))
    if (address or link) and not name:
        raise Invalid(name=_("Say who it is."))
    if link and not link.startswith(("https://", "http://")):
        raise Invalid(link=_("Write the whole link, from https:// on."))
    route, _is_new = OutsideRoute.objects.select_for_update().get_or_create(pk=1)
    if (route.name, route.address, route.link) != (name, address, link):
        route.change(name=name, address=address, link=link)
        record(OutsideRouteChanged(by=by))
    return route
