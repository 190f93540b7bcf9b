"""Run the mail part alone: reading mailboxes and listening for mail."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The mail part needs no arguments."""


def run(options: argparse.Namespace) -> int:
    from goodword.config.processes import parts
    from goodword.config.processes.alone import run_alone

    return run_alone(parts.mail)
