"""Exim: the relay between the desk and its customers, with a route for every domain that a test needs."""

import smtplib
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.engines import free_port
from tests.servers.process import ServerProcess

_CONFIGURATION = """
exim_user = {user}
exim_group = {group}
never_users =
keep_environment =
spool_directory = {folder}/spool
log_file_path = {folder}/log-%s
pid_file_path = {folder}/exim.pid
primary_hostname = relay.test
qualify_domain = relay.test
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port} : {tls_port}
tls_on_connect_ports = {tls_port}
tls_advertise_hosts = *
tls_certificate = {certificate}
tls_privatekey = {key}
host_lookup =
rfc1413_query_timeout = 0s
smtp_accept_max = 200
smtp_accept_queue_per_connection = 0
delay_warning =
check_spool_space = 0
acl_smtp_rcpt = recipient

begin acl
recipient:
  deny domains = lsearch;{folder}/plain
       local_parts = ^[^+]*[+]
       message = no such user
  accept domains = lsearch;{folder}/routes
  deny message = no route to this domain

begin routers
known:
  driver = manualroute
  domains = lsearch;{folder}/routes
  route_data = ${{lookup{{$domain}}lsearch{{{folder}/routes}}}}
  self = send

begin transports
smtp:
  driver = smtp
  port = 25
  message_linelength_limit = 1000000
lmtp:
  driver = smtp
  protocol = lmtp
  port = 24
  message_linelength_limit = 1000000

begin retry
* * F,1h,1s

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if and{{{{eq{{$auth2}}{{{username}}}}}{{eq{{$auth3}}{{{password}}}}}}}}}
  server_set_id = $auth2
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = Username:: : Password::
  server_condition = ${{if and{{{{eq{{$auth1}}{{{username}}}}}{{eq{{$auth2}}{{{password}}}}}}}}}
  server_set_id = $auth1
"""


class EximServer(ServerProcess):
    """A relay on this machine. A domain without a route is refused; a route may change while it runs."""

    program = "exim4"
    packages = "exim4-daemon-light"
    username = "desk"
    password = "let-me-out"

    def __init__(self) -> None:
        super().__init__()
        self.port, self.tls_port = self.ports = (free_port(), free_port())
        self._routes: dict[str, str] = {}
        (self.folder / "routes").touch()
        (self.folder / "plain").touch()
        (self.folder / "exim.conf").write_text(
            _CONFIGURATION.format(
                folder=self.folder,
                user=self.owner.pw_uid,
                group=self.owner.pw_gid,
                certificate=self.certificate,
                key=self.key,
                port=self.port,
                tls_port=self.tls_port,
                username=self.username,
                password=self.password,
            )
        )

    def command(self) -> list[str | Path]:
        return ["/usr/sbin/exim4", "-C", self.folder / "exim.conf", "-bdf", "-q1s"]

    def route(self, domain: str, *, port: int, protocol: str = "smtp") -> None:
        """Send the domain's mail to a loopback port by `smtp` or `lmtp`, from the next attempt on."""
        self._routes[domain] = f"127.0.0.1::{port} byname {protocol}"
        (self.folder / "routes").write_text("".join(f"{name}: {to}\n" for name, to in self._routes.items()))

    @contextmanager
    def without_details(self, domain: str) -> Iterator[None]:
        """Meanwhile `name+detail@domain` is nobody, as with servers that know no such addresses."""
        (self.folder / "plain").write_text(f"{domain}: yes\n")
        try:
            yield
        finally:
            (self.folder / "plain").write_text("")

    def send(self, sender: str, recipients: Sequence[str], raw: bytes) -> None:
        """Hand a message to the relay, over STARTTLS and with a login. Raises smtplib.SMTPException if refused."""
        with smtplib.SMTP("127.0.0.1", self.port) as smtp:
            smtp.starttls(context=ssl.create_default_context(cafile=str(self.certificate)))
            smtp.login(self.username, self.password)
            smtp.sendmail(sender, list(recipients), raw)

    def queued(self) -> int:
        """How many messages wait in the relay."""
        return len(list(self.folder.glob("spool/input/**/*-H")))

    def wait_until_idle(self, *, seconds: float = 60) -> None:
        """Wait until nothing is queued. Raises AssertionError with the log when something is stuck."""
        deadline = time.monotonic() + seconds
        while count := self.queued():
            assert time.monotonic() < deadline, f"{count} messages stuck\n{self.log()}"
            time.sleep(0.05)
