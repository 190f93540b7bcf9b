"""Make everything searchable anew, while the desk runs; what was being made so goes on with --resume.

Until it is done, older messages are not found. Interrupted, it goes on by itself in the worker.
"""

import argparse
import sys

STEP = 5  # per cent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--resume", action="store_true", help="go on where it stopped, instead of beginning anew")


def run(options: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    from goodword.core.db.locks import alone
    from goodword.core.errors import ActionRefused
    from goodword.core.search.rebuilding import rebuild, start_anew
    from goodword.core.search.vocabulary import learn

    with alone("search-index") as is_mine:
        if not is_mine:
            raise ActionRefused(_("The worker is at this just now. Try again in a few minutes."))
        if not options.resume:
            start_anew()
        told = 0
        for progress in rebuild():
            if progress.percent >= told + STEP:
                told = progress.percent
                sys.stdout.write(f"{progress.done:,} of {progress.total:,}\n")
    with alone("search-vocabulary") as is_mine:
        if is_mine:
            learn()
    sys.stdout.write("Everything can be found.\n")
    return 0
