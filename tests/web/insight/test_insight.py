"""Insight: how we keep our word, for whom it may concern."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from goodword.accounts.actions.teams import create_team
from goodword.conversations.actions.assigning import move_conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.actions.releasing import release_promise
from goodword.promises.choices import Release, Target
from goodword.promises.types import Promise
from goodword.web.insight.sheet import safe
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock
from tests.query_counts import QueryCount

Sign = Callable[[str], Client]


@pytest.fixture
def sign_in(cast: Cast) -> Sign:
    """A browser of somebody of the cast."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, name))
        return client

    return signed_in


@pytest.fixture
def number(cast: Cast) -> int:
    return conversation_with_odile(cast).pk


def live(cast: Cast, number: int, clock: Clock, *, kept: int, broken: int, **changes: object) -> list[Promise]:
    """Mara keeps so many promises and breaks so many, all due within the hour."""
    by, found = Actor.agent(cast.mara.pk), []
    for at in range(kept + broken):
        said = {"ours": f"The {number}/{at}th", "due": now() + timedelta(hours=1), **changes}
        found.append(give_promise(number, Word(**said), by=by))  # type: ignore[arg-type]
        if at < kept:
            keep_promise(found[-1].pk, by=by)
    clock.forward(minutes=61)
    return found


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    page = answer.content.decode().partition('id="main"')[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_the_rate_stands_with_its_range_and_what_it_is_of(sign_in: Sign, cast: Cast, number: int, clock: Clock) -> None:
    live(cast, number, clock, kept=45, broken=5)

    page = words(sign_in("olive"), "/insight")

    assert "Of 50 promises that fell due we kept 45 and broke 5. The true rate lies within 78–96%." in page
    assert "n = promises that fell due in this time and were kept or broken" in page
    assert "There are few" not in page
    assert "Pharmacy line 90% 78–96% 50" in page


def test_few_are_said_to_be_few(sign_in: Sign, cast: Cast, number: int, clock: Clock) -> None:
    live(cast, number, clock, kept=4, broken=0)

    answer = sign_in("olive").get("/insight").content.decode()

    assert "There are few: chance weighs more here than the work." in answer
    assert '<tr role="row" class="is-few">' in answer
    assert "51–100%" in answer or "51–100" in answer


def test_of_nothing_it_says_what_to_do(sign_in: Sign, cast: Cast) -> None:
    assert "Let policies promise" in words(sign_in("olive"), "/insight")
    tess = words(sign_in("tess"), "/insight")
    assert "No promise fell due in this time" in tess
    assert "Open the inbox" in tess


def test_an_agent_sees_their_own_and_nobody_elses(sign_in: Sign, cast: Cast, number: int, clock: Clock) -> None:
    live(cast, number, clock, kept=3, broken=1)

    mara, caleb = words(sign_in("mara"), "/insight"), words(sign_in("caleb"), "/insight")

    assert "3 kept 1 broken" in mara
    assert "n = 4: too few for a rate. It says something from 30 on" in mara
    assert "By team" not in mara
    assert "Nothing that you owed fell due" in caleb
    assert "kept 1" not in caleb


def test_ones_own_rate_is_told_from_thirty_on(sign_in: Sign, cast: Cast, number: int, clock: Clock) -> None:
    live(cast, number, clock, kept=27, broken=3)

    assert "90% kept of 30. The true rate lies within" in words(sign_in("mara"), "/insight")


def test_a_lead_sees_the_teams_they_are_in(sign_in: Sign, cast: Cast, number: int, clock: Clock) -> None:
    live(cast, number, clock, kept=2, broken=0)
    live(cast, number, clock, kept=0, broken=1, owner_team=cast.nursing.pk)

    tess, olive = words(sign_in("tess"), "/insight"), words(sign_in("olive"), "/insight")

    assert ("Nursing" in tess, "Of 2 promises" in tess) == (False, True)
    assert ("Nursing" in olive, "Of 3 promises" in olive) == (True, True)
    assert olive.index("Nursing") < olive.index("Pharmacy line")  # by name, though it keeps less


def test_nobody_stands_in_a_table(sign_in: Sign, cast: Cast, number: int, clock: Clock) -> None:
    live(cast, number, clock, kept=40, broken=1)

    for name in ("olive", "tess"):
        assert "Mara" not in words(sign_in(name), "/insight")


def test_inside_the_house_stands_apart(sign_in: Sign, cast: Cast, number: int, clock: Clock) -> None:
    live(cast, number, clock, kept=1, broken=0)
    live(cast, number, clock, kept=0, broken=2, target=Target.INSIDE, to_team=cast.nursing.pk)

    assert "Of 1 promise that fell due" in words(sign_in("olive"), "/insight")
    assert "Of 2 promises that fell due we kept 0" in words(sign_in("olive"), "/insight?to=inside")


def test_what_was_broken_says_what_came_of_it(sign_in: Sign, cast: Cast, number: int, clock: Clock) -> None:
    good, gone, _owed = live(cast, number, clock, kept=0, broken=3)
    clock.forward(minutes=59)
    by = Actor.agent(cast.mara.pk)
    keep_promise(good.pk, by=by)
    release_promise(gone.pk, by=by, reason=Release.CUSTOMER)

    page = words(sign_in("olive"), "/insight")

    assert "Of the broken: 1 made good (half of them all within 1 hr) 1 owed still 1 released later" in page


def test_the_time_stands_in_the_address(sign_in: Sign, cast: Cast, number: int, clock: Clock) -> None:
    live(cast, number, clock, kept=1, broken=0)
    olive = sign_in("olive")

    assert "Of 1 promise" in words(olive, "/insight?since=2026-11-02&until=2026-11-02")
    assert "No promise fell due" in words(olive, "/insight?since=2026-11-01&until=2026-11-01")
    assert 'aria-current="true">26 weeks' in olive.get("/insight?weeks=26").content.decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("since=2026-11-02&until=2026-11-01", "The last day comes before the first."),
        ("since=2024-11-02&until=2026-11-01", "Choose at most a year."),
        ("since=soon&until=2026-11-01", "Enter a valid date."),
        ("since=2026-11-01", "This field is required."),
    ],
)
def test_days_that_are_none_are_refused_at_their_field(sign_in: Sign, asked: str, said: str) -> None:
    answer = sign_in("olive").get(f"/insight?{asked}")

    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize("weeks", ["5", "-1", "many", "9" * 30, ""])
