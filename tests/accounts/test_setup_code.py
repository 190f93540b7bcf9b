import stat

import pytest

from goodword.accounts.actions.founding import found_organization
from goodword.accounts.setup_code import check_setup_code, current_setup_code, setup_code_file
from goodword.core.errors import Invalid
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_code_yet() -> None:
    setup_code_file().unlink(missing_ok=True)


def test_the_code_stays_until_it_was_used() -> None:
    code = current_setup_code()
    assert code is not None
    assert current_setup_code() == code
    check_setup_code(code)


def test_only_the_owner_of_the_folder_reads_it() -> None:
    current_setup_code()
    assert stat.S_IMODE(setup_code_file().stat().st_mode) == 0o600


def test_hyphens_and_case_do_not_matter() -> None:
    check_setup_code((current_setup_code() or "").replace("-", " ").lower())


@pytest.mark.parametrize("typed", ["", "BCDF-BCDF-BCDF", "ñ"])
def test_another_code_is_refused(typed: str) -> None:
    current_setup_code()
    with pytest.raises(Invalid) as refusal:
        check_setup_code(typed)
    assert list(refusal.value.fields) == ["code"]


def test_there_is_no_code_once_founded() -> None:
    code = current_setup_code() or ""
    found_organization(name="W", owner_name="Olive", owner_email="olive@wrenfield.example", password=PASSWORD)
    assert current_setup_code() is None
    assert not setup_code_file().exists()
    with pytest.raises(Invalid):
        check_setup_code(code)
