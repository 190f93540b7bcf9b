"""Say what is misconfigured or failing, in words. The exit status is 1 when something must be mended."""

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything is checked."""


def run(options: argparse.Namespace) -> int:
    from django.core.checks import ERROR, run_checks

    from goodword.config.checks import TAG

    found = [*run_checks(), *run_checks(tags=[TAG], include_deployment_checks=True)]
    for message in found:
        kind = "error" if message.level >= ERROR else "warning"
        hint = f"\n    {message.hint}" if message.hint else ""
        sys.stdout.write(f"{kind} {message.id}: {message.msg}{hint}\n")
    if not found:
        sys.stdout.write("Nothing is amiss.\n")
    return 1 if any(message.level >= ERROR for message in found) else 0
