import pytest
from django.test import Client
from structlog.testing import capture_logs

from tests.cast import Cast


def test_one_line_for_each_request(desk: Client) -> None:
    with capture_logs() as lines:
        desk.get("/rail")
    assert len(lines) == 1
    line = lines[0]
    assert (line["event"], line["method"], line["route"], line["status"]) == ("request", "GET", "rail", 200)
    assert line["queries"] > 0
    assert line["ms"] >= 0


def test_the_number_of_what_was_asked_is_in_it(desk: Client) -> None:
    with capture_logs() as lines:
        desk.get("/conversations/999999")
    assert lines[0]["number"] == 999999
    assert lines[0]["route"] == "conversations/<int:number>"


@pytest.mark.parametrize(
    "address", ["/invitations/s3cret-token", "/sign-in?next=o.hartwell@example.org", "/s3cret-token"]
)
def test_no_token_and_no_address_is(client: Client, cast: Cast, address: str) -> None:
    with capture_logs() as lines:
        client.get(address)
    assert lines
    assert "s3cret" not in str(lines)
    assert "hartwell" not in str(lines)
