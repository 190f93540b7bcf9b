"""Settings → Reasons: what people contact us for, and what to do about it."""

import pytest
from django.test import Client

from goodword.playbook.models import Reason
from goodword.playbook.queries import offered_reasons
from goodword.recovery.types import Authority
from tests.cast import Cast
from tests.query_counts import QueryCount

OWN = {"name": "Wrong dressing", "theirs": "irritated", "ours": "irritated"}


@pytest.fixture
def tess(client: Client, cast: Cast) -> Client:
    """A lead's browser."""
    client.force_login(cast.tess)
    return client


def keys() -> list[str]:
    return [one.key for one in offered_reasons()]


def test_a_lead_adds_one_and_reads_what_to_do(tess: Client) -> None:
    assert tess.post("/settings/reasons/new", OWN).headers["Location"] == "/settings/reasons"
    page = tess.get("/settings/reasons").content.decode()
    assert "Wrong dressing" in page
    assert "Eliminate" in page
    assert "Price and Jaffe" in page


def test_it_is_called_otherwise_or_means_something_else(tess: Client) -> None:
    tess.post("/settings/reasons/late", {"name": "Came late"})
    page = tess.get("/settings/reasons/late").content.decode()
    assert "Called “Late or did not come”" in page

    tess.post("/settings/reasons/late", {"name": "A day late", "is_another": "on", "ours": "values"})
    new = Reason.objects.get(key="a-day-late")
    assert (new.replaces.key if new.replaces else "", new.ours) == ("late", "values")
    assert "late" not in keys()
    assert "which meant something else" in tess.get("/settings/reasons/a-day-late").content.decode()


@pytest.mark.parametrize("name", ["", "safety", "x" * 61])
@pytest.mark.parametrize("address", ["/settings/reasons/new", "/settings/reasons/late"])
def test_what_does_not_do_is_said_at_its_field(tess: Client, address: str, name: str) -> None:
    answer = tess.post(address, {"name": name})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])


def test_they_are_moved_retired_and_brought_back(tess: Client) -> None:
    first, second = keys()[:2]
    tess.post(f"/settings/reasons/{second}/move", {"to": "up"})
    assert keys()[:2] == [second, first]
    assert "is retired" in tess.post(f"/settings/reasons/{first}/retirement", follow=True).content.decode()
    assert first not in keys()
    answer = tess.post(f"/settings/reasons/{first}/retirement", {"back": "1"}, follow=True)
    assert "can be chosen again" in answer.content.decode()
    assert tess.post("/settings/reasons/none/move", {"to": "up"}).status_code == 404


def test_what_cannot_come_back_is_said(tess: Client) -> None:
    tess.post("/settings/reasons/late/retirement")
    tess.post("/settings/reasons/new", {"name": "Late or did not come"})
    answer = tess.post("/settings/reasons/late/retirement", {"back": "1"}, follow=True)
    assert "There is a reason of this name." in answer.content.decode()


def test_everybody_reads_them_and_only_leads_tend_them(
    client: Client, cast: Cast, assert_query_count: QueryCount
) -> None:
    client.force_login(cast.mara)
    with assert_query_count("settings reasons"):
        page = client.get("/settings/reasons").content.decode()
    assert "Late or did not come" in page
    assert "Retire" not in page
    for address in ("new", "late", "late/move", "late/retirement"):
        assert client.post(f"/settings/reasons/{address}", OWN).status_code == 403


def test_an_authority_is_for_reasons(client: Client, cast: Cast) -> None:
    client.force_login(cast.adam)
    grant = {
        "name": "Late", "role": "agent", "currency": "USD", "limit_minor": "75", "budget_days": "30",
        "customer_days": "90", "is_active": "on", "reasons": ["late", "billing"],
    }  # fmt: skip
    assert client.post("/settings/remedies/authorities/new", grant).status_code == 302
    page = client.get(f"/settings/remedies?who={cast.mara.pk}&why=late").content.decode()
    assert "only for: Late or did not come and Bill or payment" in page
    assert "up to $75.00" in page
    assert "Credit: <b>asks</b>" in client.get(f"/settings/remedies?who={cast.mara.pk}").content.decode()

    client.post("/settings/reasons/late/retirement")
    form = client.get(f"/settings/remedies/authorities/{Authority.objects.get().pk}").context["form"]
    assert dict(form.fields["reasons"].choices)["late"] == "Late or did not come"
