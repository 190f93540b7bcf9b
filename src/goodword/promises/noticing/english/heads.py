"""Where an English sentence commits somebody: "I'll …", "you will have …", "it should arrive …", "expect a call …"."""

from dataclasses import replace

from goodword.promises.noticing.english import vocabulary as v
from goodword.promises.noticing.english.deeds import is_deed, is_done
from goodword.promises.noticing.english.subjects import Who, is_adverb, subject_before
from goodword.promises.noticing.grammar import Head
from goodword.promises.noticing.tokens import Sentence
from goodword.promises.noticing.wording import words

_MARKS = frozenset({",", ":", "-", "(", ";", '"', "•", "*"})
_MODALS = frozenset({"can", "could", "may", "might", "must", "would", "do", "does", "did", "cannot"})


def heads(sentence: Sentence) -> list[Head]:
    """The clauses that commit somebody, or plainly do not, in order."""
    found: list[Head] = []
    at = 0
    while at < len(sentence.tokens):
        head = _head_at(sentence, at)
        if head is not None and (not found or head.start > found[-1].verb or head.verb > found[-1].verb):
            found.append(head)
            at = max(head.verb, at)
        at += 1
    return found


def _head_at(sentence: Sentence, at: int) -> Head | None:
    form = sentence.form(at)
    if form in {"will", "shall", "should"}:
        return _with_auxiliary(sentence, at)
    if form == "ill" and sentence.form(at + 1) in v.VERBS:  # "Ill call you"
        return Head(at, at + 1)
    if form in {"am", "are", "is", "'s", "be"}:
        return _with_be(sentence, at)
    if form in _MODALS:
        return _not_ours(sentence, at)
    if form in v.MEANING and (head := _with_meaning(sentence, at)) is not None:
        return head
    if form in v.SHOWS:
        return _with_schedule(sentence, at)
    if form in {"let", "expect", "look", "watch", "count"} or form.endswith("ing"):
        return _without_subject(sentence, at)
    return _arranged(sentence, at) if form in {"asked", "arranged"} else None


def _past_adverbs(sentence: Sentence, at: int) -> tuple[int, bool]:
    """The next token that is no adverb, and whether it is denied."""
    is_denied = False
    while at < len(sentence.tokens):
        form = sentence.form(at)
        if form in {"not", "never"}:
            is_denied = not (form == "not" and sentence.form(at + 1) == "only")
        elif not is_adverb(form):
            break
        at += 1
    return at, is_denied


def _is_opening(sentence: Sentence, at: int) -> bool:
    return (
        at == 0
        or sentence.form(at - 1) in _MARKS
        or (at == 1 and sentence.form(0) in {"ok", "okay", "sure", "yes", "and"})
    )


def _with_auxiliary(sentence: Sentence, at: int) -> Head | None:
    """ "I will", "you'll", "the refund will", "Will call you tomorrow"."""
    verb, is_denied = _past_adverbs(sentence, at + 1)
    who, start = subject_before(sentence, at)
    if who is Who.NOBODY:
        if sentence.form(at) != "will" or sentence.asks or not _goes_on(sentence, at):
            return None
        who, start = Who.US, at
    verb = _real_verb(sentence, verb)
    return Head(start, verb, not is_denied and is_deed(sentence, who, verb))


def _goes_on(sentence: Sentence, at: int) -> bool:
    """ "Will call you tomorrow", "I've asked them and will call you": we, unsaid or said before."""
    if _is_opening(sentence, at) and sentence.form(at + 1) not in v.SUBJECTS | {"not", "be"}:
        return True
    is_joined = sentence.form(at - 1) in {"and", "then", "but"}
    return is_joined and any(sentence.form(before) in {"i", "we", "will", "going"} for before in range(at - 1))


def _real_verb(sentence: Sentence, verb: int) -> int:
    """Past "be able to", "be happy to", "have to"."""
    if sentence.form(verb) == "have" and sentence.form(verb + 1) == "to":
        return verb + 2
    is_willing = sentence.form(verb + 1) in {"able", "happy", "glad", "sure", "pleased", "going"}
    return verb + 3 if sentence.form(verb) == "be" and is_willing and sentence.form(verb + 2) == "to" else verb


def _with_be(sentence: Sentence, at: int) -> Head | None:
    """ "I'm going to", "we're shipping it today", "it is due to leave"."""
    who, start = subject_before(sentence, at)
    if who in {Who.NOBODY, Who.OTHERS} or sentence.form(at) == "be":
        return None
    verb, is_denied = _past_adverbs(sentence, at + 1)
    if sentence.form(verb) == "going" and sentence.form(verb + 1) == "to":
        real, is_denied_later = _past_adverbs(sentence, verb + 2)
        real = _real_verb(sentence, real)
        return Head(start, real, not (is_denied or is_denied_later) and is_deed(sentence, who, real))
    head = _planned(sentence, who, start, verb) or _in_progress(sentence, who, start, verb)
    return replace(head, is_ours=head.is_ours and not is_denied) if head is not None else None


def _planned(sentence: Sentence, who: Who, start: int, verb: int) -> Head | None:
    """ "It is due to leave", "we're planning on sending it", "my goal is to have it"."""
    form, following = sentence.form(verb), sentence.form(verb + 1)
    if form == "to" and {sentence.form(number) for number in range(start, verb)} & _INTENTIONS:
        return Head(start, verb + 1)
    if form not in v.MEANT:
        return None
    if following == "to":
        return Head(start, verb + 2, is_deed(sentence, who, verb + 2))
    if following == "on" and sentence.form(verb + 2).endswith("ing"):
        return Head(start, verb + 2)
    return Head(start, verb, who is Who.THING) if following == "for" else None


