"""The list of urgent wording, as administrators change it."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.access import check_administers
from goodword.conversations.choices import UrgentKind
from goodword.conversations.events import UrgentWordingChanged
from goodword.conversations.models import UrgentPhrase
from goodword.conversations.urgency import Phrase, PhraseUnclear, standard_phrases
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record

LANGUAGES = ("en", "es")
MOST_OWN = 1000


@transaction.atomic
def add_wording(*, by: Actor, language: str, words: str, kind: str) -> UrgentPhrase:
    """Add words of the house; those that are switched off are on again. Raises NotAllowed, Invalid."""
    check_administers(by)
    phrase = _clear(language, words, kind)
    standard = _standard(language, phrase.words)
    if standard is not None and standard.kind == phrase.kind:
        UrgentPhrase.objects.filter(language=language, words=phrase.words).delete()
        record(UrgentWordingChanged(by=by))
        return UrgentPhrase(language=language, words=phrase.words, kind=phrase.kind)
    if UrgentPhrase.objects.count() >= MOST_OWN:
        raise Invalid(_("The list is full. Switch off or remove something first."))
    return _keep(phrase, by=by, is_active=True)


@transaction.atomic
def switch_wording(*, by: Actor, language: str, words: str, on: bool) -> None:
    """Switch a line of the list off, or on again. Raises NotAllowed, NotFound."""
    check_administers(by)
    own = UrgentPhrase.objects.select_for_update().filter(language=language, words=words)
    standard, row = _standard(language, words), own.first()
    if standard is not None and on and (row is None or row.kind == standard.kind):
        own.delete()
    elif row is not None:
        own.update(is_active=on, changed_at=now())
    elif standard is not None:
        _keep(standard, by=by, is_active=False)
        return
    else:
        raise NotFound
    record(UrgentWordingChanged(by=by))


@transaction.atomic
def change_wording(*, by: Actor, language: str, words: str, to: str, kind: str) -> UrgentPhrase:
    """Write a line anew: a standard one is switched off in favor of ours. Raises NotAllowed, NotFound, Invalid."""
    check_administers(by)
    phrase = _clear(language, to, kind)
    if _standard(language, words) is not None:
        if phrase.words != words:
            switch_wording(by=by, language=language, words=words, on=False)
    elif not UrgentPhrase.objects.filter(language=language, words=words).delete()[0]:
        raise NotFound
    return _keep(phrase, by=by, is_active=True)


@transaction.atomic
def remove_wording(*, by: Actor, language: str, words: str) -> None:
    """Take words of the house out of the list; a standard line is only switched off. Raises NotAllowed, NotFound."""
    check_administers(by)
    if _standard(language, words) or not UrgentPhrase.objects.filter(language=language, words=words).delete()[0]:
        raise NotFound
    record(UrgentWordingChanged(by=by))


@transaction.atomic
def restore_standard_wording(*, by: Actor) -> None:
    """Switch every standard line on again, as it came; the house's own words stay. Raises NotAllowed."""
    check_administers(by)
    standard = {(phrase.language, phrase.words) for phrase in standard_phrases()}
    rows = UrgentPhrase.objects.select_for_update().values_list("pk", "language", "words")
    changed = [pk for pk, language, words in rows if (language, words) in standard]
    if changed:
        UrgentPhrase.objects.filter(pk__in=changed).delete()
        record(UrgentWordingChanged(by=by))


def _standard(language: str, words: str) -> Phrase | None:
    return next((one for one in standard_phrases() if (one.language, one.words) == (language, words)), None)


def _clear(language: str, words: str, kind: str) -> Phrase:
    """The phrase, if it says something. Raises Invalid."""
    if language not in LANGUAGES:
        raise Invalid(language=_("Choose one of the languages."))
    if kind not in UrgentKind.values:
        raise Invalid(kind=_("Choose what it is about."))
    phrase = Phrase(language, UrgentKind(kind), " ".join(words.casefold().split()))
    try:
        phrase.places  # noqa: B018 (raises when it is unclear)
    except PhraseUnclear as unclear:
        raise Invalid(
            words=_(
                "Write one to eight words, up to 120 letters: “chest pain”, “pain/pressure in chest”, “suicid*”. A "
                "word alone, or before an asterisk, needs at least four letters."
            )
        ) from unclear
    return phrase


def _keep(phrase: Phrase, *, by: Actor, is_active: bool) -> UrgentPhrase:
    row, _made = UrgentPhrase.objects.update_or_create(
        language=phrase.language,
        words=phrase.words,
        defaults={"kind": phrase.kind, "is_active": is_active, "changed_at": now()},
    )
    record(UrgentWordingChanged(by=by))
    return row
