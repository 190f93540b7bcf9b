"""A list brought back from a bank or a spreadsheet: compared first, and nothing changes before somebody says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from goodword.core.actor import Actor
from goodword.core.errors import DomainError, Invalid
from goodword.recovery.actions.payouts_by_hand import LONGEST_REFERENCE, Done, mark_paid
from goodword.recovery.payout_access import check_pays_out
from goodword.recovery.payout_choices import PayoutState
from goodword.recovery.queries.payouts import payouts_by_key
from goodword.web.forms import DeskForm
from goodword.web.payouts.listing import Line
from goodword.web.payouts.sheets import LARGEST, Row, minor_of, rows_in
from goodword.web.settings.frame import settings_page
from goodword.web.shell import AgentRequest, show_toast


class Finding(StrEnum):
    """What a line of the file is to us."""

    MATCHES = "matches"
    DIFFERS = "differs"
    DONE = "done"
    NOT_OPEN = "not-open"
    TWICE = "twice"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Compared:
    """A line of the file beside the payout that it names."""

    row: Row
    finding: Finding
    line: Line | None = None

    @property
    def value(self) -> str:
        """What the confirmation brings back: which payout, on which day, under which reference."""
        payout_id = self.line.payout.pk if self.line else 0
        return f"{payout_id}|{self.day.isoformat()}|{self.reference}"

    @property
    def day(self) -> date:
        return self.row.on or localdate()

    @property
    def reference(self) -> str:
        return (self.row.reference or self.row.key)[:LONGEST_REFERENCE]


class SheetForm(DeskForm):
    """The file that was brought."""

    file = forms.FileField(label=gettext_lazy("Comma-separated file"))


@require_http_methods(["GET", "HEAD", "POST"])
def reconciliation(request: AgentRequest) -> HttpResponse:
    """Bring a file, and see what matches, what differs and what is unknown."""
    check_pays_out(Actor.agent(request.user.pk))
    form = SheetForm()
    page = {"form": form, "title": _("Compare with a list")}
    if request.method == "POST":
        try:
            page["compared"] = compare(rows_in(_file(request)))
        except Invalid as refusal:
            form = page["form"] = SheetForm({})
            form.full_clean()
            form.errors.clear()
            form.refuse(refusal)
            return settings_page(request, "payouts/reconciliation.html", page, status=422)
    return settings_page(request, "payouts/reconciliation.html", page)


def _file(request: HttpRequest) -> bytes:
    file = request.FILES.get("file")
    if file is None:
        raise Invalid(file=_("Choose the file."))
    content: bytes = file.read(LARGEST + 1)
    return content


def compare(rows: list[Row]) -> dict[str, list[Compared]]:
    """The lines by what they are to us."""
    payouts = payouts_by_key(row.key for row in rows if row.key)
    found: dict[str, list[Compared]] = {finding.name.lower(): [] for finding in Finding}
    seen: set[str] = set()
    for row in rows:
        payout = payouts.get(row.key)
        line = Line(payout) if payout else None
        finding = Finding.TWICE if row.key in seen else _finding(row, line)
        seen |= {row.key} if line else set()
        found[finding.name.lower()].append(Compared(row, finding, line))
    return found


def _finding(row: Row, line: Line | None) -> Finding:
    if line is None:
        return Finding.UNKNOWN
    remedy = line.payout.remedy
    is_same = row.amount is not None and minor_of(row.amount, remedy.currency) == remedy.amount_minor
    if not is_same or row.currency not in ("", remedy.currency):
        return Finding.DIFFERS
    if line.payout.state == PayoutState.PAID:
        return Finding.DONE
    if row.came_in:
        return Finding.DIFFERS
    is_what_came_back = line.came_back and line.payout.reference == row.reference
    return Finding.MATCHES if line.can_be_done and not is_what_came_back else Finding.NOT_OPEN


@require_POST
def confirmation(request: AgentRequest) -> HttpResponse:
    """The checked ones that matched are done."""
    by = Actor.agent(request.user.pk)
    check_pays_out(by)
    refused: list[str] = []
    done = sum(_settle(value, by, refused) for value in request.POST.getlist("match"))
    words = ngettext("%(n)s is done.", "%(n)s are done.", done) % {"n": done}
    show_toast(request, " ".join([words, *refused[:3]]), tone="broken" if refused else "kept")
    return redirect("payouts")


def _settle(value: str, by: Actor, refused: list[str]) -> bool:
    number, _bar, rest = value.partition("|")
    day, _bar, reference = rest.partition("|")
    try:
        done = Done(reference, date.fromisoformat(day))
        return bool(mark_paid(int(number), done, by=by))
    except ValueError:
        refused.append(_("A line could not be read."))
    except DomainError as refusal:
        refused.append(_words(refusal))
    return False


def _words(refusal: DomainError) -> str:
    fields: Mapping[str, object] = refusal.fields
    return " ".join(str(words) for words in fields.values()) or str(refusal)
