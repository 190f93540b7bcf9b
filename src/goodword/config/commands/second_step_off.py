"""Let somebody in who lost their phone and their recovery codes: their password alone again, signed out everywhere."""

import argparse
import sys

NAME = "second-step-off"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whom."""
    parser.add_argument("email", help="the address that they sign in with")


def run(options: argparse.Namespace) -> int:
    from goodword.accounts.actions.second_step import take_second_step_away
    from goodword.accounts.queries import agent_called
    from goodword.core.actor import SYSTEM

    agent = take_second_step_away(agent_called(options.email).pk, by=SYSTEM)
    sys.stdout.write(f"{agent.name} signs in with their password alone now.\n")
    return 0
