"""The test of a mailbox's reply addresses: asked for, passed, refused."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.channels.email.choices import Source
from goodword.channels.email.errors import SentBack
from goodword.channels.email.events import LoopTestAsked, LoopTestFailed, LoopTestPassed
from goodword.channels.email.looping import fresh_token, is_ours, loop_address, token_in
from goodword.channels.email.models import Connection, LoopTest, ReceivedMail
from goodword.channels.email.reading import ReadMail
from goodword.channels.email.reading.authentication import verdict_on
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, NotFound
from goodword.core.events import record
from goodword.core.problems import problem_of
from goodword.people.addresses import normalize_address


@transaction.atomic
def ask_for_loop(mailbox_id: int, *, by: Actor) -> LoopTest:
    """Send the mailbox a mail at its own reply address, soon; what was proven before counts until its answer.

    Raises NotFound, ActionRefused when the mailbox is not connected both ways.
    """
    connection = Connection.objects.select_for_update().filter(mailbox_id=mailbox_id).first()
    if connection is None:
        raise NotFound
    if not connection.imap_host or not connection.smtp_host:
        raise ActionRefused(_("Connect the mailbox both ways first: the test mail leaves by it and comes back to it."))
    fresh = {"token": fresh_token(), "asked_at": now(), "problem": ""}
    test, _made = LoopTest.objects.update_or_create(connection=connection, defaults=fresh)
    record(LoopTestAsked(by=by, mailbox_id=mailbox_id))
    return test


@transaction.atomic
def forget_loop(mailbox_id: int) -> None:
    """The connection is another one, or gone: nothing is proven."""
    LoopTest.objects.filter(connection__mailbox_id=mailbox_id).delete()


@transaction.atomic
def fail_loop(token: str, *, problem: str) -> bool:
    """A server did not take the test mail: letters carry the plain address. False when there is no such test."""
    test = LoopTest.objects.select_for_update().select_related("connection").filter(token=token).first()
    if not token or test is None:
        return False
    test.proven_at, test.problem = None, problem[:500]
    test.save(update_fields=["proven_at", "problem"])
    record(LoopTestFailed(by=SYSTEM, mailbox_id=test.connection.mailbox_id))
    return True


def came_around(received: ReceivedMail, mail: ReadMail) -> bool:
    """Whether the mail is a test mail of ours, or a report about one. It becomes no message; that it came in through
    its mailbox is the proof, that a server reports it is the failure.

    One that was on its way for so long that another one was asked for meanwhile says nothing any more.
    """
    if token := token_in(mail.message_id):
        return _passed(token, received, mail) or is_ours(token)
    report = mail.judgement.report
    token = next((token for one in report.message_ids if (token := token_in(one))), "") if report else ""
    return bool(token) and (fail_loop(token, problem=problem_of(SentBack())) or is_ours(token))


def _passed(token: str, received: ReceivedMail, mail: ReadMail) -> bool:
    test = LoopTest.objects.select_for_update().select_related("connection__mailbox").filter(token=token).first()
    if test is None:
        return False
    mailbox = test.connection.mailbox
    addressed = {normalize_address(to.address) for _kind, to in mail.recipients}
    if received.mailbox_id != mailbox.pk or received.source == Source.SENT:
        return True  # a copy elsewhere, such as among what was sent, proves nothing
    if loop_address(mailbox.address) in addressed and not test.problem:
        test.proven_at = now()
        test.signs_as = verdict_on(mail.arrival_report, mailbox.address).by
        test.save(update_fields=["proven_at", "signs_as"])
        record(LoopTestPassed(by=SYSTEM, mailbox_id=mailbox.pk))
    return True
