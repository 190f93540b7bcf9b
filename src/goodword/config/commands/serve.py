"""Run the whole desk: web, worker and mail, after bringing the database up to date.

Stops on Ctrl-C or SIGTERM when pages under way and jobs in hand are finished.
"""

import argparse
import os

from goodword.config.command import set_up_django
from goodword.config.processes.listening import address_of, listen
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
    from goodword.config.processes.desk import run_desk

    return run_desk(listener, certificate, options.processes)
