"""A provider brings mail: only who knows the secret is heard, and thanked only for what is stored."""

import base64
import hashlib
import hmac
import json

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from goodword.channels.email import webhooks
from goodword.channels.email.actions.reading import try_again
from goodword.channels.email.choices import Reading, Source
from goodword.channels.email.models import DoorTrouble, ReceivedMail
from goodword.channels.email.queries import unreadable_mail
from goodword.channels.email.transports.webhooks import BroughtLetter
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.core.actor import SYSTEM
from goodword.core.blobs import read_blob
from goodword.core.jobs.worker import run_due_jobs
from tests.cast import Cast
from tests.channels.email.mails import mail

pytestmark = pytest.mark.django_db
SECRET = "provider:a-very-long-password"
KEY = "signing-key"
LETTER = mail(Message_ID="<a@example.org>").decode().replace("\n", "\r\n")
OURS = "pharmacy@wrenfield.example"


@pytest.fixture(autouse=True)
def _told(cast: Cast, settings: Settings) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "MAILGUN_WEBHOOK_SIGNING_KEY": KEY}


def bring(provider: str, secret: str = SECRET, **request: object) -> HttpResponse:
    given = f"Basic {base64.b64encode(secret.encode()).decode()}"
    return Client().post(f"/hooks/mail/{provider}", headers={"authorization": given}, **request)  # type: ignore[arg-type]


def as_json(told: object) -> dict[str, object]:
    return {"data": json.dumps(told), "content_type": "application/json"}


def postmark(to: str = OURS, raw: str = LETTER) -> dict[str, object]:
    sender = {"Name": "Return-Path", "Value": "<o.hartwell@example.org>"}
    return as_json({"RawEmail": raw, "Headers": [sender], "OriginalRecipient": to, "MessageID": "1"})


def mailgun(signature: str | None = None) -> dict[str, object]:
    right = hmac.new(KEY.encode(), b"1790000000token", hashlib.sha256).hexdigest()
    fields = {"timestamp": "1790000000", "token": "token", "signature": signature or right, "recipient": OURS}
    return {"data": fields | {"sender": "o.hartwell@example.org", "body-mime": LETTER}}


def sparkpost() -> dict[str, object]:
    content = {"email_rfc822": base64.b64encode(LETTER.encode()).decode(), "email_rfc822_is_base64": True}
    told = {"protocol": "smtp", "msg_from": "o.hartwell@example.org", "rcpt_to": OURS, "content": content}
    return as_json([{"msys": {"relay_message": told}}])


def sendgrid() -> dict[str, object]:
    envelope = {"from": "o.hartwell@example.org", "to": ["nobody@wrenfield.example", OURS]}
    return {"data": {"email": LETTER, "envelope": json.dumps(envelope)}}


@pytest.mark.parametrize(
    ("provider", "request_"),
    [("postmark", postmark()), ("mailgun-mime", mailgun()), ("sparkpost", sparkpost()), ("sendgrid", sendgrid())],
)
def test_a_letter_is_stored_to_the_byte_and_once(cast: Cast, provider: str, request_: dict[str, object]) -> None:
    assert [bring(provider, **request_).status_code for _ in range(2)] == [200, 200]

    received = ReceivedMail.objects.get()
    assert read_blob(received.raw_id) == LETTER.encode()
    assert (received.source, received.mailbox) == (Source.WEBHOOK, cast.mailbox)
    assert (received.envelope_from, received.envelope_to) == ("o.hartwell@example.org", OURS)


def test_a_letter_that_comes_in_parts_is_put_together(cast: Cast) -> None:
    told = {
        "Sender": "o.hartwell@example.org", "Recipient": OURS, "Parts": [], "Text-part": "Where is my order?",
        "Headers": {"From": "Odile <o.hartwell@example.org>", "To": OURS, "Subject": "Order", "Message-ID": "<b@x>"},
    }  # fmt: skip
    assert bring("mailjet", **as_json(told)).status_code == 200

    run_due_jobs()

    message = ReceivedMail.objects.get().message
    assert message is not None
    assert (message.subject, message.body.text.strip()) == ("Order", "Where is my order?")


def test_a_letter_in_parts_that_is_brought_again_is_the_same_letter(cast: Cast) -> None:
    file = {"Headers": {"Content-Type": "text/csv; name=a.csv"}, "ContentRef": "Attachment1"}
    told = {
        "Sender": "o.hartwell@example.org", "Recipient": OURS, "Parts": [file], "Text-part": "Where?",
        "Html-part": "<p>Where?</p>", "Attachment1": base64.b64encode(b"a,b").decode(),
        "Headers": {"From": "Odile <o.hartwell@example.org>", "To": OURS, "Subject": "Order", "Message-ID": "<b@x>"},
    }  # fmt: skip

    assert [bring("mailjet", **as_json(told)).status_code for _ in range(2)] == [200, 200]

    run_due_jobs()
    message = ReceivedMail.objects.get().message
    assert message is not None
    assert (message.body.text.strip(), message.attachments.get().filename) == ("Where?", "a.csv")


