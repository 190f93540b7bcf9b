"""The rail: where one can go, and how much waits there."""

from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.accounts.types import Agent
from goodword.conversations.acquaintance import may_list_people
from goodword.conversations.queries.inbox import LIMIT, RailCounts, rail_counts
from goodword.core.demo import is_demo
from goodword.notifications.queries import MOST_COUNTED, unread_count


@dataclass(frozen=True, kw_only=True, slots=True)
class RailLink:
    """One line of the rail. `current` is the value of aria-current; `key` the chord that goes there."""

    label: str | Promise
    icon: str
    address: str
    waiting: str = ""
    key: str = ""
    current: str = ""
    is_news: bool = False


def bounded(number: int) -> str:
    """A count for the eye: nothing for none, "1,000+" beyond what is counted."""
    if number > LIMIT:
        return gettext("1,000+")
    return str(number) if number else ""


def unread(agent: Agent) -> str:
    """How many notifications the agent has not read, for the eye."""
    number = unread_count(agent)
    return f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number or "")


def places(agent: Agent, path: str, waiting: str = "", news: str = "") -> list[RailLink]:
    """The rooms that the agent may enter; `waiting` stands beside the inbox, `news` beside the bell."""
    counts = {"inbox": waiting, "notifications": news}
    rooms = [("today", _("Today"), "sun", "g t"), ("inbox", _("Inbox"), "inbox", "g i")]
    if may_list_people(agent):
        rooms.append(("people", _("People"), "users", "g p"))
    rooms.append(("insight", _("Insight"), "chart-column", "g n"))
    rooms += [("search", _("Search"), "search", "/"), ("notifications", _("Notices"), "bell", "g a")]
    if agent.administers:
        rooms.append(("mailroom", _("Mail not read"), "mail-warning", "g r"))
    rooms.append(("settings", _("Settings"), "settings", "g s"))
    if is_demo():
        rooms.append(("demo", _("Demo"), "eye", "g d"))
    return [
        RailLink(
            label=label,
            icon=icon,
            address=reverse(name),
            waiting=counts.get(name, ""),
            key=key,
            current="page" if _is_inside(name, path) else "",
            is_news=name == "notifications",
        )
        for name, label, icon, key in rooms
    ]


def boxes(counts: RailCounts, box: str) -> list[RailLink]:
    """The lists within the inbox: mine, nobody's, and one for each team."""
    listed: list[tuple[str, str | Promise, str, int]] = [
        ("mine", _("Mine"), "user", counts.mine),
        ("unassigned", _("Unassigned"), "user-plus", counts.unassigned),
        *((f"team:{one.team.pk}", one.team.name, one.team.icon, one.waiting) for one in counts.teams),
    ]
    keys = iter([*(f"g {number}" for number in range(1, 10)), *repeat("", len(listed))])
    return [
        RailLink(
            label=label,
            icon=icon,
            address=f"{reverse('inbox')}?{urlencode({'box': name}, safe=':')}",
            waiting=bounded(number),
            key="g m" if name == "mine" else "g u" if name == "unassigned" else next(keys),
            current="true" if name == box else "",
        )
        for name, label, icon, number in listed
    ]


def shelves(counts: RailCounts, box: str) -> list[RailLink]:
    """What is out of the way: snoozed, spam, and the tags to find things by."""
    inbox = reverse("inbox")
    listed: list[tuple[str, str | Promise, str, str, str, str]] = [
        ("snoozed", _("Snoozed"), "alarm-clock", f"{inbox}?state=snoozed", "g z", ""),
        ("spam", _("Spam"), "ban", f"{inbox}?box=spam", "g !", bounded(counts.spam)),
        ("tags", _("Tags"), "tag", reverse("settings-tags"), "g #", ""),
    ]
    return [
        RailLink(
            label=label, icon=icon, address=address, waiting=number, key=key, current="true" if name == box else ""
        )
        for name, label, icon, address, key, number in listed
    ]


def rail_for(agent: Agent, path: str, box: str) -> dict[str, Any]:
    """Everything the rail shows on the page at `path`; `box` is the list that is open, if one is."""
    counts = rail_counts(agent)
    return {
        "agent": agent,
        "places": places(agent, path, bounded(counts.everything), unread(agent)),
        "boxes": [*boxes(counts, box), *shelves(counts, box)],
        "again": f"{reverse('rail')}?{urlencode({'at': path, 'box': box})}",
    }


def tabs_for(agent: Agent, path: str, news: str) -> dict[str, Any]:
    """The rooms as tabs on the page at `path`: narrow, the settings begin with all their pages."""
    again = f"{reverse('rail-tabs')}?{urlencode({'at': path})}"
    rooms = [
        replace(room, address=reverse("settings-all")) if room.icon == "settings" else room
        for room in places(agent, path, news=news)
    ]
    return {"agent": agent, "places": rooms, "again": again}


def _is_inside(name: str, path: str) -> bool:
    further = {"inbox": "/conversations/", "people": "/companies"}
    within = (reverse(name), further[name]) if name in further else (reverse(name),)
    return path.startswith(within)
