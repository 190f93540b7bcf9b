"""Long campaigns: a hundredth of them in every run, all of them with `SOAK=full`, repeatable by `SOAK_SEED`."""

import os
from dataclasses import dataclass, field
from random import Random, SystemRandom

import pytest

_FIXED_SEED = 20261101
_counted: list[str] = []


def _seed() -> int:
    fallback = SystemRandom().randrange(10**9) if is_full() else _FIXED_SEED
    return int(os.environ.setdefault("SOAK_SEED", str(fallback)))


def is_full() -> bool:
    """Whether this run does the campaigns at full size."""
    return os.environ.get("SOAK") == "full"


@dataclass
class Campaign:
    """One campaign's chance and size: `random` is seeded by the run's seed and the test's name."""

    name: str
    seed: int
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(f"{self.seed} {self.name}")

    def size(self, full: int) -> int:
        """How many to do of `full`: a hundredth, at least one, unless the run is a full one."""
        return full if is_full() else max(1, full // 100)

    def report(self, **counts: int) -> None:
        """Have the counts printed at the end of the run."""
        line = f"{self.name} (seed {self.seed}): " + ", ".join(f"{name}={n}" for name, n in counts.items())
        _counted.append(line)


@pytest.fixture
def campaign(request: pytest.FixtureRequest) -> Campaign:
    """`campaign.size(10_000)`, `campaign.random`, `campaign.report(done=…, lost=0)`."""
    made = Campaign(name=request.node.name, seed=_seed())
    request.node.user_properties.append(("soak", _counted))
    return made


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.getreports(kind)]
    lines = {line for report in reports for name, value in report.user_properties if name == "soak" for line in value}
    for line in sorted(lines):
        terminalreporter.write_line(line)
