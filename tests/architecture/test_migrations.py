"""Every change of a model has its migration."""

import pytest
from django.apps import apps
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_a_missing_migration_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apps.get_model("core", "Blob")._meta.get_field("key"), "max_length", 65)
    with pytest.raises(SystemExit):
        call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
