"""Loopback is inside our own network: tests allow it by name, as an administrator would."""

import dataclasses

import pytest
from django.conf import settings


def allow(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(settings, "GOODWORD", dataclasses.replace(settings.GOODWORD, allowed_private_hosts=names))
