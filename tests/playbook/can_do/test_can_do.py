"""What leaves the customer with a no, and what answers it."""

import pytest

from goodword.playbook.can_do import left_with_no

NO = "We can't refund the lens."


def words_of(text: str) -> list[str]:
    return [no.words for no in left_with_no(text)]


def test_the_words_are_those_of_the_text() -> None:
    text = "Hello Ana, sadly we can't refund the lens. Kind regards, Mara"
    (no,) = left_with_no(text)

    assert no.words == "sadly we can't refund the lens" == text[no.start : no.end]


@pytest.mark.parametrize(
    "text",
    [
        NO,
        "Unfortunately that is not possible.",
        "Our policy does not allow it.",
        "No podemos devolver el dinero.",
        "Nuestra política no lo permite.",
        "Lamentablemente no es posible.",
        "We have decided not to pay for the taxi.",
        "Nobody here is allowed to open it.",
        "It is out of our hands.",
        "The class on the hill is full.",
        "She won't approve it.",
        "The charge stands.",
        "Hemos decidido no pagarlo.",
        "No está en nuestras manos.",
        "Ese tono ya no lo manejamos.",
        "El anticipo no es reembolsable, como figura en el contrato.",
        "Queda denegada su petición.",
        "Su recurso no ha prosperado.",
    ],
)
def test_a_bare_no(text: str) -> None:
    assert left_with_no(text)


@pytest.mark.parametrize(
    "answer",
    [
        "What I can do is repair it.",
        "Instead, take the blue one.",
        "You could try the other shop.",
        "I will ask the optician.",
        "My colleague Omar will call you.",
        "On Thursday there is another delivery.",
        "Would a voucher help?",
        "The shop on Mill Lane does.",
        "In the mornings they are, come by.",
        "It is ready for you.",
    ],
)
def test_an_alternative_an_owner_or_a_time_answers_it(answer: str) -> None:
    assert left_with_no(f"{NO} {answer}") == []
    assert left_with_no(f"{answer} {NO}") == []


@pytest.mark.parametrize(
    "answer",
    [
        "Lo que sí puedo hacer es repararla.",
        "En su lugar, le ofrezco otra.",
        "Voy a preguntar al óptico.",
        "Mi compañero Omar le llamará.",
        "El jueves hay otra entrega.",
        "¿Le ayudaría un vale?",
        "En la tienda de Luna sí, y son rápidos.",
    ],
)
def test_the_same_in_spanish(answer: str) -> None:
    assert left_with_no(f"No podemos devolver el dinero. {answer}") == []


def test_what_follows_a_but_answers_it_unless_it_only_thanks() -> None:
    assert left_with_no("We can't take cards, but the shop next door sells stamps.") == []
    assert left_with_no("No podemos cobrar con tarjeta, pero el banco está al lado.") == []
    assert left_with_no("We can't take cards, but thank you for asking us.")
    assert left_with_no("We would love to help, but we can't take cards.")


@pytest.mark.parametrize(
    "courtesy",
    [
        "If you have any questions, you can call us.",
        "Thank you for your understanding.",
        "We hope to see you soon.",
        "Is there anything else I can help you with?",
        "Thank you for calling us on Monday.",
    ],
)
def test_courtesy_answers_nothing(courtesy: str) -> None:
    assert left_with_no(f"{NO} {courtesy}")


@pytest.mark.parametrize(
    "text",
    [
        "No problem, it is done.",
        "I know you can't be without your medicine.",
        "It's not that we can't do it.",
        "You wrote “we can't come”.",
        "> We can't refund it",
        "Why can't you log in?",
        "If we can't reach you, we write.",
        "Please don't take it with milk.",
        "Don't take it with milk.",
        "We can't thank you enough.",
        "No es que no podamos hacerlo.",
        "Entiendo que usted no puede esperar.",
        "¿Por qué no puede entrar?",
        "No hay problema.",
        "I can't imagine how hard that was.",
        "The tank is full of water.",
        "Le mando la lista completa de precios.",
        "El precio se mantiene.",
        "",
    ],
)
def test_what_is_no_no(text: str) -> None:
    assert left_with_no(text) == []


def test_a_time_inside_the_no_answers_nothing() -> None:
    assert left_with_no("We can't see you on Friday.")
    assert left_with_no("We can't see you until Friday.") == []


def test_each_sentence_is_read_in_its_language() -> None:
    assert words_of("Hello and welcome to the shop. No podemos devolver el dinero.") == [
        "No podemos devolver el dinero"
    ]
    assert left_with_no("No podemos devolver el dinero. What I can do is repair it for you.") == []


def test_a_short_letter_that_tells_no_language_is_read_in_both() -> None:
    assert left_with_no("No podemos.") != []
    assert left_with_no("No podemos. Puedo repararla.") == []
    assert left_with_no("No podemos.", "en") == []


def test_the_words_shown_are_few() -> None:
    (no,) = left_with_no("We can't refund " + "the lens and the frame and " * 20 + "the case.")

    assert len(no.words) <= 80
    assert no.words.startswith("We can't refund")
