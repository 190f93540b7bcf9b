"""Bring the database up to date, with a backup first, where the parts run alone; `serve` does it by itself."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose: there is one database and one version."""


def run(options: argparse.Namespace) -> int:
    from goodword.config.processes.prepare import migrate

    migrate()
    return 0
