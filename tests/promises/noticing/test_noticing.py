"""What is taken as a promise and what is not. It is Tuesday, November 24, 2026, 10:40; the office closes at 17:00."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.promises.noticing import Kind
from tests.promises.noticing.desk import noticed, on_the_wall

# What is written; what of it is the promise, what keeps it, and by when.
TAKEN = [
    ("I'll call you back tomorrow before noon.", "callback", "Wed 11-25 12:00"),
    ("I’ll call you tomorrow, okay?", "callback", "Wed 11-25 17:00"),
    ("ill call u tomorrow", "callback", "Wed 11-25 17:00"),
    ("We will send it by Friday.", "other", "Fri 11-27 17:00"),
    ("You will have it by Friday.", "other", "Fri 11-27 17:00"),
    ("By Friday at the latest you will have it.", "other", "Fri 11-27 17:00"),
    ("I'm going to look into this today and write to you.", "other", "Tue 11-24 17:00"),
    ("I'll check and call you tomorrow.", "callback", "Wed 11-25 17:00"),
    ("Expect a call from me by 3pm.", "callback", "Tue 11-24 15:00"),
    ("You'll hear from us within two business days.", "reply", "Thu 11-26 17:00"),
    ("Our technician will be there tomorrow between 2 and 4.", "other", "Wed 11-25 16:00"),
    ("Dr. Patel will call you this afternoon.", "callback", "Tue 11-24 17:00"),
    ("The refund will be issued by Friday.", "other", "Fri 11-27 17:00"),
    ("It'll be ready for pickup tomorrow.", "other", "Wed 11-25 17:00"),
    ("I'll try to call you tomorrow.", "callback", "Wed 11-25 17:00"),
    ("We should have it by Monday.", "other", "Mon 11-30 17:00"),
    ("I've asked Dr. Lee to call you tomorrow.", "callback", "Wed 11-25 17:00"),
    ("As I said, you will have an answer by Friday.", "reply", "Fri 11-27 17:00"),
    ("No problem, I'll send it again today.", "other", "Tue 11-24 17:00"),
    ("I'll let you know by Friday if it is approved.", "reply", "Fri 11-27 17:00"),
    ("We will send a nurse to your home\ntomorrow between 9 and 11.", "other", "Wed 11-25 11:00"),
    ("I'll call you next Friday.", "callback", "asks"),
    ("We'll ship it on 03/04.", "other", "asks"),
    ("Le llamo mañana por la mañana.", "callback", "Wed 11-25 12:00"),
    ("Manana le llamo sin falta", "callback", "Wed 11-25 17:00"),
    ("Le llamaré antes del viernes.", "callback", "Fri 11-27 17:00"),
    ("Voy a llamarle hoy.", "callback", "Tue 11-24 17:00"),
    ("Lo tendrá el viernes.", "other", "Fri 11-27 17:00"),
    ("Se lo enviamos hoy.", "other", "Tue 11-24 17:00"),
    ("Recibirá la respuesta en 24 horas.", "reply", "Wed 11-25 10:40"),
    ("Queda en mi lista: el lunes le escribo.", "reply", "Mon 11-30 17:00"),
    ("Intentaré llamarle hoy.", "callback", "Tue 11-24 17:00"),
    ("Espero tenerlo el lunes.", "other", "Mon 11-30 17:00"),
    ("Nuestra enfermera pasará mañana entre las 10 y las 12.", "other", "Wed 11-25 12:00"),
    ("Su receta estará lista mañana.", "other", "Wed 11-25 17:00"),
    ("No se preocupe, mañana le llamo.", "callback", "Wed 11-25 17:00"),
    ("Sí, le llamo mañana.", "callback", "Wed 11-25 17:00"),
    ("Te aviso el próximo viernes.", "reply", "asks"),
]
LEFT = [
    "I'll get back to you soon.",
    "I'll write in a few days.",
    "I'll call you. Tomorrow we are closed.",
    "I won't be able to call tomorrow.",
    "I'm not sure we will have it by Friday.",
    "If you send the form we'll ship it within two days.",
    "Once we have the form, we will call you tomorrow.",
    "I'll call you tomorrow if anything changes.",
    "We'll ship it within two days of receiving your form.",
    "We might have it by Friday.",
    "Maybe I'll call you tomorrow.",
    "Can I call you tomorrow?",
    "You said you would send it Friday.",
    "Please send it by Friday.",
    "You'll need to bring it by Monday.",
    "You have until Friday to reply.",
    "Your insurer will answer within 30 days.",
    "DVLA will answer within 30 days.",
    "I called you yesterday.",
    "We are open tomorrow from 9.",
    "Our office will be closed tomorrow.",
    "Your appointment is tomorrow at 3.",
    "I'll send you the form for your appointment on Friday.",
    "I'm out of the office until Monday.",
    "Take it twice a day for a week.",
    "You wrote: 'I'll call tomorrow'",
    'You wrote "we will send it tomorrow" and nothing came.',
    "> I'll call you tomorrow",
    "He said he will call you tomorrow.",
    "We send news every Friday.",
    "Le llamaré pronto.",
    "Le llamo en unos días.",
    "No podremos enviarlo el viernes.",
    "Si nos envía el formulario, se lo mandamos en dos días.",
    "Si nos envia el formulario se lo mandamos mañana",
    "En cuanto llegue, le llamo el mismo día.",
    "Tal vez le llame mañana.",
    "A lo mejor lo tenemos mañana.",
    "Podríamos tenerlo el viernes.",
    "¿Le llamo mañana?",
    "Nos lo envía mañana, por favor.",
    "Su banco le responderá en 30 días.",
    "Ya se lo enviamos hoy por la mañana.",
    "Estaremos cerrados mañana.",
    "Su cita es el viernes a las 10.",
    "Le escribo para recordarle su cita de mañana.",
    "Le confirmo que su cita es mañana a las 3.",
    "Usted dijo que nos lo enviaría el viernes.",
    "Tome una pastilla por la mañana.",
    "Nos vemos mañana.",
]


@pytest.mark.parametrize(("text", "kind", "due"), TAKEN)
def test_a_promise_is_noticed_with_its_kind_and_due_moment(text: str, kind: str, due: str) -> None:
    (one,) = noticed(text)

    assert (one.kind, on_the_wall(one.due)) == (Kind(kind), due)
    assert text[one.start : one.end] == one.words
    assert bool(one.options) == (due == "asks")


@pytest.mark.parametrize("text", LEFT)
def test_what_is_no_promise_with_a_time_is_left_alone(text: str) -> None:
    assert noticed(text) == []


def test_a_letter_may_hold_several_in_both_languages() -> None:
    found = noticed("We'll ship it today and you will have it by Friday. Mañana le llamo. See you!")
    assert [(one.words, one.kind.value) for one in found] == [
        ("We'll ship it today", "other"),
        ("you will have it by Friday", "other"),
        ("Mañana le llamo", "callback"),
    ]


def test_a_condition_binds_its_own_sentence_only() -> None:
    (one,) = noticed("If it breaks, bring it in. I'll call you tomorrow.")
    assert one.words == "I'll call you tomorrow"


def test_a_but_ends_what_is_denied() -> None:
    (one,) = noticed("We can't ship it by Friday, but I'll call you tomorrow.")
    assert one.words == "I'll call you tomorrow"


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    for one in noticed(text):
        assert text[one.start : one.end] == one.words


_PIECES = (
    "I'll|we will|le llamo|tomorrow|mañana|by 3|a las 3|if|si|not|no|call|send|and|y|,|.|?|¿|\"|in two days|en dos días"
)


@given(st.lists(st.sampled_from(_PIECES.split("|")), max_size=60))
def test_words_of_promises_in_any_order_can_be_read(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for one in noticed(text):
        assert text[one.start : one.end] == one.words
