"""What in a letter complains of us, and what only sounds so."""

import pytest

from goodword.recovery.noticing import Cue, notice_complaint


def test_the_words_are_those_of_the_text() -> None:
    text = "Hello, it came broken again and I am really fed up with this. Yours, Ana"
    found = notice_complaint(text)

    assert found is not None
    assert found.words == text[found.start : found.end]
    assert "fed up" in found.words


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("I want to make a complaint.", Cue.SAID),
        ("I will report this to the county.", Cue.OUTSIDE),
        ("I was ill for a day because of your mistake.", Cue.HARM),
        ("I want my money back.", Cue.REFUND),
        ("We are looking for another provider.", Cue.LEAVING),
        ("This is unacceptable.", Cue.ANGER),
        ("Your receptionist hung up on me.", Cue.TREATED),
        ("This is the third time I call.", Cue.AGAIN),
        ("I have been trying to reach you. Nobody answers.", Cue.UNDONE),
        ("This is not what I ordered.", Cue.ANGER),
        ("The vase came in pieces.", Cue.HARM),
        ("Do you think this is acceptable?", Cue.ANGER),
        ("I hate to be a bother. Nobody came.", Cue.SAID),
        ("Why am I still waiting? Nobody told me.", Cue.UNDONE),
        ("Quiero poner una reclamación.", Cue.SAID),
        ("Voy a denunciarlo.", Cue.OUTSIDE),
        ("Estuvo enfermo por culpa de ustedes.", Cue.HARM),
        ("Exijo que me devuelvan el dinero.", Cue.REFUND),
        ("No vuelvo a comprar en su tienda.", Cue.LEAVING),
        ("Es inadmisible.", Cue.ANGER),
        ("Me colgaron el teléfono.", Cue.TREATED),
        ("Es la tercera vez que llamo.", Cue.AGAIN),
        ("Llevo dos semanas esperando.", Cue.UNDONE),
        ("¿Les parece normal dejarla sola?", Cue.ANGER),
        ("El vaso llegó roto.", Cue.HARM),
    ],
)
def test_what_complains(text: str, cue: Cue) -> None:
    found = notice_complaint(text)

    assert found is not None
    assert found.cue == cue


@pytest.mark.parametrize(
    "text",
    [
        "I'm not complaining, only asking.",
        "Chief complaint: cough for three days, getting worse.",
        "My mother complains of pain in her knee again.",
        "The bus company is a disgrace. See you at ten.",
        "I had complained about the charger. It came, thank you for putting it right!",
        "If it arrives broken, do I get my money back?",
        "Thank you, once again a great service.",
        "They wrote:\n> This is unacceptable.\nShall I answer them?",
        'My neighbour said "I want my money back", but I like it.',
        "I am out of the office. For complaints write to my colleague.",
        "Could you send me the form again?",
        "I'm disappointed to miss the open day.",
        "I have been let down by other brands.",
        "FedEx left it in the rain, useless people.",
        "La mensajería de otra tienda es un desastre.",
        "No tengo ninguna queja, al contrario.",
        "El paciente se queja de dolor.",
        "Mi seguro es una vergüenza.",
        "Gracias por solucionarlo tan rápido.",
        "Si llega rota, ¿me devuelven el dinero?",
        "Estoy fuera de la oficina hasta el lunes. Para quejas, llamen.",
        "",
    ],
)
def test_what_only_sounds_so(text: str) -> None:
    assert notice_complaint(text) is None


def test_a_word_with_a_dash_is_shown_whole() -> None:
    found = notice_complaint("It is unacceptable to leave a man of eighty-one without a word. Yours")

    assert found is not None
    assert found.words == "It is unacceptable to leave a man of eighty-one"


def test_one_small_thing_is_not_enough_and_two_are() -> None:
    assert notice_complaint("Nobody called me.") is None
    assert notice_complaint("Nobody called me. The box was broken.") is not None


def test_the_subject_is_read_too() -> None:
    found = notice_complaint("Please see the photo.", "Formal complaint")

    assert found is not None
    assert (found.words, found.start, found.end) == ("Formal complaint", 0, 0)


def test_places_are_those_of_the_text_without_the_subject() -> None:
    text = "I am so disappointed with all of you."
    found = notice_complaint(text, "Order 12")

    assert found is not None
    assert text[found.start : found.end] == found.words
