"""Which folders of a mailbox are followed, and where replies from other mail programs are looked for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from goodword.channels.email.actions.folders import choose_folders
from goodword.channels.email.choices import SentFolder
from goodword.channels.email.folder_listing import FolderListing, list_folders
from goodword.channels.email.reckoning import chosen_folders
from goodword.channels.email.types import Connection
from goodword.web.forms import DeskForm
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.settings.reconciliation import read_by_imap
from goodword.web.shell import AgentRequest, show_toast


class FoldersForm(DeskForm):
    """Folders to tick, and one choice about what was sent."""

    beside = forms.MultipleChoiceField(
        label=gettext_lazy("Follow these folders too"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sent = forms.ChoiceField(
        label=gettext_lazy("Look for replies that were sent by other mail programs"), choices=SentFolder.choices
    )
    sent_name = forms.ChoiceField(label=gettext_lazy("The folder, if you choose one"), required=False, choices=())

    def __init__(self, typed: Mapping[str, Any] | None, *, connection: Connection, listing: FolderListing) -> None:
        beside, sent = chosen_folders(connection)
        first = {"beside": beside, "sent": connection.sent_folder, "sent_name": sent or listing.sent}
        super().__init__(typed, initial=first)
        self._found = listing.sent
        names = [folder.name for folder in listing.folders]
        able = [name for name in (*names, *(set(beside) - set(names))) if name != connection.imap_folder]
        self._offer("beside", [(name, name) for name in able])
        everywhere = [*names, sent] if sent and sent not in names else names
        self._offer("sent_name", [("", _("None")), *((name, name) for name in everywhere)])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or {}
        if asked.get("sent") == SentFolder.CHOSEN and not asked.get("sent_name"):
            self.add_error("sent_name", _("Choose the folder."))
        of_sent = {SentFolder.CHOSEN: asked.get("sent_name"), SentFolder.FOUND: self._found}.get(asked.get("sent", ""))
        if of_sent and of_sent in asked.get("beside", ()):
            self.add_error("beside", _("The folder of what was sent cannot be followed for mail that comes."))
        return asked


@require_http_methods(["GET", "HEAD", "POST"])
def folders(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """The server's folders, as they are now, to tick."""
    administrator(request)
    mailbox, connection = read_by_imap(mailbox_id)
    listing = list_folders(connection)
    form = FoldersForm(request.POST or None, connection=connection, listing=listing)
    if form.is_valid():
        asked = form.cleaned_data
        choose_folders(
            mailbox.pk,
            by=actor_of(request),
            beside=asked["beside"],
            sent=SentFolder(asked["sent"]),
            sent_name=asked["sent_name"],
        )
        show_toast(request, _("Saved. The folders are followed from now on."), tone="kept")
        return redirect("settings-mailbox", mailbox.pk)
    page = {
        "form": form,
        "mailbox": mailbox,
        "connection": connection,
        "offered": listing,
        "all_mail": next((folder.name for folder in listing.folders if folder.holds == "all"), ""),
        "title": _("Folders"),
    }
    return settings_page(request, "settings/folders.html", page, status=422 if form.errors else 200)
