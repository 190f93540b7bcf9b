"""The whole desk in one go: prepared in a child, then its parts supervised until it is stopped."""

import socket
import sys
from collections.abc import Callable

from django.conf import settings

from goodword.accounts.setup_code import current_setup_code
from goodword.config.processes import parts
from goodword.config.processes.errand import Errand
from goodword.config.processes.listening import Certificate
from goodword.config.processes.lock import lock_folder
from goodword.config.processes.prepare import prepare
from goodword.config.processes.supervisor import Supervisor
from goodword.config.processes.together import run_together


def announcement() -> str:
    """Where the desk is, and the code that the first run asks for."""
    code = current_setup_code()
    first_run = f"First run: open that address and enter the code {code}\n" if code else ""
    return f"Goodword is at {settings.GOODWORD.address}\n{first_run}"


def run_desk(
    listener: socket.socket,
    certificate: Certificate | None,
    processes: int,
    *,
    announce: Callable[[], str] = announcement,
) -> int:
    """Run the desk until SIGTERM or SIGINT. Returns the exit status.

    `announce` runs in the child that prepares the database, when that is done; what it returns is printed once the
    parts run. Raises FolderInUse.
    """
    lock_folder(settings.GOODWORD.data)
    preparing = Errand(lambda: _prepared(announce))
    parts.load()  # while the child looks at the database
    announced = preparing.result()
    if announced is None:
        return 1
    web = parts.web(listener, certificate)
    if processes == 1:
        _say(announced)
        return run_together(web, {"worker": parts.worker, "mail": parts.mail})
    supervisor = Supervisor(parts.all_parts(web, processes))
    supervisor.start()
    _say(announced)
    return supervisor.run()


def _prepared(announce: Callable[[], str]) -> str:
    prepare()
    return announce()


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
