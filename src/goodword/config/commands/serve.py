"""Run the whole desk: web, worker and mail, after bringing the database up to date.

Stops on Ctrl-C or SIGTERM when pages under way and jobs in hand are finished.
"""

import argparse
import os
import signal
import socket
import sys
from collections.abc import Callable

from goodword.config.command import set_up_django
from goodword.config.processes.listening import Certificate, address_of, listen
from goodword.config.processes.options import add_web_arguments, certificate_of

SETS_UP_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_web_arguments(parser)
    parser.add_argument(
        "--processes",
        type=int,
        default=2,
        metavar="N",
        help="web processes beside the worker and the mail process (2); 1 puts everything into one process",
    )


def run(options: argparse.Namespace) -> int:
    from environs import EnvError

    if options.processes < 1:
        raise EnvError("--processes must be at least 1")
    certificate = certificate_of(options)
    listener = listen(options.host, options.port)
    os.environ.setdefault("GOODWORD_ADDRESS", address_of(listener, certificate))
    set_up_django()
    return _serve(listener, certificate, options.processes)


def _serve(listener: socket.socket, certificate: Certificate | None, processes: int) -> int:
    from django.conf import settings

    from goodword.config.processes import parts
    from goodword.config.processes.lock import lock_folder
    from goodword.config.processes.supervisor import Supervisor
    from goodword.config.processes.together import run_together

    lock = lock_folder(settings.GOODWORD.data)
    preparing = _in_child(_prepare)
    parts.load()  # while the child looks at the database
    if os.waitpid(preparing, 0)[1]:
        return 1
    web = parts.web(listener, certificate)
    try:
        if processes == 1:
            return run_together(web, {"worker": parts.worker, "mail": parts.mail})
        return Supervisor(parts.all_parts(web, processes)).run()
    finally:
        os.close(lock)


def _prepare() -> int:
    from goodword.config.processes.prepare import prepare

    return prepare(_announcement)


def _announcement() -> str:
    """Where the desk is, and the code that the first run asks for."""
    from django.conf import settings

    from goodword.accounts.setup_code import current_setup_code

    code = current_setup_code()
    first_run = f"First run: open that address and enter the code {code}\n" if code else ""
    return f"Goodword is at {settings.GOODWORD.address}\n{first_run}"


def _in_child(work: Callable[[], int]) -> int:
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        code = work()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
