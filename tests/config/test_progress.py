"""An import tells how far it is, also where there is no terminal."""

import pytest

from goodword.channels.email.actions.importing import Imported
from goodword.config.progress import mail_progress


def test_the_end_is_told_in_counts(capsys: pytest.CaptureFixture[str]) -> None:
    with mail_progress(2000) as show:
        show(Imported(new=1), 1000)
        show(Imported(new=1200, known=3, unreadable=1), 2000)

    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.startswith("100%: 1,200 new, 3 known, 1 unreadable")
