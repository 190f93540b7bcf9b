"""Connecting systems that pay, in the settings; and the door by which they tell us something."""

import json

import pytest
from django.test import Client

from goodword.core.jobs.models import QueuedJob
from goodword.core.keys import decrypt
from goodword.recovery.choices import RemedyKind
from goodword.recovery.models import PayoutConnection, PayoutRoute
from goodword.recovery.payouts.signatures import signature
from tests.cast import Cast
from tests.frozen_time import START

SECRET = "whsec_wrenfield_0123456789"
ENTERED = {"name": "Stripe", "address": "", "secret": "sk_test_1", "hook_secret": SECRET}


@pytest.fixture
def connection(office: Client) -> PayoutConnection:
    office.post("/settings/payouts/new/stripe", ENTERED)
    return PayoutConnection.objects.get()


def test_a_connection_is_made_and_its_secret_never_shown(office: Client, connection: PayoutConnection) -> None:
    assert decrypt(connection.secret) == "sk_test_1"
    page = office.get(f"/settings/payouts/{connection.pk}").content.decode()
    assert "sk_test_1" not in page
    assert SECRET not in page
    assert f"/hooks/payouts/{connection.pk}" in page


def test_what_does_not_fit_is_said_at_its_field(office: Client) -> None:
    answer = office.post("/settings/payouts/new/webhook", {"name": "Till", "address": "x", "secret": "short"})
    assert answer.status_code == 422
    assert answer.content.decode().count("field-error") == 2
    assert not PayoutConnection.objects.exists()


def test_kinds_go_their_way(office: Client, connection: PayoutConnection) -> None:
    office.post("/settings/payouts/routes", {"way-partial-refund": connection.pk, "way-credit": "x"})
    assert [route.kind for route in PayoutRoute.objects.all()] == [RemedyKind.PARTIAL_REFUND]
    answer = office.post("/settings/payouts/routes", {"way-credit": connection.pk})
    assert answer.status_code == 422
    assert "Stripe can only refund" in answer.content.decode()


def test_it_is_tested_by_a_worker(office: Client, connection: PayoutConnection) -> None:
    office.post(f"/settings/payouts/{connection.pk}/test")
    assert QueuedJob.objects.filter(name="goodword.recovery.payout_jobs.test_connection").count() == 1
    assert "being tested" in office.get(f"/settings/payouts/{connection.pk}").content.decode()


def test_it_is_switched_off_and_removed(office: Client, connection: PayoutConnection) -> None:
    office.post(f"/settings/payouts/{connection.pk}/switch", {"on": "0"})
    assert "switched off" in office.get("/settings/payouts").content.decode()
    office.post(f"/settings/payouts/{connection.pk}/removal")
    assert not PayoutConnection.objects.exists()


def test_who_signs_is_heard(client: Client, connection: PayoutConnection) -> None:
    body = json.dumps({"id": "evt_1", "data": {"object": {"id": "re_1"}}}).encode()
    signed = {"Stripe-Signature": signature(body, SECRET, START)}
    path = f"/hooks/payouts/{connection.pk}"
    assert client.post(path, body, content_type="application/json", headers=signed).status_code == 200
    assert client.post(path, body + b" ", content_type="application/json", headers=signed).status_code == 401
    assert client.post("/hooks/payouts/0", body, content_type="application/json", headers=signed).status_code == 404
    assert client.post(path, b"x" * 300_000, content_type="application/json").status_code == 413


def test_who_guesses_is_stopped(client: Client, connection: PayoutConnection) -> None:
    answers = [client.post(f"/hooks/payouts/{connection.pk}", b"{}", content_type="text/plain") for _ in range(31)]
    assert [answer.status_code for answer in answers] == [401] * 30 + [429]


def test_leads_do_not_connect(client: Client, cast: Cast) -> None:
    client.force_login(cast.tess)
    assert client.post("/settings/payouts/new/stripe", ENTERED).status_code == 403
    assert not PayoutConnection.objects.exists()
