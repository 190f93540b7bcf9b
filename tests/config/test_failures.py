"""The log tells of failures without the words of what they are about."""

import logging
from logging.config import DictConfigurator

import pytest
from django.conf import settings
from django.db import Error, connection

LETTER = "Dear pharmacy, my chest hurts. ana@customers.test"


def line(error: BaseException | None, words: str = "mail could not be read") -> str:
    """What the log has of a record about the exception."""
    formatter = DictConfigurator(settings.LOGGING).configure_formatter(dict(settings.LOGGING["formatters"]["keys"]))
    told = (type(error), error, error.__traceback__) if error else None
    return str(formatter.format(logging.LogRecord("goodword.mail", logging.ERROR, "", 0, words, (), told)))


def test_kind_and_place_and_no_words() -> None:
    with pytest.raises(RuntimeError) as raised:
        _fail_because_of(LETTER)

    told = line(raised.value)
    assert "builtins.RuntimeError at tests/config/test_failures.py:" in told
    assert "; because builtins.ValueError at" in told
    assert "_fail_because_of < " in told
    assert "chest" not in told
    assert "ana@" not in told
    assert told.count("\n") == 0


def _fail_because_of(letter: str) -> None:
    try:
        int(letter)
    except ValueError as error:
        raise RuntimeError(letter) from error


def test_what_the_system_calls_it() -> None:
    assert "builtins.FileNotFoundError[ENOENT]" in line(FileNotFoundError(2, "No such file", LETTER))


@pytest.mark.django_db
def test_nor_what_the_database_would_not_take() -> None:
    with pytest.raises(Error) as raised, connection.cursor() as cursor:
        cursor.execute("SELECT no_such_function(%s)", [LETTER])

    told = line(raised.value)
    assert f"{type(raised.value).__module__}.{type(raised.value).__qualname__}" in told
    assert "chest" not in told
    assert "no_such_function" not in told


def test_without_an_exception_nothing_is_added() -> None:
    assert "exception" not in line(None)
