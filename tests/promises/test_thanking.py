"""A letter that only thanks wants no answer; whoever says anything else does."""

import pytest

from goodword.promises.thanking import only_thanks


@pytest.mark.parametrize(
    "text",
    [
        "Thank you!",
        "Thanks so much for your quick help.",
        "Perfect, thanks",
        "Great, that works.",
        "Thank you Mara!\n\nOdile Hartwell",
        "Muchas gracias por la rápida respuesta.",
        "Perfecto, gracias. Un saludo",
        "¡Mil gracias!",
    ],
)
def test_only_thanks(text: str) -> None:
    assert only_thanks(text, ["Odile Hartwell", "Mara Lindqvist"])


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, but it is the wrong one.",
        "Thank you. When will it come?",
        "Thanks! Please send 2 more.",
        "Thank you for nothing",
        "Gracias, pero sigue sin funcionar.",
        "Gracias. ¿Cuándo llega?",
        "It does not work",
        "OK",
        "",
        "Thanks " * 15,
    ],
)
def test_more_than_thanks(text: str) -> None:
    assert not only_thanks(text, ["Odile Hartwell"])
