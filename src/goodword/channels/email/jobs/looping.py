"""Jobs of the test of reply addresses. The network is used outside of any transaction."""

from goodword.channels.email.actions.looping import ask_for_loop, fail_loop
from goodword.channels.email.composing import ascii_address
from goodword.channels.email.connections import smtp_access
from goodword.channels.email.looping import AGAIN_AFTER, loop_mail
from goodword.channels.email.models import Connection, LoopTest
from goodword.channels.email.transports.errors import Refused
from goodword.channels.email.transports.smtp import Relay
from goodword.core.actor import SYSTEM
from goodword.core.clock import now
from goodword.core.jobs import Discard, job
from goodword.core.problems import problem_of


@job(queue="mail", priority=30, attempts=6)
def send_loop_mail(*, token: str) -> None:
    """Hand the test mail to the mailbox's relay; a server that refuses it has answered the question."""
    test = LoopTest.objects.select_related("connection__mailbox").filter(token=token).first()
    if test is None:
        raise Discard("asked anew, or the connection is another one")
    connection = test.connection
    sender = ascii_address(connection.mailbox.address)
    mail = loop_mail(connection, test)
    try:  # whatever else goes wrong is tried again a few times; the mailbox's own health says what it is
        with Relay(smtp_access(connection), sender.rpartition("@")[2]) as relay:
            relay.offer(sender, [mail["To"].addresses[0].addr_spec])
            relay.hand_over(mail.as_bytes())
    except Refused as error:
        fail_loop(token, problem=problem_of(error))


@job(queue="mail")
def renew_loop_tests() -> None:
    """Ask again for those that were asked for a month ago, and for mailboxes that were never asked."""
    both_ways = Connection.objects.exclude(imap_host="").exclude(smtp_host="")
    fresh = LoopTest.objects.filter(asked_at__gt=now() - AGAIN_AFTER).values("connection_id")
    for mailbox_id in both_ways.exclude(pk__in=fresh).values_list("mailbox_id", flat=True):
        ask_for_loop(mailbox_id, by=SYSTEM)
