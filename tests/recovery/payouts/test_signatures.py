from datetime import timedelta

import pytest
from stripe import WebhookSignature

from goodword.recovery.payouts.signatures import is_authentic, signature
from tests.frozen_time import START

BODY, SECRET = '{"payout":"GW-57","said":"¡hecho!"}'.encode(), "a-secret-that-nobody-can-guess"


def test_what_we_sign_is_ours() -> None:
    assert is_authentic(BODY, signature(BODY, SECRET, START), SECRET, at=START)


@pytest.mark.parametrize("ago", [timedelta(minutes=5), timedelta(minutes=-5)])
def test_within_the_tolerance(ago: timedelta) -> None:
    assert is_authentic(BODY, signature(BODY, SECRET, START - ago), SECRET, at=START)


@pytest.mark.parametrize("ago", [timedelta(minutes=5, seconds=1), timedelta(minutes=-5, seconds=-1)])
def test_what_is_old_or_from_tomorrow_is_not(ago: timedelta) -> None:
    assert not is_authentic(BODY, signature(BODY, SECRET, START - ago), SECRET, at=START)


def test_another_body_secret_or_moment_is_not() -> None:
    header = signature(BODY, SECRET, START)
    assert not is_authentic(BODY + b" ", header, SECRET, at=START)
    assert not is_authentic(BODY, header, SECRET + "!", at=START)
    assert not is_authentic(BODY, header.replace("t=1", "t=2"), SECRET, at=START)
    assert not is_authentic(BODY, header, "", at=START)


def test_one_of_several_signatures_is_enough_while_a_secret_is_changed() -> None:
    header = signature(BODY, SECRET, START)
    assert is_authentic(BODY, header + ",v1=0000,v0=1", SECRET, at=START)
    assert is_authentic(BODY, header.replace("v1", "v1=é,v1"), SECRET, at=START)


@pytest.mark.parametrize("header", ["", "t=1", "v1=1", "t=,v1=", "t=1e9,v1=a", "t=" + "9" * 5000 + ",v1=a", "\0"])
def test_what_is_no_signature_is_none(header: str) -> None:
    assert not is_authentic(BODY, header, SECRET, at=START)


def test_stripe_signs_the_same() -> None:
    theirs = WebhookSignature.generate_signature_header(BODY.decode(), SECRET, int(START.timestamp()))
    assert theirs == signature(BODY, SECRET, START)
    assert is_authentic(BODY, theirs, SECRET, at=START)
