"""Writing to the demo as a customer would: by mail, through the desk's own door."""

from email.message import EmailMessage
from email.utils import format_datetime, formataddr, getaddresses, make_msgid
from pathlib import Path

from django.utils.translation import gettext as _

from goodword.channels.email.choices import Security
from goodword.channels.email.transports.errors import TransportError
from goodword.channels.email.transports.smtp import Relay, SmtpAccess
from goodword.core.clock import now
from goodword.core.demo import read_demo
from goodword.core.errors import ActionRefused
from goodword.seeds.post import HOST, delivered, post_folder


def write_as_customer(
    words: str, *, data: Path, sender: tuple[str, str], to: str, subject: str, is_reply: bool
) -> EmailMessage:
    """Send the words by the post of the demo in this data folder; a reply answers the latest mail to the sender.

    Raises ActionRefused when there is nothing to say or to answer, or when the demo is not running.
    """
    if not words.strip():
        raise ActionRefused(_('Write something: goodword demo send "Can my refill come early?"'))
    demo = read_demo()
    if demo is None:
        raise ActionRefused(_("%(folder)s is no demo's yet. Start `goodword demo` first.") % {"folder": data})
    mail = EmailMessage()
    mail["From"] = formataddr(sender)
    mail["Date"] = format_datetime(now())
    mail["Message-ID"] = make_msgid(domain=sender[1].rpartition("@")[2])
    _address(mail, post_folder(data), sender[1], to, subject, is_reply=is_reply)
    mail.set_content(words.strip() + "\n")
    try:
        with Relay(SmtpAccess(host=HOST, port=demo.port, security=Security.NONE), "localhost") as relay:
            relay.offer(sender[1], [address for _name, address in getaddresses([mail["To"]])])
            relay.hand_over(mail.as_bytes())
    except TransportError as error:
        raise ActionRefused(
            _("The desk did not take it: %(why)s Is `goodword demo` running?") % {"why": error}
        ) from error
    return mail


def _address(mail: EmailMessage, post: Path, sender: str, to: str, subject: str, *, is_reply: bool) -> None:
    if not is_reply:
        mail["To"], mail["Subject"] = to, subject
        return
    ours = [one for one in delivered(post) if sender.lower() in str(one["To"]).lower()]
    if not ours:
        raise ActionRefused(_("Nothing has come for %(address)s yet.") % {"address": sender})
    answered = ours[-1]
    about = str(answered["Subject"])
    mail["To"] = str(answered["Reply-To"] or answered["From"])
    mail["Subject"] = about if about.lower().startswith("re:") else f"Re: {about}"
    mail["In-Reply-To"] = mail["References"] = str(answered["Message-ID"])