def _in_progress(sentence: Sentence, who: Who, start: int, verb: int) -> Head | None:
    """ "We're shipping it today", "it is going out", "it is being sent", "it's delivered by Friday"."""
    form, following = sentence.form(verb), sentence.form(verb + 1)
    if form == "being" and who is Who.THING and following not in v.IDLE:
        return Head(start, verb + 1)
    is_done = form in _DONE_BY_THEN and who in {Who.THING, Who.COLLEAGUE}
    is_going = form == "going" and following in {"out", "up", "in", "live", "off", "over", "back"}
    is_doing = _is_doing(form) and who is not Who.CUSTOMER
    return Head(start, verb) if is_done or is_going or is_doing else None


def _not_ours(sentence: Sentence, at: int) -> Head | None:
    """ "We might", "you can", "I would": bounds of what is promised; but "you can expect"."""
    verb, is_denied = _past_adverbs(sentence, at + 1)
    who, start = subject_before(sentence, at)
    if who is Who.NOBODY or (sentence.form(at) == "can" and sentence.form(at + 1) == "to"):  # "all we can to …"
        return None
    is_expecting = (
        who is Who.CUSTOMER and sentence.form(at) in {"can", "may"} and sentence.form(verb) in {"expect", "count"}
    )
    is_look = who is Who.CUSTOMER and sentence.form(verb) == "look" and sentence.form(verb + 1) == "forward"
    is_hoped = who is Who.US and sentence.form(at) == "can" and sentence.form(start - 1) == "hope"
    return Head(start, verb, (is_expecting or is_look or is_hoped) and not is_denied)


def _with_meaning(sentence: Sentence, at: int) -> Head | None:
    """ "I promise to", "we hope to"."""
    who, start = subject_before(sentence, at)
    if who not in {Who.US, Who.COLLEAGUE}:
        return None
    verb, is_denied = _past_adverbs(sentence, at + 1)
    if sentence.form(verb) == "on" and sentence.form(verb + 1).endswith("ing"):
        return Head(start, verb + 1, not is_denied)
    if sentence.form(verb) != "to" or (who is Who.COLLEAGUE and sentence.form(start) not in {"he", "she", "they"}):
        return None
    real, is_denied_later = _past_adverbs(sentence, verb + 1)
    is_before = sentence.form(at - 1) in {"not", "never"}
    return Head(start, real, not (is_denied or is_denied_later or is_before) and is_deed(sentence, Who.US, real))


def _with_schedule(sentence: Sentence, at: int) -> Head | None:
    """ "Your order ships on Friday"."""
    who, start = subject_before(sentence, at)
    form, following = sentence.form(at), sentence.form(at + 1)
    if sentence.form(at - 1) in {"that", "which"}:
        return None
    if who is not Who.THING or (form in {"get", "gets"} and not is_done(following)):
        return None
    if form in {"go", "ship", "arrive", "get"}:
        return Head(start, at) if sentence.form(at - 1).endswith("s") and at - start > 1 else None
    return Head(start, at)


def _without_subject(sentence: Sentence, at: int) -> Head | None:
    """ "Expect a call", "Let me check", "Calling you tomorrow"."""
    form, following = sentence.form(at), sentence.form(at + 1)
    is_polite = sentence.form(at - 1) in {"please", "and", "so", "kindly", "just"}
    is_first = _is_opening(sentence, at) or is_polite
    if form == "let" and following == "me":
        return Head(at, at + 2) if sentence.form(at + 2) not in {"know", "have", "see", "hear"} and is_first else None
    if form == "going" and following == "to" and _is_opening(sentence, at):
        return Head(at, at + 2)
    if form == "expect" and is_first and following in {"a", "an", "it", "my", "our", "to", "your", "her", "his"}:
        return Head(at, at) if sentence.form(at + 2) not in {"delay", "wait", "longer"} else None
    if form in {"look", "watch"} and is_first and following in {"for", "out"}:
        return Head(at, at)
    if form == "count" and is_first and following == "on" and sentence.form(at + 2) in {"me", "us"}:
        return Head(at, at)
    if form in {"coming", "shipping", "arriving"} and at > 0:
        who, start = subject_before(sentence, at)
        is_elliptic = _is_opening(sentence, start) and sentence.form(at - 1) not in v.PREPOSITIONS
        return Head(start, at) if who is Who.THING and is_elliptic else None
    if _is_doing(form) and _is_opening(sentence, at) and following in _OBJECTS:
        return Head(at, at)
    return None


_DONE_BY_THEN = words(
    "shipped delivered installed fixed replaced refunded issued credited built finished done sent mailed released",
    "dispatched repaired",
)
_INTENTIONS = words("goal plan aim intention target idea hope")
_OBJECTS = words(
    "you it this that them your on the him her these those everything a",
)


def _is_doing(form: str) -> bool:
    return form.endswith("ing") and len(form) > len("thing") and form not in v.NOT_DOING


def _arranged(sentence: Sentence, at: int) -> Head | None:
    """ "I've asked Dr. Lee to call you tomorrow"."""
    if sentence.form(at - 1) != "have" or sentence.form(at - 2) not in {"i", "we"}:
        return None
    for number in range(at + 1, min(at + 8, len(sentence.tokens))):
        if sentence.form(number) == "to" and sentence.form(number + 1) in v.VERBS:
            return Head(at - 2, number + 1)
    return None
