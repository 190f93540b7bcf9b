"""Settings that nobody has to look up."""

from goodword.channels.email.choices import Security
from goodword.channels.email.providers import KNOWN, provider_at, provider_of


def test_a_known_address_brings_its_providers_servers() -> None:
    fastmail = provider_of("Help@FastMail.com")

    assert (fastmail.imap_host, fastmail.smtp_port, fastmail.smtp_security) == (
        "imap.fastmail.com",
        465,
        Security.TLS,
    )
    assert not fastmail.is_guess


def test_any_other_gets_the_usual_names_and_is_called_a_guess() -> None:
    guess = provider_of("help@wrenfield.example")

    assert (guess.imap_host, guess.smtp_host, guess.is_guess) == (
        "imap.wrenfield.example",
        "smtp.wrenfield.example",
        True,
    )


def test_a_firm_that_uses_google_is_known_by_the_server() -> None:
    google = provider_at("IMAP.gmail.com ")

    assert google is not None
    assert google.name == "Google"
    assert provider_at("mail.wrenfield.example") is None


def test_no_known_provider_is_asked_without_encryption() -> None:
    assert all(Security.NONE not in {known.imap_security, known.smtp_security} for known in KNOWN)


def test_only_limits_that_the_provider_itself_documents_are_proposed() -> None:
    told = {one.name: (one.most_a_day, one.most_a_minute) for one in KNOWN if one.most_a_day or one.most_a_minute}
    assert told == {"Google": (500, None), "Microsoft 365": (10_000, 30), "iCloud": (1000, None)}
