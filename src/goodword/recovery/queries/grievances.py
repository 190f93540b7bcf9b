"""Grievances, and which packs the house uses."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from goodword.accounts.queries import organization
from goodword.core.clock import now
from goodword.promises.actions.by_law import latest_of
from goodword.promises.models import Promise
from goodword.recovery.models import Complaint, Grievance, PackChoice
from goodword.recovery.packs.loading import all_packs, pack_of
from goodword.recovery.packs.pack import Pack, Part

REVIEWED_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A pack, and what the house says of it."""

    pack: Pack
    is_on: bool
    counsel_reviewed_on: date | None

    @property
    def is_stale(self) -> bool:
        """It is in use, and counsel read it more than a year ago."""
        return self.is_on and self.counsel_reviewed_on is not None and _older_than_a_year(self.counsel_reviewed_on)

    @property
    def is_old(self) -> bool:
        """Nobody has compared the pack itself with the rule for more than a year."""
        return _older_than_a_year(self.pack.reviewed_on)


def packs_chosen() -> list[Chosen]:
    """Every pack that is shipped, with what the house says of it."""
    rows = {row.key: row for row in PackChoice.objects.all()}
    return [
        Chosen(pack, row.is_on, row.counsel_reviewed_on) if (row := rows.get(pack.key)) else Chosen(pack, False, None)  # noqa: FBT003 (off)
        for pack in all_packs()
    ]


def packs_on() -> list[Pack]:
    """Those that are in use."""
    return [one.pack for one in packs_chosen() if one.is_on]


def grievance_of(complaint: Complaint) -> Grievance | None:
    """What the complaint is by law; None where it is none."""
    rows = Grievance.objects.standing().filter(complaint=complaint)
    return rows.select_related("promise", "notice", "opened_by").first()


def law_promise_of(grievance: Grievance) -> Promise | None:
    """What is owed by the clock of law, or what took its place."""
    return latest_of(grievance.promise) if grievance.promise is not None else None


def unwritten(grievance: Grievance) -> list[Part]:
    """The parts that the pack requires and nobody has written down yet."""
    pack = pack_of(grievance.pack)
    return [part for part in (pack.required if pack else ()) if not getattr(grievance, part.value)]


def lacks_notice(complaint: Complaint) -> bool:
    """A grievance whose written notice was not told, or whose record is not whole where no notice is owed."""
    grievance = grievance_of(complaint)
    if grievance is None:
        return False
    pack = pack_of(grievance.pack)
    if pack is not None and pack.owes_notice:
        return not grievance.is_told
    return bool(unwritten(grievance))


def house_zone() -> ZoneInfo:
    """The organization's time zone."""
    house = organization()
    return ZoneInfo(house.time_zone if house else "UTC")


def _older_than_a_year(day: date) -> bool:
    return now().date() - day > REVIEWED_FOR
