"""What somebody who writes for the first time is told by itself: our own words, the house's words, and their blanks."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from goodword.core.errors import Invalid

LONGEST = 5000
BLANKS = ("number", "name", "organization", "mailbox")
_BLANK = re.compile(r"\{([^{}\n]{0,40})\}")
_NAME = re.compile(r"[^\W\d_][\w .,'’-]{0,59}")
_HARMLESS = re.compile(
    r"(?!.*(?:https?:|www\.|@|[\w-]\.(?:com|net|org|info|io|ru|cn|xyz|top|link|ly|me|biz|co|shop)\b))[^<>\n]{1,120}",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What the blanks stand for."""

    number: int
    name: str
    organization: str
    mailbox: str


def standard_text(language: str) -> str:
    """Our own words: the number, what happens next, what to do in an emergency."""
    with translation.override(spoken(language)):
        return "\n\n".join(
            [
                _("Hello {name},"),
                _("your message has reached {organization}. Its number is #{number}."),
                _(
                    "What happens next: one of us reads it and answers you by e-mail. If you want to add something, "
                    "simply answer this mail."
                ),
                _(
                    "Is it an emergency, or may somebody come to harm? Then please do not wait for our answer: call "
                    "the emergency number of your country now."
                ),
                _("This mail was sent automatically when your message arrived.") + "\n{organization}, {mailbox}",
            ]
        )


def spoken(language: str) -> str:
    """The language itself if the desk speaks it, else its base ("es-mx": "es"), else English."""
    known = [code for code, _name in settings.LANGUAGES]
    return next((code for code in (language, language.partition("-")[0]) if code in known), "en")


def check_text(text: str) -> str:
    """The text without space around it. Raises Invalid for an empty one, one too long, or a blank we cannot fill."""
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Invalid(text=_("Write what the customer is told, or put our own words back."))
    if len(text) > LONGEST:
        raise Invalid(text=_("This is too long: at most %(most)s characters.") % {"most": LONGEST})
    unknown = next((blank for blank in _BLANK.findall(text) if blank not in BLANKS), None)
    if unknown is not None:
        there = ", ".join(f"{{{blank}}}" for blank in BLANKS)
        raise Invalid(
            text=_("{%(blank)s} is nothing we can fill in. Use %(there)s.") % {"blank": unknown, "there": there}
        )
    return text


def filled(text: str, facts: Facts) -> str:
    """The text with its blanks filled. A name that is none is left out: whoever wrote may want us to spread it."""
    name = harmless_name(facts.name)
    if not name:
        text = re.sub(r"[ \t]*\{name\}", "", text)
    values = {"number": str(facts.number), "name": name, "organization": facts.organization, "mailbox": facts.mailbox}
    return _BLANK.sub(lambda blank: values.get(blank[1], blank[0]), text)


def harmless_name(name: str) -> str:
    """The name if it can be one, else nothing."""
    name = name.strip()
    return name if _NAME.fullmatch(name) and is_harmless(name) else ""


def subject_for(subject: str, number: int, language: str) -> str:
    """The customer's subject with the number; our own words when it might be an advertisement that we would spread."""
    if not is_harmless(subject.strip()):
        with translation.override(spoken(language)):
            subject = _("Your message")
    return f"{subject.strip()} [#{number}]"


def is_harmless(words: str) -> bool:
    """Whether we may repeat a stranger's words to an address that may be somebody else's: no links, and short."""
    return _HARMLESS.fullmatch(words) is not None
