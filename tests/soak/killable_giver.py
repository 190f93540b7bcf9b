"""Somebody who gives, to be killed: `main(PLAN, WORKER)` does what the plan says, from where its trace ends.

What a kill cut short is done once more, and every tenth thing is done by all at once: with the same key.
"""

import json
from pathlib import Path

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from goodword.core.errors import DomainError
from tests.soak.grants import Plan, do


def main(path: str, worker: int) -> None:
    plan = Plan(**json.loads(Path(path).read_text()))
    trace = Path(path).with_name(f"giver-{worker}")
    last = int(trace.read_text().splitlines()[-1].split()[0]) if trace.exists() and trace.stat().st_size else -1
    with trace.open("a") as written:
        for number in range(last + 1, plan.size):
            if number % plan.workers == worker or number % 10 == 0:
                written.write(f"{number} {_done(plan, number, worker)}\n")
                written.flush()  # what the system has, no kill takes away


def _done(plan: Plan, number: int, worker: int) -> str:
    try:
        return do(plan, number, worker)
    except DomainError as refused:
        return refused.code