def test_other_weeks_than_there_are_to_choose_are_the_usual_ones(sign_in: Sign, weeks: str) -> None:
    assert 'aria-current="true">4 weeks' in sign_in("olive").get(f"/insight?weeks={weeks}").content.decode()


def test_each_figure_leads_to_its_promises(sign_in: Sign, cast: Cast, number: int, clock: Clock) -> None:
    live(cast, number, clock, kept=3, broken=2)
    olive = sign_in("olive")

    addresses = set(re.findall(r'href="(/insight/promises[^"]*)"', olive.get("/insight").content.decode()))

    assert len(addresses) > 10
    shown = {"due": 5, "kept": 3, "broken": 2, "owed": 2}
    for address in addresses:
        page = olive.get(address.replace("&amp;", "&")).content.decode()
        came = re.search(r"came=([a-z-]+)", address)
        assert came
        assert page.count('class="told"') == shown[came[1]], address


def test_the_list_says_what_came_of_each(sign_in: Sign, cast: Cast, number: int, clock: Clock) -> None:
    live(cast, number, clock, kept=1, broken=1)

    page = words(sign_in("olive"), "/insight/promises")

    assert "Kept or broken" in page
    assert page.count("Odile Hartwell") == 2
    assert ("Broken, owed still" in page, "Kept The" in page) == (True, True)


@pytest.mark.parametrize(
    "sieve", ["team={nursing}", "team=0", "target=callback", "kind=allowance", "channel=phone", "mine=1"]
)
def test_the_list_leaves_out_what_is_not_asked_for(
    sign_in: Sign, cast: Cast, number: int, clock: Clock, sieve: str
) -> None:
    live(cast, number, clock, kept=1, broken=1)
    asked = sieve.format(nursing=cast.nursing.pk)

    assert "There are none." in words(sign_in("olive"), f"/insight/promises?{asked}")


