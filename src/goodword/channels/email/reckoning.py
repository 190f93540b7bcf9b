"""How a mailbox stands: what is on its server, and what became of each mail of it, in numbers and in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.channels.email.choices import Fate, FolderKind, HistoryState
from goodword.channels.email.models import Connection, FolderMail, FolderProgress, HistoryImport

_FEW_YEARS = 2


@dataclass(frozen=True, slots=True)
class FolderStanding:
    """A folder at the last look: `on_server` is `taken` + `known` + `ours` + `refused` + `left` + `missing`."""

    folder: str
    is_sent: bool
    looked_at: datetime | None
    problem: str
    on_server: int = 0
    taken: int = 0
    known: int = 0
    ours: int = 0
    refused: int = 0
    left: int = 0
    missing: int = 0
    gone: int = 0

    @property
    def verdict(self) -> str:
        """The standing in one sentence."""
        if self.looked_at is None:
            return _("Not looked at yet.")
        if self.missing:
            return ngettext(
                "%(count)s mail on the server is not here yet. It is fetched at the next look.",
                "%(count)s mails on the server are not here yet. They are fetched at the next look.",
                self.missing,
            ) % {"count": number_format(self.missing, force_grouping=True)}
        if not self.on_server:
            return _("The folder is empty.")
        return _("Everything on the server is accounted for: %(sum)s.") % {"sum": self._sum}

    @property
    def _sum(self) -> str:
        parts = (
            (self.taken, ngettext("%(count)s taken in", "%(count)s taken in", self.taken)),
            (self.known, ngettext("%(count)s here already", "%(count)s here already", self.known)),
            (self.ours, ngettext("%(count)s sent by the desk", "%(count)s sent by the desk", self.ours)),
            (self.refused, ngettext("%(count)s refused", "%(count)s refused", self.refused)),
            (self.left, ngettext("%(count)s older, left there", "%(count)s older, left there", self.left)),
        )
        told = [words % {"count": number_format(count, force_grouping=True)} for count, words in parts if count]
        return f"{number_format(self.on_server, force_grouping=True)} = {' + '.join(told)}"


@dataclass(frozen=True, slots=True)
class MailboxStanding:
    """Every followed folder, the main one first."""

    folders: Sequence[FolderStanding]

    @property
    def is_whole(self) -> bool:
        """Whether each folder was looked at and nothing of it is missing."""
        return all(folder.looked_at and not folder.missing and not folder.problem for folder in self.folders)

    @property
    def looked_at(self) -> datetime | None:
        """When the oldest of the looks was."""
        return min((folder.looked_at for folder in self.folders if folder.looked_at), default=None)

    @property
    def refused(self) -> int:
        return sum(folder.refused for folder in self.folders)

    @property
    def left(self) -> int:
        """How many older mails lie in the folders that bring mail in."""
        return sum(folder.left for folder in self.folders if not folder.is_sent)

    @property
    def verdict(self) -> str:
        """The standing of the whole mailbox in one sentence."""
        if len(self.folders) == 1:
            return self.folders[0].verdict
        missing = sum(folder.missing for folder in self.folders)
        worst = next((folder for folder in self.folders if folder.missing or not folder.looked_at), None)
        if missing or worst is not None:
            return worst.verdict if worst is not None else ""
        counts = {
            "on_server": number_format(sum(folder.on_server for folder in self.folders), force_grouping=True),
            "folders": len(self.folders),
        }
        return _("Everything on the server is accounted for: %(on_server)s mails in %(folders)s folders.") % counts


def standing_of(connection: Connection) -> MailboxStanding:
    """How the mailbox stood when its folders were last looked at."""
    rows = {row.folder: row for row in FolderProgress.objects.filter(connection=connection)}
    main = rows.pop(connection.imap_folder, None) or FolderProgress(folder=connection.imap_folder)
    beside = sorted((row for row in rows.values() if row.is_followed), key=lambda row: (row.kind, row.folder.lower()))
    return MailboxStanding([_standing(row) for row in (main, *beside)])


def _standing(row: FolderProgress) -> FolderStanding:
    names = ("on_server", *Fate.values, "left", "missing", "gone")
    numbers = {name: int(row.reckoning.get(name, 0)) for name in names}
    return FolderStanding(row.folder, row.kind == FolderKind.SENT, row.reckoned_at, row.problem, **numbers)


def refused_mail(connection: Connection, size: int = 50) -> Sequence[FolderMail]:
    """What the server would not give, the newest first, with its folder."""
    rows = FolderMail.objects.filter(progress__connection=connection, fate=Fate.REFUSED)
    return list(rows.select_related("progress").order_by("-reached_at", "-uid")[:size])


def chosen_folders(connection: Connection) -> tuple[list[str], str]:
    """The folders that are followed beside the main one, and the one that was chosen for what was sent."""
    rows = FolderProgress.objects.filter(connection=connection, is_followed=True).exclude(folder=connection.imap_folder)
    names = list(rows.filter(kind=FolderKind.INCOMING).order_by("folder").values_list("folder", flat=True))
    sent = rows.filter(kind=FolderKind.SENT).values_list("folder", flat=True).first()
    return names, sent or ""


def history_of(connection: Connection) -> HistoryImport | None:
    """The present bringing in of older mail, or the last one."""
    return HistoryImport.objects.filter(connection=connection).order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class HistoryStanding:
    """The bringing in of older mail, as its page shows it."""

    row: HistoryImport

    @property
    def is_moving(self) -> bool:
        """Whether a worker is at it: the page looks again soon."""
        return self.row.state in {HistoryState.COUNTING, HistoryState.BRINGING}

    @property
    def counted(self) -> Mapping[str, Any]:
        """What the counting found: mails, size, here, people, new_people, conversations."""
        counted: Mapping[str, Any] = self.row.counted
        return counted

    @property
    def new(self) -> int:
        """How many would be brought in that are not here yet."""
        return int(self.row.counted.get("mails", 0)) - int(self.row.counted.get("here", 0))

    @property
    def years(self) -> Sequence[tuple[str, int]]:
        """How many mails of each year, the newest first; of the last one by month if there are no more than two."""
        months: Mapping[str, int] = self.row.counted.get("months", {})
        years: Counter[str] = Counter()
        for month, count in months.items():
            years[month[:4] if month else _("without a date")] += count
        if len(years) > _FEW_YEARS:
            return sorted(years.items(), reverse=True)
        return [(month or _("without a date"), count) for month, count in sorted(months.items(), reverse=True)]
