"""Whether what an English clause says of its subject is something that we do for the customer."""

from goodword.promises.noticing.english import vocabulary as v
from goodword.promises.noticing.english.subjects import Who
from goodword.promises.noticing.tokens import Sentence
from goodword.promises.noticing.wording import words


def is_deed(sentence: Sentence, who: Who, verb: int) -> bool:
    """Whether the verb at a token, said of this subject, is a commitment of ours."""
    test = _DEEDS.get(who)
    return test is not None and test(sentence, verb)


_AWAY = words("out in into to live through off back ahead over")


def _of_us(sentence: Sentence, verb: int) -> bool:
    form, following = sentence.form(verb), sentence.form(verb + 1)
    if form == "be":
        return _is_being_of_use(sentence, verb)
    if form == "see":
        return following not in {"you", "u"}
    if form == "have" and following in {"limited", "no", "reduced", "a", "special"}:
        return following == "a" or sentence.form(verb + 2) == "later"
    if form == "hear":
        return False
    if form == "ask":
        return following != "you"
    if form in {"know", "find", "learn"}:
        return form == "find"
    return bool(form) and form not in v.STATES and form[0].isalpha()


def _is_being_of_use(sentence: Sentence, verb: int) -> bool:
    """ "Be in touch", "be there", "be sending"; not "be closed"."""
    form, following = sentence.form(verb + 1), sentence.form(verb + 2)
    if form in {"back", "right"}:
        return following in {"to", "with"} or (following == "in" and sentence.form(verb + 3) == "touch")
    if form == "in":
        return following in {"touch", "contact", "your"} or (
            following == "the" and sentence.form(verb + 3) not in {"office", "clinic", "store", "mail"}
        )
    if form in {"by", "round", "over", "along"}:
        return True
    if form == "at":
        return following in {"your", "the"} and sentence.form(verb + 3) not in {"office", "clinic", "store"}
    if form == "on":
        return following in {"site", "it", "the"} and sentence.form(verb + 3) not in {"road", "phone"}
    return (
        form in {"there", "with", "over", "ready", "done", "finished", "onsite", "able"}
        or (form.endswith(("ing", "ed")) and form not in v.IDLE)
        or form in v.IRREGULAR
    )


def _of_customer(sentence: Sentence, verb: int) -> bool:
    """ "You will have it" is ours to keep; "you will need to bring it" is not."""
    form, following = sentence.form(verb), sentence.form(verb + 1)
    if form == "be":
        return following in v.RECEIVED
    if form == "have":
        return following not in {"to", "until", "till", "time"}
    if form == "find":
        return following not in {"our", "us", "that", "out"}
    if form == "see":
        return following not in {"dr", "a", "our", "us", "me"}
    if sentence.form(verb - 1) == "to" and sentence.form(verb - 2) == "able":
        return form in v.ABLE_TO
    return form in v.RECEIVING


def _of_thing(sentence: Sentence, verb: int) -> bool:
    form, following = sentence.form(verb), sentence.form(verb + 1)
    if form != "be":
        if form == "go":
            return following in _AWAY
        return form in v.HAPPENING or form in v.AGENTIVE
    if following == "in" and (verb + 2 in sentence.timed or not sentence.form(verb + 2)[:1].isalpha()):
        return True
    if following in {"at", "in", "on", "with"}:
        return sentence.form(verb + 2) in {"your", "you", "place", "its", "the"} and sentence.form(verb + 3) != "office"
    if following in v.READY:
        return True
    if following in v.IDLE:
        return False
    return is_done(following) or following.endswith("ing")


def is_done(form: str) -> bool:
    """ "Sent", "replaced": what is done to something."""
    return form.endswith(("ed", "en")) or form in v.IRREGULAR


_DEEDS = {Who.US: _of_us, Who.COLLEAGUE: _of_us, Who.CUSTOMER: _of_customer, Who.THING: _of_thing}
