"""How fast one finds: `python -m bench.search [MESSAGES]` prints a row for each kind of query, of the present engine.

Made-up messages, five to a conversation, in twenty teams; words are as frequent as in real text (Zipf), and some are
planted. A desk that is there already (GOODWORD_DATA or DATABASE_URL, made by `bench.bulk` and `bench.index`) is
measured as it is. The words asked for are those that stand in about 30 of 100 messages (common), in 1 (percent), in 1
of 50 (second), and in ten of all (rare). Measured is what the search screen asks: understanding the query, the index,
access, the rows of the page and their snippets.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from bench.words import vocabulary

SEED = 20261101
TEAMS, AGENTS_TEAM, VOCABULARY, WORDS = 20, 3, 20_000, 90
TIMES = 30
AT_ONCE = 2_000
HEAD = "| Query | Reader | Found | p50 ms | p95 ms | CPU ms |\n|---|---|---|---|---|---|"
SHARES = {"common": 0.3, "second": 0.02, "percent": 0.01}
RARE = 10  # messages
QUERIES = (
    ("{rare}", "rare"),
    ("{percent}", "percent"),
    ("{common}", "common"),
    ("{percent} {second}", "two words"),
    ("{common} {second}", "a common and another word"),
    ('"{common} {second}"', "phrase"),
    ("{percent} -{common}", "without a word"),
    ("{common:.2}", "two letters being typed"),
    ("{percent:.3}", "three letters being typed"),
    ("{percent} is:open", "word and state"),
    ("{percent} before:2026-06-01", "word and time"),
    ("is:open is:unassigned", "conditions alone"),
    ("nothinglikethis", "nothing, with a search for slips"),
)
BEST = ("{percent}", "{common}")


def asked_words() -> dict[str, str]:
    """The word of the vocabulary that comes nearest to each share, by kind."""
    from goodword.core.search.models import Entry, VocabularyWord

    messages = Entry.objects.filter(kind="m").count()
    wanted = {name: share * messages for name, share in SHARES.items()} | {"rare": RARE}
    words = [(word, times) for word, times in VocabularyWord.objects.values_list("word", "times") if len(word) > 3]
    english = set(vocabulary("en"))  # of the plan of `bench.bulk`: words of one language stand together
    words = [(word, times) for word, times in words if word in english] or words
    return {name: min(words, key=lambda one: abs(one[1] - times))[0] for name, times in wanted.items()}


def fill(messages: int) -> float:
    """Write the rows, then let the index be filled; returns how many messages a second that took."""
    from goodword.accounts.actions.founding import found_organization
    from goodword.accounts.models import Agent, Team
    from goodword.conversations.models import Conversation, Message, MessageBody
    from goodword.core.search.rebuilding import rebuild
    from goodword.core.search.vocabulary import learn
    from goodword.people.models import Customer

    made = random.Random(SEED)
    owner = found_organization(
        name="Bench", owner_name="Olive", owner_email="o@wrenfield.example", password="as-good-as-our-word"
    )
    teams = Team.objects.bulk_create([Team(name=f"Team {number}") for number in range(TEAMS)])
    agent = Agent.objects.create(email="a@wrenfield.example", name="Mara", role="agent")
    agent.teams.set([teams[AGENTS_TEAM]])
    Agent.objects.create(email="c@wrenfield.example", name="Cole", role="colleague")
    customers = Customer.objects.bulk_create(
        [Customer(name=f"{_word(made)} {_word(made)}".title()) for _ in range(5_000)]
    )
    words = [_word(made) for _ in range(VOCABULARY)]
    weights = [1 / (rank + 10) for rank in range(VOCABULARY)]
    begin = owner.created_at - timedelta(days=700)
    step = timedelta(days=700) / messages
    for first in range(0, messages, AT_ONCE):
        rows, bodies = [], []
        conversations = Conversation.objects.bulk_create(
            _conversation(made, customers, teams, begin + step * (first + 5 * n)) for n in range(AT_ONCE // 5)
        )
        for n in range(AT_ONCE):
            conversation, at = conversations[n // 5], begin + step * (first + n)
            rows.append(
                Message(
                    conversation=conversation,
                    home=conversation,
                    direction="in",
                    customer_id=conversation.customer_id,
                    channel="email",
                    at=at,
                    subject=conversation.subject,
                )
            )
        for n, row in enumerate(Message.objects.bulk_create(rows)):
            text = " ".join(made.choices(words, weights, k=WORDS) + _planted(first + n, messages))
            bodies.append(MessageBody(message=row, text=text, quoted_from=len(text)))
        MessageBody.objects.bulk_create(bodies)
    begun = time.perf_counter()
    for _progress in rebuild():
        pass
    learn()
    return messages / (time.perf_counter() - begun)


def _word(made: random.Random) -> str:
    return "".join(made.choice("bcdfglmnprst") + made.choice("aeiou") for _ in range(made.randint(2, 4)))


def _conversation(made: random.Random, customers: list, teams: list, at: object) -> object:  # type: ignore[type-arg]
    from goodword.conversations.models import Conversation

    state = "open" if made.random() < 0.1 else "closed"
    return Conversation(
        subject=_word(made),
        customer=made.choice(customers),
        team=made.choice(teams),
        channel="email",
        state=state,
        waiting_since=at,
        opened_at=at,
        last_message_at=at,
    )


def _planted(number: int, messages: int) -> list[str]:
    words = ["common"] if number % 10 < 3 else []
    words += ["second"] if number % 50 == 1 else []
    words += ["percent"] if number % 100 == 51 else []
    return words + (["rare"] if number % max(messages // 10, 1) == 7 else [])


def measure(reader: object, query: str, sort: str) -> str:
    """How much is found on the first page, p50, p95 and time of the processor (our process's own), in milliseconds."""
    from goodword.conversations.queries.inbox import InboxView, inbox_page
    from goodword.conversations.search.asking import perhaps_meant

    view, times, found = InboxView.of("search", "", sort, query), [], 0
    cpu = 0.0
    for _ in range(TIMES):
        begun, begun_cpu = time.perf_counter(), time.process_time()
        found = len(inbox_page(reader, view, size=25).rows)  # type: ignore[arg-type]
        if not found:
            perhaps_meant(reader, query)  # type: ignore[arg-type]
        times.append((time.perf_counter() - begun) * 1000)
        cpu += time.process_time() - begun_cpu
    times.sort()
    p95 = times[int(len(times) * 0.95)]
    return f"{found} | {statistics.median(times):.1f} | {p95:.1f} | {cpu * 1000 / TIMES:.1f} |\n"


def main(messages: int) -> None:
    """Fill a desk and print the table."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from goodword.accounts.models import Agent

    call_command("migrate", verbosity=0)
    if not Agent.objects.exists():
        sys.stdout.write(f"{messages:,} messages, filled at {fill(messages):,.0f}/s\n")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    words = asked_words()
    sys.stdout.write(f"{words}\n{HEAD}\n")
    readers = {
        f"{agent.role} {agent.pk}": agent for agent in (_first("owner"), _first("agent"), _first("colleague")) if agent
    }
    for name, reader in readers.items():
        for query, what in QUERIES:
            sys.stdout.write(f"| {what} | {name} | {measure(reader, query.format(**words), '')}")
        for query in BEST:
            sys.stdout.write(f"| best match, {query} | {name} | {measure(reader, query.format(**words), 'best')}")


def _first(role: str) -> object:
    from goodword.accounts.models import Agent

    return Agent.objects.filter(role=role).order_by("pk").first()


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("GOODWORD_DATA", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodword.config.settings")
        Path(os.environ["GOODWORD_DATA"]).mkdir(exist_ok=True)
        main(asked)