@pytest.mark.parametrize("secret", ["provider:wrong", "", "provider"])
def test_who_does_not_know_the_secret_is_not_heard(secret: str) -> None:
    assert bring("postmark", secret, **postmark()).status_code == 401
    assert not ReceivedMail.objects.exists()
    assert not DoorTrouble.objects.exists()


def test_who_keeps_guessing_is_told_to_wait_and_the_provider_is_not() -> None:
    codes = [bring("postmark", "provider:guess", **postmark()).status_code for _ in range(31)]

    assert (codes[29], codes[30]) == (401, 429)
    assert bring("postmark", **postmark()).status_code == 200


def test_a_letter_that_the_provider_did_not_sign_is_not_taken() -> None:
    assert bring("mailgun", **mailgun("forged")).status_code == 401
    assert not ReceivedMail.objects.exists()


def test_without_a_secret_there_is_no_door(settings: Settings) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": ""}

    assert bring("postmark", "", **postmark()).status_code == 404


@pytest.mark.parametrize("provider", ["nobody", "mandrill", "amazon_ses"])
def test_a_provider_we_were_not_told_about_has_no_door(provider: str) -> None:
    assert bring(provider, **postmark()).status_code == 404


def test_a_provider_may_try_the_address() -> None:
    given = base64.b64encode(SECRET.encode()).decode()

    assert Client().head("/hooks/mail/postmark", headers={"authorization": f"Basic {given}"}).status_code == 200
    assert Client().get("/hooks/mail/postmark", headers={"authorization": f"Basic {given}"}).status_code == 405


def test_what_cannot_be_stored_is_not_thanked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: object, **_how: object) -> None:
        raise OperationalError("the database is gone")

    with monkeypatch.context() as patched:
        patched.setattr(webhooks, "store_for_mailboxes", gone)
        assert bring("postmark", **postmark()).status_code == 503
    assert (DoorTrouble.objects.get().door, DoorTrouble.objects.get().kind) == (Source.WEBHOOK, "database")

    assert bring("postmark", **postmark()).status_code == 200
    assert DoorTrouble.objects.get().over_at is not None


def test_what_is_not_understood_is_brought_again_and_seen() -> None:
    assert bring("postmark", data="{", content_type="application/json").status_code == 503
    assert DoorTrouble.objects.get().kind == "program"


def test_mail_for_nobody_is_kept_and_listed_once_and_read_when_there_is_a_mailbox(cast: Cast) -> None:
    to = "billing@wrenfield.example"
    assert [bring("postmark", **postmark(to)).status_code for _ in range(2)] == [200, 200]
    [received] = unreadable_mail()
    assert (received.mailbox, to in received.problem) == (None, True)

    try_again(received.pk, by=SYSTEM)
    run_due_jobs()
    assert [(row.pk, to in row.problem) for row in unreadable_mail()] == [(received.pk, True)]

    mailbox = add_mailbox(by=SYSTEM, address=to, name="Billing", team=None)
    try_again(received.pk, by=SYSTEM)
    run_due_jobs()
    received.refresh_from_db()
    assert (received.mailbox, received.reading) == (mailbox, Reading.READ)


def test_mail_for_nobody_that_was_brought_to_its_new_mailbox_is_read_there(cast: Cast) -> None:
    to = "billing@wrenfield.example"
    bring("postmark", **postmark(to))
    [listed] = unreadable_mail()
    mailbox = add_mailbox(by=SYSTEM, address=to, name="Billing", team=None)
    bring("postmark", **postmark(to))

    try_again(listed.pk, by=SYSTEM)
    run_due_jobs()

    assert list(unreadable_mail()) == []
    assert [row.mailbox for row in ReceivedMail.objects.exclude(message=None)] == [mailbox]


def test_large_requests_are_read_one_after_the_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    taken, read = list[bool](), webhooks.letters_in

    def letters_in(provider: str, request: HttpRequest) -> list[BroughtLetter]:
        taken.append(webhooks.one_large_at_a_time.locked())
        if len(taken) == 1:
            raise OperationalError
        return read(provider, request)

    monkeypatch.setattr(webhooks, "letters_in", letters_in)
    large = postmark(raw=LETTER + "x" * webhooks.LARGE)

    assert [bring("postmark", **one).status_code for one in (large, large, postmark())] == [503, 200, 200]
    assert taken == [True, True, False]
    assert not webhooks.one_large_at_a_time.locked()
