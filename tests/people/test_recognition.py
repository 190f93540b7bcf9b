"""Who of the people at an address writes: the table."""

import pytest

from goodword.people.recognition import Known, Writer, who_writes

ADDRESS = "hartwell@example.org"
ODILE, NINA = Known(1, "Odile Hartwell"), Known(2, "Nina Hartwell")
BY_ADDRESS = Known(1, "Hartwell")
SOMEBODY = Known(3, "Bruno Hartwell", is_unsure=True)
NAMELESS = Known(4, "Hartwell", is_unsure=True)
NICKNAMED = Known(1, "Odile Hartwell", names=("maman",))
ALWAYS = Known(1, "Odile Hartwell", always=True)
NEW, UNSURE = Writer(), Writer(is_unsure=True)


@pytest.mark.parametrize(
    ("known", "name", "writer"),
    [
        # nobody known
        ([], "Odile Hartwell", NEW),
        ([], "", NEW),
        # one person
        ([ODILE], "Odile Hartwell", Writer(1)),
        ([ODILE], "Hartwell, Odile", Writer(1)),
        ([ODILE], "", Writer(1)),
        ([ODILE], "hartwell@example.org", Writer(1)),
        ([ODILE], "Hartwell", Writer(1)),
        ([ODILE], "Nina Hartwell", UNSURE),
        ([ODILE], "Family Karaca", UNSURE),
        ([BY_ADDRESS], "Odile Hartwell", Writer(1)),
        ([BY_ADDRESS], "Anna Karaca", Writer(1)),
        # several
        ([ODILE, NINA], "Nina Hartwell", Writer(2)),
        ([ODILE, NINA], "Nina", Writer(2)),
        ([ODILE, NINA], "Hartwell", UNSURE),
        ([ODILE, NINA], "Hartwell Family", UNSURE),
        ([ODILE, NINA], "", UNSURE),
        ([ODILE, NINA], "Bruno Hartwell", UNSURE),
        # somebody of whom an agent was asked before, and has not said yet
        ([ODILE, SOMEBODY], "Bruno Hartwell", Writer(3, is_unsure=True)),
        ([ODILE, SOMEBODY], "Odile Hartwell", Writer(1)),
        ([ODILE, SOMEBODY], "", Writer(1)),
        ([ODILE, NINA, NAMELESS], "", Writer(4, is_unsure=True)),
        ([SOMEBODY], "Odile Hartwell", UNSURE),
        # what an agent said
        ([NICKNAMED, NINA], "Maman", Writer(1)),
        ([ALWAYS], "Bruno Hartwell", Writer(1)),
        ([ALWAYS, NINA], "Bruno Hartwell", Writer(1)),
        ([ALWAYS, NINA], "Nina Hartwell", Writer(2)),
        ([ALWAYS, NINA], "", Writer(1)),
    ],
)
def test_the_writer(known: list[Known], name: str, writer: Writer) -> None:
    assert who_writes(address=ADDRESS, name=name, known=known) == writer
    assert who_writes(address=ADDRESS, name=name, known=[*reversed(known)]) == writer


@pytest.mark.parametrize(
    ("known", "name", "thread", "writer"),
    [
        ([ODILE, NINA], "", [2], Writer(2)),
        ([ODILE, NINA], "Hartwell", [1], Writer(1)),
        ([ODILE], "Somebody Else", [1], Writer(1)),
        ([ODILE, NINA], "Nina Hartwell", [1], Writer(2)),
        ([ODILE, SOMEBODY], "Bruno", [3], Writer(3, is_unsure=True)),
        ([ODILE], "Nina Hartwell", [99], UNSURE),
        ([ODILE, NINA], "", [99, 2], Writer(2)),
    ],
)
def test_the_thread_comes_first(known: list[Known], name: str, thread: list[int], writer: Writer) -> None:
    assert who_writes(address=ADDRESS, name=name, known=known, thread=thread) == writer
