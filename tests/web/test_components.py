from datetime import timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone, translation

from goodword.core.clock import now
from goodword.web.components.keys import key_names
from goodword.web.components.moments import moment_of, wait_of
from goodword.web.components.people import avatar_of, initials_of


class Door(forms.Form):
    email = forms.EmailField(label="Work e-mail", help_text="The one you were invited with.")
    keep = forms.BooleanField(label="Stay signed in", required=False)


def drawn(template: str, **context: object) -> str:
    return Template("{% load desk %}" + template).render(Context(context))


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Odile Hartwell", "OH"),
        ("Sunniva Rao, RN", "SR"),
        ("cole", "C"),
        ("Maria de la Cruz", "MC"),
        ("", "?"),
        ("–", "?"),
    ],
)
def test_initials(name: str, initials: str) -> None:
    assert initials_of(name) == initials


def test_a_person_keeps_their_hue() -> None:
    assert avatar_of("Odile Hartwell", 9).kind == avatar_of("O. Hartwell", 9).kind
    assert avatar_of("Odile Hartwell", 9).kind != avatar_of("Odile Hartwell", 10).kind


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=59, seconds=59), "59 min. ago"),
        (timedelta(hours=23, minutes=59), "23 hr. ago"),
        (timedelta(days=6, hours=23), "6 days ago"),
        (timedelta(days=7), "Oct 26"),
        (timedelta(days=400), "Sep 28, 2025"),
    ],
)
def test_time_as_people_say_it(ago: timedelta, words: str) -> None:
    assert moment_of(now() - ago).words == words


def test_the_exact_time_is_in_the_readers_zone_and_language() -> None:
    with timezone.override("America/New_York"), translation.override("es"):
        found = moment_of(now())
    assert found.exact == "lunes, 2 de noviembre de 2026, 10:00"


def test_a_moment_is_exact_on_hover_and_for_readers() -> None:
    html = drawn("{% moment at %}", at=now() - timedelta(minutes=5))
    assert 'datetime="2026-11-02T14:55:00+00:00"' in html
    assert html.count("Monday, November 2, 2026") == 2
    assert " data-when>" in html


def test_an_old_moment_is_not_refreshed() -> None:
    assert " data-when>" not in drawn("{% moment at %}", at=now() - timedelta(days=30))


def test_an_icon_is_silent_unless_it_has_a_name() -> None:
    assert 'aria-hidden="true"' in drawn('{% icon "mail" %}')
    html = drawn('{% icon "mail" label %}', label='E-mail "new"')
    assert 'role="img" aria-label="E-mail &quot;new&quot;"' in html


def test_a_field_is_tied_to_its_help_and_to_what_is_wrong() -> None:
    html = drawn("{% field form.email %}", form=Door({"email": "nobody"}))
    assert 'aria-describedby="id_email_help id_email_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_email_error"' in html


def test_a_good_field_has_no_error() -> None:
    html = drawn("{% field form.email %}", form=Door())
    assert 'aria-describedby="id_email_help"' in html
    assert "aria-invalid" not in html


@pytest.mark.parametrize(("keys", "names"), [("Mod+Enter", "Ctrl ↵"), ("g i", "G I"), ("Shift+E", "⇧ E"), ("?", "?")])
def test_names_of_keys(keys: str, names: str) -> None:
    assert key_names(keys) == names


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=3), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=23, minutes=59), "23 hr"),
        (timedelta(days=12), "12 days"),
    ],
)
def test_a_wait_in_whole_units(ago: timedelta, words: str) -> None:
    wait = wait_of(now() - ago)
    assert (wait.words, wait.said) == (words, f"waiting {words}")


def test_a_wait_of_an_hour_in_spanish() -> None:
    with translation.override("es"):
        assert wait_of(now() - timedelta(hours=1)).words == "1 h"
