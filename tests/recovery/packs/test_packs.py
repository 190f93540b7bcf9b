"""Every pack that is shipped says what it must, in each language, and its letters are easy to read."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from goodword.recovery.packs.due import due_by_law, extended_by_law
from goodword.recovery.packs.letter import letter_of
from goodword.recovery.packs.loading import FILES, PackInvalid, all_packs, pack_of, read_pack
from goodword.recovery.packs.pack import Length, Pack, Part, Unit

NEW_YORK = ZoneInfo("America/New_York")
MOST_GRADE = 6
KNOWN = {
    Part.CONTACT: "Mara Ilic, 555 0100",
    Part.STEPS: "We called.",
    Part.RESULT: "It was late.",
    Part.FINISHED: None,
}


def test_all_are_read() -> None:
    said = {pack.key: pack.citation for pack in all_packs()}
    assert said == {
        "hipaa-access": "45 CFR 164.524",
        "home-health": "42 CFR 484.50(e)",
        "hospital": "42 CFR 482.13(a)(2)",
        "part-d": "42 CFR 423.564",
    }


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("days = 7", "dayz = 7", "nobody reads dayz"),
        ("days = 7", "days = 7\nhours = 2", "either hours or days"),
        ("days = 7", "days = 0", "out of bounds"),
        ("days = 7", 'days = "7"', "is no int"),
        ("reviewed_on = 2026-11-23", "", "reviewed_on: is missing"),
        ('"result", ', '"outcome", ', "outcome"),
        ("{steps}", "the steps", "{steps} is not in it"),
        ("{organization}", "{house}", "nobody fills"),
        ('key = "reply"', "key = ", "hospital.toml"),
        ('es = "Respuesta por escrito"', 'fr = "Réponse"', "say it in en, es"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, was: str, becomes: str, says: str) -> None:
    whole = (FILES / "hospital.toml").read_text()
    assert was in whole
    changed = tmp_path / "hospital.toml"
    changed.write_text(whole.replace(was, becomes, 1))

    with pytest.raises(PackInvalid, match=re.escape(says)):
        read_pack(changed)


def grade(text: str) -> float:
    """Flesch–Kincaid: 0.39·words/sentences + 11.8·syllables/words − 15.59."""
    words = re.findall(r"[A-Za-z']+", text)
    sentences = max(1, len(re.findall(r"[.!?:,]\s", text + " ")) - text.count(", "))
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower())))) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def test_the_grade_tells_plain_from_hard() -> None:
    assert grade("The cat sat on the mat. It was warm.") < 1
    assert (
        grade("Notwithstanding the aforementioned administrative determination, reconsideration is unavailable.") > 12
    )


@pytest.mark.parametrize("pack", [pack for pack in all_packs() if pack.letter and pack.is_for_patients], ids=str)
def test_letters_are_plain(pack: Pack) -> None:
    letter = pack.letter.said("en") if pack.letter else ""
    assert grade(re.sub(r"\{\w+\}", "", letter)) <= MOST_GRADE


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("pack", [pack for pack in all_packs() if pack.letter], ids=str)
def test_a_letter_is_filled_and_its_gaps_stay(pack: Pack, language: str) -> None:
    parts = {part: KNOWN[part] for part in pack.required}
    letter = letter_of(pack, language, name="Odile {steps}", organization="Bellweather", parts=parts)
    assert "Odile {steps}" in letter
    assert "Mara Ilic, 555 0100" in letter
    assert letter.count("…") == 1  # the day


def test_a_day_is_said_in_words() -> None:
    pack = pack_of("hospital")
    assert pack is not None
    said = letter_of(pack, "es", name="", organization="", parts={**KNOWN, Part.FINISHED: date(2026, 11, 23)})
    assert "Terminamos el 23 de noviembre de 2026." in said


@pytest.mark.parametrize(
    ("received", "length", "due"),
    [
        ("2026-03-06T20:00", Length(24, Unit.HOURS), "2026-03-07T20:00-05:00"),
        ("2026-03-07T20:00", Length(24, Unit.HOURS), "2026-03-08T21:00-04:00"),  # the clocks go forward
        ("2026-03-07T20:00", Length(7, Unit.DAYS), "2026-03-14T20:00-04:00"),
        ("2026-03-01T02:30", Length(7, Unit.DAYS), "2026-03-08T03:30-04:00"),  # 02:30 is not there
        ("2026-10-25T01:30", Length(7, Unit.DAYS), "2026-11-01T01:30-04:00"),  # 01:30 is there twice: the first
        ("2026-01-31T12:00", Length(30, Unit.DAYS), "2026-03-02T12:00-05:00"),
    ],
)
def test_clocks(received: str, length: Length, due: str) -> None:
    since = datetime.fromisoformat(received).replace(tzinfo=NEW_YORK).astimezone(UTC)
    assert due_by_law(since, length, zone=NEW_YORK) == datetime.fromisoformat(due)


def test_only_what_may_be_extended_is() -> None:
    pack = pack_of("part-d")
    assert pack is not None
    standard, expedited = pack.clocks
    since = datetime(2026, 11, 2, 9, tzinfo=NEW_YORK)
    assert extended_by_law(since, standard, NEW_YORK) == datetime(2026, 12, 16, 9, tzinfo=NEW_YORK)
    assert extended_by_law(since, expedited, NEW_YORK) is None