@pytest.mark.parametrize("asked", ["came=lost", "target=nothing", "kind=unkind", "channel=pigeon"])
def test_lists_that_are_none_are_refused(sign_in: Sign, asked: str) -> None:
    assert sign_in("olive").get(f"/insight/promises?{asked}").status_code == 422


def test_the_list_holds_back_what_one_may_not_open(sign_in: Sign, cast: Cast, number: int, clock: Clock) -> None:
    live(cast, number, clock, kept=1, broken=1)
    mara = sign_in("mara")
    assert words(mara, "/insight/promises?mine=1").count("Odile Hartwell") == 2
    assert "There are none." in words(mara, "/insight/promises")  # of the house, she knows nothing
    assert "There are none." in words(sign_in("caleb"), "/insight/promises?mine=1")

    move_conversation(number, by=Actor.agent(cast.olive.pk), team=cast.nursing.pk)

    page = words(mara, "/insight/promises?mine=1")
    assert ("Odile" in page, "2 more stand in conversations that you may not open." in page) == (False, True)


def test_more_are_fetched_by_and_by(sign_in: Sign, cast: Cast, number: int, clock: Clock) -> None:
    live(cast, number, clock, kept=51, broken=0)
    olive = sign_in("olive")

    page = olive.get("/insight/promises?came=kept").content.decode()

    assert page.count('class="told"') == 50
    assert "?came=kept&amp;rows=100" in page
    assert olive.get("/insight/promises?came=kept&rows=100").content.decode().count('class="told"') == 51


def test_the_file_holds_the_same_figures(sign_in: Sign, cast: Cast, number: int, clock: Clock) -> None:
    live(cast, number, clock, kept=45, broken=5)

    answer = sign_in("olive").get("/insight/figures.csv")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="promises-2026-10-12-2026-11-08.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    figures = ["50", "45", "5", "0", "0", "0", "0.9000", "0.7864", "0.9565"]
    assert ["team", "Pharmacy line", *figures] in rows
    assert ["week", "2026-11-02", *figures] in rows
    assert [row[0] for row in rows].count("week") == 4


def test_the_file_of_an_agent_is_their_own(sign_in: Sign, cast: Cast, number: int, clock: Clock) -> None:
    live(cast, number, clock, kept=4, broken=0)

    rows = list(csv.reader(io.StringIO(sign_in("mara").get("/insight/figures.csv").content.decode("utf-8-sig"))))

    assert rows[1:] == [["own", "Mara Lindqvist", "4", "4", "0", "0", "0", "0"]]  # no rate of so few


def test_no_cell_is_a_formula(sign_in: Sign, cast: Cast, number: int, clock: Clock) -> None:
    team = create_team(by=Actor.agent(cast.olive.pk), name="=1+1")
    live(cast, number, clock, kept=1, broken=0, owner_team=team.pk)

    assert "team,'=1+1,1" in sign_in("olive").get("/insight/figures.csv").content.decode()
    assert [safe(cell) for cell in ("+1", "-1", "@A1", "\t=1", "Nursing")] == ["'+1", "'-1", "'@A1", "'\t=1", "Nursing"]


def test_the_rail_leads_there_with_a_key(sign_in: Sign) -> None:
    for name in ("olive", "cole"):
        page = sign_in(name).get("/insight").content.decode()
        assert re.search(r'href="/insight"[^>]*data-key="g n"[^>]*aria-current="page"', page, re.DOTALL)


@pytest.fixture
def lived(cast: Cast, number: int, clock: Clock) -> None:
    live(cast, number, clock, kept=2, broken=1)


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("name", ["olive", "mara"])
def test_query_counts(sign_in: Sign, name: str, assert_query_count: QueryCount) -> None:
    client = sign_in(name)
    client.get("/insight")

    with assert_query_count(f"insight of {name}"):
        client.get("/insight")
    with assert_query_count(f"promises behind a figure, {name}"):
        client.get("/insight/promises?mine=1")
