"""Subjects without what mail programs put before them."""

import pytest

from goodword.channels.email.reading.subjects import answered_subject, passes_on, without_prefixes


@pytest.mark.parametrize(
    "subject",
    [
        "Re: The dressings came late", "RE: FW: The dressings came late", "AW: The dressings came late",
        "Antw: The dressings came late", "SV: The dressings came late", "VS: The dressings came late",
        "Odp: The dressings came late", "R: The dressings came late", "RIF: The dressings came late",
        "Resp: The dressings came late", "Rép : The dressings came late", "Re[2]: The dressings came late",
        "Re: [desk] The dressings came late!", "Отв: The dressings came late", "回复：The dressings came late",
        "返信: The  dressings CAME late", "Re: Re: AW: The dressings came late",
    ],
)  # fmt: skip
def test_the_answered_matter(subject: str) -> None:
    assert answered_subject(subject) == "the dressings came late"


@pytest.mark.parametrize(
    "subject",
    ["", "Re:", "Re: Hi", "Re: Question", "Re: Hello there", "RE: my order", "Aw: Guten Tag", "Re: una pregunta",
     "Re: 一", "Re: ???", "Re: a b", "Re: Re: Re:", "The dressings came late",
     "Fwd: The dressings came late", "Regarding my order"],
)  # fmt: skip
def test_what_says_too_little_or_is_no_answer(subject: str) -> None:
    assert answered_subject(subject) == ""


@pytest.mark.parametrize(
    "prefix", ["Fwd:", "FW:", "WG:", "RV:", "TR:", "ENC:", "I:", "Doorst:", "PD:", "转发：", "Re: Fwd:", "[Fwd:"]
)
def test_what_is_passed_on(prefix: str) -> None:
    assert passes_on(f"{prefix} The dressings")


@pytest.mark.parametrize("subject", ["Re: The dressings", "The dressings: Fwd", "Import: rice", ""])
def test_what_is_not(subject: str) -> None:
    assert not passes_on(subject)


def test_the_subject_as_it_began() -> None:
    assert without_prefixes("WG: AW: [desk] Visit on Monday") == "Visit on Monday"
    assert without_prefixes("Fwd:") == "Fwd:"


def test_a_long_subject_costs_little() -> None:
    assert answered_subject("Re: " * 100_000) == ""
