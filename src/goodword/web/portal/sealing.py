"""What every form of the page carries: it came from the page of this very link, and it counts once. So nothing depends
on a cookie, and the browser need not tell whence it comes."""

from secrets import token_urlsafe

from django.core import signing
from django.utils.translation import gettext_lazy as _

from goodword.conversations.matter_links import FORM_LASTS
from goodword.conversations.types import MatterLink
from goodword.core.errors import DomainError

_SALT = "goodword.web.portal.form"


class PageTooOld(DomainError):
    """The form is none of the page's."""

    code = "page-too-old"
    status = 422
    default = _("The page was open for too long. Nothing is lost: look at it and send it again.")


def sealed_once(link: MatterLink) -> str:
    """A word for one form."""
    return signing.dumps([link.pk, link.serial, token_urlsafe(12)], salt=_SALT)


def once_of(link: MatterLink, sealed: str) -> str:
    """By what the form is known if it comes a second time, as long as that is remembered. Raises PageTooOld."""
    try:
        number, serial, once = signing.loads(sealed, salt=_SALT, max_age=FORM_LASTS)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise PageTooOld from error
    if (number, serial) != (link.pk, link.serial):
        raise PageTooOld
    return str(once)
