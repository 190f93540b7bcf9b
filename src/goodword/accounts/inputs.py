"""What people type, brought into shape, or refused with the field it is about."""

from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from goodword.accounts.models import Agent
from goodword.core.errors import Invalid


def email_address(typed: str) -> str:
    """The address without blanks, in lower case. Raises Invalid."""
    address = typed.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Invalid(email=_("This is not an e-mail address. It looks like name@example.org.")) from error
    return address


def filled(field: str, typed: str, *, at_most: int) -> str:
    """The text without blanks around it. Raises Invalid when nothing is left or it is too long."""
    text = " ".join(typed.split())
    if not text:
        raise Invalid(**{field: _("Please fill this in.")})
    if len(text) > at_most:
        raise Invalid(**{field: _("Please keep this to %(count)s characters.") % {"count": at_most}})
    return text


def known_language(code: str) -> str:
    """The code of a language that the screens speak. Raises Invalid."""
    if code not in dict(settings.LANGUAGES):
        raise Invalid(language=_("Choose a language from the list."))
    return code


def known_time_zone(name: str) -> str:
    """The name of a time zone, such as `America/New_York`. Raises Invalid."""
    if name not in available_timezones():
        raise Invalid(time_zone=_("Choose a time zone from the list."))
    return name


def strong_password(password: str, *, name: str, email: str) -> str:
    """The password, if the organization's rules allow it for this person. Raises Invalid."""
    try:
        validate_password(password, Agent(name=name, email=email))
    except ValidationError as error:
        raise Invalid(password=" ".join(error.messages)) from error
    return password
