"""No row points up: a model relates only to rows of its own room or of rooms below."""

from collections.abc import Iterable

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.architecture.tree import ROOMS


def room(model: type[models.Model]) -> int:
    """The height of the model's room; below all for what is not ours."""
    _, *parts = model.__module__.split(".")
    return ROOMS.index(parts[0]) if model.__module__.startswith("goodword.") and parts[0] in ROOMS else -1


def pointing_up(candidates: Iterable[type[models.Model]]) -> list[str]:
    return [
        f"{model._meta.label}.{field.name}"
        for model in candidates
        for field in model._meta.get_fields()
        if field.concrete and isinstance(field.related_model, type) and room(field.related_model) > room(model) >= 0
    ]


def test_no_relation_points_up() -> None:
    assert pointing_up(apps.get_models()) == []


@isolate_apps("goodword.accounts")
def test_a_relation_that_points_up_is_found() -> None:
    class Low(models.Model):
        __module__ = "goodword.accounts.models"
        conversation = models.ForeignKey("High", models.CASCADE)

        class Meta:
            app_label = "accounts"

    class High(models.Model):
        __module__ = "goodword.conversations.models"

        class Meta:
            app_label = "accounts"

    assert pointing_up([Low, High]) == ["accounts.Low.conversation"]


def test_every_app_lives_in_a_known_room() -> None:
    ours = [config.name for config in apps.get_app_configs() if config.name.startswith("goodword.")]
    unknown = [name for name in ours if name.split(".")[1] not in ROOMS]
    if unknown:
        pytest.fail(f"give these a place in tests/architecture/tree.py: {unknown}")
