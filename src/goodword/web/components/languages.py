"""Languages that people speak or sign, by their names in the reader's language."""

from babel import Locale
from django.utils.translation import get_language

# fmt: off
_SPOKEN = (
    "ar", "bn", "bs", "zh", "yue", "hr", "cs", "da", "nl", "en", "fa", "fi", "fr", "de", "el", "gu",
    "ht", "he", "hi", "hmn", "hu", "hy", "id", "it", "ja", "km", "ko", "lo", "ne", "nb", "pl", "pt",
    "pa", "ro", "ru", "sr", "sk", "so", "es", "sw", "sv", "tl", "ta", "te", "th", "tr", "uk", "ur",
    "vi", "yi",
)
# fmt: on
_SIGNED = ("ase", "bfi", "fsl", "gsg")


def language_name(code: str) -> str:
    """The language in the words of the reader's; the code itself where these have none."""
    if not code:
        return ""
    reader = Locale.parse(get_language() or "en", sep="-")
    name = reader.languages.get(code.replace("-", "_")) or reader.languages.get(code.partition("-")[0])
    return str(name or code)


def languages(*further: str) -> list[tuple[str, str]]:
    """What one can choose from, by name; `further` are codes that must be among them."""
    codes = {*_SPOKEN, *_SIGNED, *(code for code in further if code)}
    return sorted(((code, language_name(code)) for code in codes), key=lambda one: one[1].casefold())
