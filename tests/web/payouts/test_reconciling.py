"""A list is brought back: compared, and nothing changes before it is confirmed."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goodword.web.payouts.sheets import rows_in
from tests.recovery.payouts.given import Given, fresh, state_of

HEAD = "payout,amount,currency,reference,paid_on\n"


def bring(browser: Client, text: str | bytes) -> tuple[int, str]:
    content = text.encode() if isinstance(text, str) else text
    answer = browser.post("/payouts/reconciliation", {"file": SimpleUploadedFile("list.csv", content)})
    return answer.status_code, answer.content.decode()


def test_what_matches_is_done_once_confirmed(given: Given, finance: Client) -> None:
    payout = given.refund()
    status, page = bring(finance, f"{HEAD}{payout.key},25.00,USD,Bank 4711,2026-11-02\n")
    assert status == 200
    assert state_of(payout) == ("waiting", "reserved")
    (value,) = re.findall(r'name="match" value="([^"]*)"', page)
    finance.post("/payouts/reconciliation/confirmation", {"match": value})
    assert state_of(payout) == ("paid", "settled")
    assert fresh(payout).reference == "Bank 4711"


def test_each_line_stands_under_what_it_is(given: Given, finance: Client) -> None:
    right, less, done = given.refund(2500), given.refund(1000), given.refund(300)
    finance.post(f"/payouts/{done.pk}/done", {"reference": "x", "on": "2026-11-02"})
    lines = [
        f"Refund {right.key.lower()} thanks;-25,00;USD", f"{less.key};9,99;", f"{done.key};3,00;", "GW-9-00C0FFEE;1;",
        f"{right.key};25,00;EUR", "rent;800,00;", f"{less.key};ten;",
    ]  # fmt: skip
    _status, page = bring(finance, "purpose;amount;currency\n" + "\n".join(lines))
    headings = re.findall(r'<h2 id="([a-z-]+)">', page)
    assert headings == ["matches", "differs", "twice", "unknown", "done", "bring", "help-title"]
    assert page.count('name="match"') == 1


def test_the_old_line_of_what_came_back_does_not_pay_it_again(given: Given, finance: Client) -> None:
    payout = given.refund()
    finance.post(f"/payouts/{payout.pk}/done", {"reference": "Bank 4711", "on": "2026-11-02"})
    finance.post(f"/payouts/{payout.pk}/return")

    assert 'name="match"' not in bring(finance, f"{HEAD}{payout.key},25.00,USD,Bank 4711,\n")[1]
    assert 'name="match"' in bring(finance, f"{HEAD}{payout.key},25.00,USD,Bank 4712,\n")[1]


def test_odd_lines_pay_nothing(given: Given, finance: Client) -> None:
    payout = given.refund()
    lines = [f"{payout.key};{amount};USD" for amount in ("1e999999", "9" * 60, "NaN", "25.001", "0", "")]
    for line in lines:
        status, page = bring(finance, "\ufeffPayout ; AMOUNT;currency\r\n" + line + "\r\n")
        assert (status, page.count('name="match"')) == (200, 0)
    assert state_of(payout) == ("waiting", "reserved")


def test_what_came_to_the_account_pays_nothing(given: Given, finance: Client) -> None:
    payout, other = given.refund(), given.refund(1000)
    lines = f"purpose;amount\n{payout.key};25,00\n{other.key};-10,00\n"

    page = bring(finance, lines)[1]
    assert re.findall(r'name="match" value="(\d+)', page) == [str(other.pk)]


def test_what_was_exported_comes_back(given: Given, finance: Client) -> None:
    given.refund()
    exported = b"".join(finance.get("/payouts/list.csv").streaming_content)
    assert bring(finance, exported)[1].count('name="match"') == 1


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"\x00\x01\xff", b"payout\nGW", b"payout,amount\n" + b"x,1\n" * 6000]
)
def test_what_is_no_list_is_refused_with_words(given: Given, finance: Client, content: bytes) -> None:
    status, page = bring(finance, content)
    assert status == 422
    assert "field-error" in page


def test_no_file_is_refused_too(finance: Client) -> None:
    assert finance.post("/payouts/reconciliation").status_code == 422


@pytest.mark.parametrize("value", ["", "x|y|z", "0|2026-11-02|a", "1|tomorrow|a"])
def test_a_forged_confirmation_changes_nothing(given: Given, finance: Client, value: str) -> None:
    payout = given.refund()
    assert finance.post("/payouts/reconciliation/confirmation", {"match": value}).status_code == 302
    assert fresh(payout).state == "waiting"


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("-25", "25"),
        ("'-25.00", "25.00"),
        ("1e3", "1E+3"),
        ("x", "None"),
        ("1e999999", "None"),
        ("9" * 60, "None"),
    ],
)
def test_amounts_as_people_write_them(words: str, amount: str) -> None:
    (row,) = rows_in(f'payout;amount\nGW-1-00C0FFEE;"{words}"'.encode())
    assert str(row.amount) == amount
