"""Words to go with a remedy, in the customer's language, for the agent to change."""

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from goodword.people.types import Customer
from goodword.recovery.choices import RemedyKind


def language_of(customer: Customer) -> str:
    """Theirs if the desk has it, else the agent's."""
    spoken = customer.language.partition("-")[0]
    return spoken if spoken in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE


def usual_words(customer: Customer) -> dict[str, str]:
    """For each kind of remedy what one may say. None of it says that something is done: it is not paid or sent yet."""
    with override(language_of(customer)):
        sorry = _("%(name)s, I am sorry. This was our part to do, and we did not do it well.") % {"name": customer.name}
        further = {
            RemedyKind.APOLOGY: _("You were right to tell us."),
            RemedyKind.PARTIAL_REFUND: _("We will give you back part of what you paid."),
            RemedyKind.FULL_REFUND: _("We will give you back all that you paid."),
            RemedyKind.COMP_PRODUCT: _("We will send you something on us."),
            RemedyKind.CREDIT: _("You will have a credit for the next time."),
            RemedyKind.FEE_WAIVER: _("We will take the fee off."),
            RemedyKind.REPLACEMENT: _("We will send you another in its place."),
            RemedyKind.LEADER: _("One of those who lead us will hear from you what happened."),
        }
        return {kind.value: f"{sorry} {words}" for kind, words in further.items()}
