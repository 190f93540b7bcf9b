"""Somebody who gives, to be killed: `killable_giver.py PLAN WORKER` does what the plan says, from where its
trace ends. What a kill cut short is done once more, and every tenth thing is done by all at once: with the same key.
"""

import json
import os
import sys
from pathlib import Path

import django

django.setup()

from goodword.core.errors import DomainError  # noqa: E402
from tests.soak.grants import Plan, do  # noqa: E402


def main(path: str, name: str) -> None:
    plan, worker = Plan(**json.loads(Path(path).read_text())), int(name)
    trace = Path(path).with_name(f"giver-{worker}")
    last = int(trace.read_text().splitlines()[-1].split()[0]) if trace.exists() and trace.stat().st_size else -1
    with trace.open("a") as written:
        for number in range(last + 1, plan.size):
            if number % plan.workers == worker or number % 10 == 0:
                written.write(f"{number} {_done(plan, number, worker)}\n")
                written.flush()
                os.fsync(written.fileno())


def _done(plan: Plan, number: int, worker: int) -> str:
    try:
        return do(plan, number, worker)
    except DomainError as refused:
        return refused.code


if __name__ == "__main__":
    main(*sys.argv[1:])
