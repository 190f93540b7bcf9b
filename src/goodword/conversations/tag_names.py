"""What a tag may be called, and when two names are the same."""

import unicodedata

from django.utils.translation import gettext as _

from goodword.core.errors import Invalid

LONGEST = 50


def tag_key(name: str) -> str:
    """The name without case, accents and needless spaces: two tags of the same key are one."""
    apart = unicodedata.normalize("NFKD", " ".join(name.split()).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()[: 2 * LONGEST]


def checked_name(name: str) -> str:
    """The name as it will stand. Raises Invalid for none, and for one that is too long for a list."""
    wanted = " ".join(unicodedata.normalize("NFC", name).replace("\x00", "").split())
    if not tag_key(wanted):
        raise Invalid(name=_("Give the tag a name."))
    if len(wanted) > LONGEST:
        raise Invalid(name=_("At most %(number)s letters, so that lists stay readable.") % {"number": LONGEST})
    return wanted
