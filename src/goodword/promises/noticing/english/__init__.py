"""Commitments in English."""

from goodword.promises.noticing.english import vocabulary as v
from goodword.promises.noticing.english.heads import heads
from goodword.promises.noticing.english.kinds import kind_of
from goodword.promises.noticing.grammar import Grammar, Head, phrase_at, phrases
from goodword.promises.noticing.tokens import Sentence
from goodword.promises.noticing.wording import words

_JOINS = frozenset({",", ";", ":", "-", "(", ")", "and", "but", "so", "then", "or", "&", '"', "•", "*"})
_CONDITIONS = phrases(
    "if | once | as soon as | when | whenever | unless | until you | until we | until i | until the | provided | "
    "providing | assuming | in case | as long as | pending | subject to | upon | contingent | depending | "
    "after you | after we | after they | after i | after receiving | after it | after your | after he | after she "
    "| after approval | of receiving | of receipt | of getting | from receipt | from receiving | from when | "
    "following receipt | following your | the moment | the minute | otherwise | should you | should we | "
    "should the | on condition | only when | after the | on receipt",
)
_COMPLEMENTS = words(
    "know see check confirm ask find tell verify decide learn determine sure whether hear out figure",
)
_POSSIBLE = phrases(
    "as soon as possible | as soon as i can | as soon as we can | if possible | as soon as i get in",
)
_OWN_MOVES = words("am are get arrive come open return start finish have")
_NEAR, _BEFORE = 6, 10


def _is_no_condition(sentence: Sentence, at: int) -> bool:
    """ "See if", "let you know when", "even if", "as soon as possible", "when I get in"."""
    if phrase_at(sentence, at, _POSSIBLE) or sentence.form(at - 1) in {"even", "if", "just"}:
        return True
    form = sentence.form(at)
    if form == "after" and sentence.form(at + 1) == "the":
        return sentence.form(at + 2) in {"holiday", "weekend", "holidays", "break", "meeting"}
    if form == "otherwise":
        return sentence.form(at + 1) not in {"i", "we", ","}
    if form == "when" and sentence.form(at - 1) in {"is", "'s"}:
        return True
    if form in {"when", "once"} and sentence.form(at + 1) in {"i", "we"} and sentence.form(at + 2) in _OWN_MOVES:
        return sentence.form(at + 3) in {"in", "to", "at", "back", "there", "up"}
    if form == "once" and sentence.form(at + 1) in {"more", "again", "and"}:
        return True
    if form in {"if", "when", "once", "as"}:
        return _is_told(sentence, at)
    return False


def _is_told(sentence: Sentence, at: int) -> bool:
    """Whether a verb of telling or finding out stands before, in the same clause."""
    for before in range(at - 1, max(at - _BEFORE, -1), -1):
        if sentence.form(before) in _COMPLEMENTS:
            return True
        if sentence.form(before) in _JOINS:
            return False
    return False


def _is_verb(sentence: Sentence, at: int) -> bool:
    return sentence.form(at) in v.VERBS and sentence.form(at - 1) != ":"


def _is_fact(sentence: Sentence, at: int) -> bool:
    """A clause of its own, such as "our office is closed tomorrow"."""
    while sentence.form(at) in _JOINS | {"also", "please"}:
        at += 1
    if sentence.form(at) not in v.SUBJECTS:
        return False
    forms = [sentence.form(number) for number in range(at + 1, at + _NEAR)]
    return any(form in v.FINITE for form in forms)


def _is_blocked(sentence: Sentence, at: int) -> bool:
    """ "The package you ordered on Friday"."""
    form, following = sentence.form(at), sentence.form(at + 1)
    if form == "that":
        return sentence.form(at - 1) not in {"sure", "ensure", "promise", "to", "it"} and following in v.SUBJECTS
    if form == "as":
        return following in {"we", "our", "i", "you", "the"} and sentence.form(at - 1) != "soon"
    if form in {"you", "we", "they", "i", "he", "she"}:
        return following in v.PAST or (following.endswith("ed") and len(following) > len("need"))
    return False


def _asks(sentence: Sentence, head: Head) -> bool:
    """A question, unless it is only hung on: "I'll call you at 3, okay?"."""
    if not sentence.asks:
        return False
    if sentence.form(0) in v.ASKING:
        return True
    last = max((at for at, token in enumerate(sentence.tokens) if token.form in {",", "-", ";"}), default=0)
    return last <= head.verb or len(sentence.tokens) - last > _NEAR + 1


ENGLISH = Grammar(
    heads=heads,
    kind=kind_of,
    is_verb=_is_verb,
    is_fact=_is_fact,
    asks=_asks,
    conditions=_CONDITIONS,
    is_no_condition=_is_no_condition,
    joins=_JOINS,
    turns=frozenset({"but", ";", "either", "regardless", "anyway", "meanwhile"}),
    blocks=words(
        "because since which who while although though whom whose than",
    ),
    is_blocked=_is_blocked,
    doubts=words("maybe perhaps possibly might may could"),
    denials=frozenset({"chance", "odds", "no", "not", "never", "doubt", "doubtful", "unlikely"}),
    no_denials=words(
        "worry worries problem charge cost trouble only hesitate fret panic forgotten need late",
    ),
    reports=words(
        "according said says told wrote mentioned promised stated say claims asked claimed",
    ),
    own_reports=phrases(
        "according to our | as i | as we | as promised | as mentioned | as stated | as told | i was told | like i",
    ),
    events=v.EVENTS,
    of_a_day=v.EVENTS | v.OF_A_DAY,
    no_nouns=frozenset({"end", "close", "start", "beginning", "day", "morning", "afternoon"}),
    event_links=frozenset({"of"}),
    time_links=frozenset({"on", "at", "for", "the"}),
)
