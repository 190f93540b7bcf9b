"""Run the worker alone: jobs and the schedule. Any number may run; each job and each tick is done once."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The worker needs no arguments."""


def run(options: argparse.Namespace) -> int:
    from goodword.config.processes import parts
    from goodword.config.processes.alone import run_alone

    return run_alone(parts.worker)
