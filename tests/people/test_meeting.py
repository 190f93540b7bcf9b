"""Somebody calls or stands at the counter whom we do not know yet."""

import pytest

from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.people.actions.meeting import meet_customer
from goodword.people.models import Customer, Identity
from goodword.people.phones import looks_like_phone, normalize_phone
from tests.cast import Cast


def test_a_name_is_enough_and_a_number_is_kept_in_full(cast: Cast) -> None:
    by = Actor.agent(cast.mara.pk)
    nameless = meet_customer(by=by, name="  Ida  Brandt ")
    assert (nameless.name, nameless.identities.count()) == ("Ida Brandt", 0)
    meet_customer(by=by, name="Ida Brandt", phone="(202) 555-0143")
    assert Identity.objects.get(kind="phone").value == "+12025550143"


@pytest.mark.parametrize(("name", "phone", "field"), [(" ", "", "name"), ("Ida", "not mine", "phone")])
def test_without_a_name_or_with_no_number_it_is_refused(cast: Cast, name: str, phone: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        meet_customer(by=Actor.agent(cast.mara.pk), name=name, phone=phone)
    assert list(refused.value.fields) == [field]
    assert not Customer.objects.exists()


@pytest.mark.parametrize(
    ("typed", "zone", "kept"),
    [("030 901820", "Europe/Berlin", "+4930901820"), ("+44 20 7946 0018", "America/New_York", "+442079460018"),
     ("202-555-0143", "UTC", ""), ("12", "America/New_York", ""), ("", "America/New_York", "")],
)  # fmt: skip
def test_a_number_without_its_country_is_of_the_house(typed: str, zone: str, kept: str) -> None:
    assert normalize_phone(typed, zone) == kept


@pytest.mark.parametrize(
    ("typed", "is_one"), [("202 555 0143", True), ("+1 (202) 555-0143", True), ("Ida 1234567", False), ("12", False)]
)
def test_digits_alone_look_like_a_number(typed: str, is_one: bool) -> None:
    assert looks_like_phone(typed) is is_one
