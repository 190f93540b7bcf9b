"""Dovecot: IMAP (IDLE, STARTTLS, TLS, passwords, tokens) on mailboxes of its own, and LMTP to put mail into them."""

import grp
import smtplib
import time
from pathlib import Path

from tests.engines import free_port
from tests.servers.process import ServerProcess

_CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_max_userip_connections = 200
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf
}}
passdb {{
  driver = passwd-file
  mechanisms = plain login none
  args = scheme=PLAIN username_format=%Lu {folder}/users/%Lu
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%Lu
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap_port}
  }}
  inet_listener imaps {{
    port = {imaps_port}
    ssl = yes
  }}
}}
service lmtp {{
  chroot =
  inet_listener lmtp {{
    port = {lmtp_port}
  }}
}}
service stats {{
  chroot =
}}
"""

_OAUTH2 = """
introspection_mode = post
introspection_url = http://127.0.0.1:{port}/introspect
username_attribute = username
active_attribute = active
active_value = true
"""


class DovecotServer(ServerProcess):
    """Mailboxes on this machine. Users are whole addresses; add one per test and nothing is shared."""

    program = "dovecot"
    packages = "dovecot-imapd dovecot-lmtpd"

    def __init__(self) -> None:
        super().__init__()
        self.imap_port, self.imaps_port, self.lmtp_port = self.ports = (free_port(), free_port(), free_port())
        self.introspection_port = free_port()
        (self.folder / "oauth2.conf").write_text(_OAUTH2.format(port=self.introspection_port))
        (self.folder / "users").mkdir()
        (self.folder / "mail").mkdir()
        (self.folder / "dovecot.conf").write_text(
            _CONFIGURATION.format(
                folder=self.folder,
                user=self.owner.pw_name,
                group=grp.getgrgid(self.owner.pw_gid).gr_name,
                uid=self.owner.pw_uid,
                gid=self.owner.pw_gid,
                certificate=self.certificate,
                key=self.key,
                imap_port=self.imap_port,
                imaps_port=self.imaps_port,
                lmtp_port=self.lmtp_port,
            )
        )

    def command(self) -> list[str | Path]:
        return ["/usr/sbin/dovecot", "-F", "-c", self.folder / "dovecot.conf"]

    def add_user(self, address: str, password: str = "secret") -> str:
        """Make a mailbox, at once and while running; return its address."""
        user = self.folder / "users" / address.lower()  # a file each: Dovecot sees a change to one late
        user.write_text(f"{user.name}:{{PLAIN}}{password}::::::\n")
        return address

    def deliver(self, address: str, raw: bytes, *, sender: str = "sender@elsewhere.test") -> None:
        """Put a message into the mailbox, over LMTP. Raises smtplib.SMTPException when it is refused."""
        with smtplib.LMTP("127.0.0.1", self.lmtp_port) as lmtp:
            lmtp.sendmail(sender, [address], raw)

    def messages(self, address: str) -> list[bytes]:
        """Everything in the inbox, oldest first, as the wire brought it (without what Dovecot puts on top)."""
        box = self.folder / "mail" / address.lower() / "Maildir"
        files = [*box.glob("new/*"), *box.glob("cur/*")]
        return [path.read_bytes() for path in sorted(files, key=lambda path: path.name)]

    def wait_for_messages(self, address: str, count: int, *, seconds: float = 60) -> list[bytes]:
        """The inbox once it holds `count` messages. Raises AssertionError with the log when it does not in time."""
        deadline = time.monotonic() + seconds
        while len(found := self.messages(address)) < count:
            assert time.monotonic() < deadline, f"{len(found)} of {count} messages for {address}\n{self.log()}"
            time.sleep(0.05)
        return found
