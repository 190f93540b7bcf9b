import pytest

from goodword.core.search.words import fold, forms, joined_numbers, language_of, stem, tokens_of


def words(text):
    return [token.text for token in tokens_of(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hello, World!", ["hello", "world"]),
        ("Cancelación de José Ñuñez", ["cancelacion", "de", "jose", "nunez"]),
        ("a_b o'clock AB-1234", ["a", "b", "o", "clock", "ab", "1234"]),
        ("漢字かな", ["漢字", "字か", "かな"]),
        ("字", ["字"]),
        ("RX漢字9", ["rx", "漢字", "9"]),
        ("ﬁle ＡＢＣ straße İstanbul", ["file", "abc", "strasse", "istanbul"]),
        ("🙂 \0 -- ", []),
        ("한국어 العربية", [fold("한국어"), "العربية"]),
    ],
)
def test_text_is_taken_apart_and_folded(text, found):
    assert words(text) == found


def test_tokens_know_where_they_stand_in_the_original():
    text = "Über José: 漢字か"
    assert [text[token.start : token.end] for token in tokens_of(text)] == ["Über", "José", "漢字", "字か"]


def test_no_word_is_endless():
    assert words("x" * 500_000) == ["x" * 40]


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("refund", "refunds", "en"),
        ("shipping", "shipped", "en"),
        ("factura", "facturas", "es"),
        ("cancelacion", "cancelaciones", "es"),
        ("devolucion", "devoluciones", "es"),
        ("nino", "ninos", "es"),
    ],
)
def test_forms_of_a_word_have_one_stem(one, other, language):
    assert stem(one, language) == stem(other, language)


def test_forms_are_the_word_and_its_stems():
    assert forms("facturas") == ("facturas", "factura", "factur")
    assert forms("ab12") == ("ab12",)


def test_numbers_in_groups_are_one_number():
    assert list(joined_numbers("call +34 600-123-456 or (202) 555 0143, not 12 34")) == [
        "34600123456",
        "600123456",
        "2025550143",
        "025550143",
    ]


@pytest.mark.parametrize(
    ("text", "prior", "language"),
    [
        ("I have not received the order that you sent to my house", "es", "en"),
        ("Hola, no he recibido el pedido que me enviaron por favor", "en", "es"),
        ("Rechnung 4711", "es", "es"),
        ("Wo ist mein Paket geblieben", "de", "en"),
        ("", "es", "es"),
    ],
)
def test_little_words_tell_the_language(text, prior, language):
    assert language_of(words(text), prior) == language
