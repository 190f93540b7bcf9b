from django.test import Client

from goodword.conversations.actions.receiving import receive_message
from goodword.web.shell.rail import LIMIT, bounded, places, rail_for
from tests.cast import Cast, letter, odile


def labels(cast_agent: object, path: str = "/inbox") -> list[str]:
    return [str(link.label) for link in places(cast_agent, path)]


def test_only_administrators_see_the_mailroom(cast: Cast) -> None:
    assert "Mail not read" in labels(cast.adam)
    assert "Mail not read" not in labels(cast.mara)


def test_a_team_is_listed_with_what_waits_there(cast: Cast) -> None:
    receive_message(letter(cast, odile()))
    boxes = {str(link.label): link.waiting for link in rail_for(cast.mara, "/inbox", "all")["boxes"]}
    assert boxes["Pharmacy line"] == "1"
    assert boxes["Mine"] == ""
    assert "Nursing" not in boxes


def test_the_open_list_is_marked(cast: Cast) -> None:
    rail = rail_for(cast.mara, "/inbox", "mine")
    assert [str(link.label) for link in rail["boxes"] if link.current] == ["Mine"]
    assert [str(link.label) for link in rail["places"] if link.current] == ["Inbox"]


def test_inside_a_conversation_one_is_in_the_inbox(cast: Cast) -> None:
    def here(path: str) -> list[str]:
        return [place.icon for place in places(cast.mara, path) if place.current]

    assert (here("/conversations/1042"), here("/today"), here("/settings/me")) == (["inbox"], ["sun"], ["settings"])


def test_counts_are_bounded() -> None:
    assert [bounded(number) for number in (0, 7, LIMIT, LIMIT + 1)] == ["", "7", "1000", "1,000+"]


def test_the_rail_can_be_fetched_alone(desk: Client) -> None:
    html = desk.get("/rail?at=/inbox&box=mine").content.decode()
    assert html.count('id="rail"') == 1
    assert "<html" not in html
    assert 'data-live-url="/rail?at=%2Finbox&amp;box=mine"' in html


def test_a_stranger_has_no_rail(client: Client, cast: Cast) -> None:
    assert client.get("/rail").headers["Location"].startswith("/sign-in")
