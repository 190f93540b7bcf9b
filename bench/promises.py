"""What promises cost on a desk of `bench.bulk` and `bench.promised`: `python -m bench.promises FOLDER [TIMES]`.

Through the real server on loopback: Today and the inbox by who is let down next, as an agent who owes a handful, one
who owes most of a team, a lead, and the owner. Then in one process what a policy would do, and how long after its
instant the watcher says that a promise broke, while all the others are open.
"""

import os
import statistics
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bench.bulk import set_up
from bench.pages import OWNER, Reader
from bench.running import served

TIMES, WARM_UP = 100, 5
WATCHED, WITHIN = 200, 20  # promises, seconds
PATIENCE = 120
HEAD = "| Asked | Reader | p50 | p95 | Slowest |\n|---|---|---|---|---|"
PAGES = {"Today": "/today", "Inbox by who is let down next": "/inbox", "Its rows alone": "/inbox/rows"}
CONDITIONS = ("", "team:1", "priority:high", "delivery")


def main(folder: str, times: int = TIMES) -> None:
    set_up(Path(folder))
    from goodword.conversations.models import Conversation
    from goodword.promises.models import Promise

    print(f"{Conversation.objects.count():,} conversations, {Promise.objects.owed().count():,} open promises")
    print(f"load {os.getloadavg()[0]:.1f}\n\n{HEAD}", flush=True)
    readers = whose()
    with served(Path(folder)) as desk:
        for said, email in readers.items():
            reader = Reader(desk, email)
            for name, path in PAGES.items():
                print(row(name, said, lambda reader=reader, path=path: reader.fetch(path), times), flush=True)  # type: ignore[misc]
    for condition in CONDITIONS:
        print(row(f"Policy for `{condition}`", "owner", previewing(condition), times), flush=True)
    print(f"\nThe watcher, {WATCHED} promises within {WITHIN} s: {watched()}; load {os.getloadavg()[0]:.1f}")


def row(name: str, reader: str, ask: Callable[[], object], times: int) -> str:
    for _ in range(WARM_UP):
        ask()
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        ask()
        took.append((time.perf_counter() - begin) * 1000)
    return f"| {name} | {reader} | {statistics.median(took):.0f} ms | {p95(took):.0f} | {max(took):.0f} |"


def p95(took: list[float]) -> float:
    return statistics.quantiles(took, n=20)[18]


def whose() -> dict[str, str]:
    """Who asks: what is said of them, and their address. One agent is made a lead of their team."""
    from django.db.models import Count

    from goodword.accounts.choices import Role
    from goodword.accounts.models import Agent
    from goodword.promises.models import Promise

    rows = Promise.objects.owed().filter(owner__role__in=[Role.AGENT, Role.LEAD]).values("owner__email")
    ranked = list(rows.annotate(many=Count("pk")).order_by("many").values_list("owner__email", "many"))
    (few, some), (most, many), (lead, _third) = ranked[0], ranked[-1], ranked[len(ranked) // 2]
    Agent.objects.filter(email=lead).update(role=Role.LEAD)
    return {f"agent who owes {some:,}": few, f"agent who owes {many:,}": most, "lead of a team": lead, "owner": OWNER}


def previewing(condition: str) -> Callable[[], object]:
    from goodword.accounts.models import Agent
    from goodword.promises.choices import Target
    from goodword.promises.queries.policies import preview

    owner = Agent.objects.get(email=OWNER)
    targets = {Target.FIRST_REPLY: (timedelta(hours=2), None), Target.NEXT_REPLY: (timedelta(hours=4), None)}
    return lambda: preview(owner, condition, targets, policy_id=None)


def watched() -> str:
    """How long after the due instants it was said that the promises broke."""
    from goodword.core.models import RecordedEvent
    from goodword.promises.models import Promise
    from goodword.promises.watcher import run_watcher

    stop = threading.Event()
    thread = threading.Thread(target=run_watcher, args=(stop,))
    thread.start()
    numbers = given_soon()
    deadline = time.monotonic() + WITHIN + PATIENCE
    while Promise.objects.filter(pk__in=numbers, outcome="").exists() and time.monotonic() < deadline:
        time.sleep(0.5)
    stop.set()
    thread.join()
    due = dict(Promise.objects.filter(pk__in=numbers).values_list("pk", "due_at"))
    told = RecordedEvent.objects.filter(kind="promise.broken").order_by("-pk")[: 10 * WATCHED]
    late = [
        (one.at - due[one.data["promise_id"]]).total_seconds() * 1000 for one in told if one.data["promise_id"] in due
    ]
    spread = f"p50 {statistics.median(late):.0f} ms, p95 {p95(late):.0f} ms, slowest {max(late):.0f} ms"
    return f"{len(late)} told; {spread}; more than 1 s late: {sum(one > 1000 for one in late)}"


def given_soon() -> list[int]:
    """Promises of the next seconds, by the real action, evenly spread from when the last of them is given."""
    from goodword.accounts.models import Agent
    from goodword.conversations.choices import State
    from goodword.conversations.models import Conversation
    from goodword.core.actor import Actor
    from goodword.core.clock import now
    from goodword.promises.actions.giving import Word, give_promise

    by = Actor.agent(Agent.objects.get(email=OWNER).pk)
    rows = Conversation.objects.filter(state=State.OPEN, is_spam=False).order_by("-pk").values_list("pk", flat=True)
    first, step = now() + timedelta(seconds=WITHIN), timedelta(seconds=WITHIN / WATCHED)
    return [
        give_promise(pk, Word(ours="Call you back", due=first + number * step), by=by).pk
        for number, pk in enumerate(rows[:WATCHED])
    ]


if __name__ == "__main__":
    main(sys.argv[1], *(int(argument) for argument in sys.argv[2:3]))
