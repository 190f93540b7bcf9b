"""The keys that belong to no operation: where they lead, and what they move."""

from django.utils.translation import gettext_lazy as _

from goodword.core.shortcuts import Place, Shortcut

SHORTCUTS = [
    Shortcut(name="back", label=_("Back to the list"), key="u", place=Place.CONVERSATION),
    Shortcut(name="next", label=_("Next conversation"), key="j", place=Place.LIST),
    Shortcut(name="previous", label=_("Previous conversation"), key="k", place=Place.LIST),
    Shortcut(name="filter-people", label=_("Filter the list"), key="f", place=Place.LIST),
    Shortcut(name="mark-read", label=_("Mark all notices as read"), key="Shift+A", place=Place.LIST),
    Shortcut(name="approve-request", label=_("Approve what is asked for"), key="Shift+Y", place=Place.LIST),
    Shortcut(name="answer-request", label=_("Give less of it, or no"), key="Shift+N", place=Place.LIST),
    Shortcut(name="send", label=_("Send, or add the note"), key="Mod+Enter", place=Place.WRITING),
    Shortcut(name="send-close", label=_("Send and close"), key="Mod+Shift+Enter", place=Place.WRITING),
    Shortcut(name="send-later", label=_("Send later"), key="Mod+Shift+L", place=Place.WRITING),
    Shortcut(name="keys", label=_("Keys on this page"), key="?", place=Place.ANYWHERE),
    Shortcut(name="search", label=_("Search"), key="/", place=Place.ANYWHERE),
    Shortcut(name="go-today", label=_("Go to today"), key="g t", place=Place.ANYWHERE),
    Shortcut(name="go-inbox", label=_("Go to the inbox"), key="g i", place=Place.ANYWHERE),
    Shortcut(name="go-people", label=_("Go to the people"), key="g p", place=Place.ANYWHERE),
    Shortcut(name="go-insight", label=_("Go to insight"), key="g n", place=Place.ANYWHERE),
    Shortcut(name="go-notices", label=_("Go to the notices"), key="g a", place=Place.ANYWHERE),
    Shortcut(name="go-mine", label=_("Go to what is mine"), key="g m", place=Place.ANYWHERE),
    Shortcut(name="go-unassigned", label=_("Go to what nobody has"), key="g u", place=Place.ANYWHERE),
    Shortcut(name="go-snoozed", label=_("Go to what is snoozed"), key="g z", place=Place.ANYWHERE),
    Shortcut(name="go-spam", label=_("Go to spam"), key="g !", place=Place.ANYWHERE),
    Shortcut(name="go-tags", label=_("Go to the tags"), key="g #", place=Place.ANYWHERE),
    Shortcut(name="go-mailroom", label=_("Go to mail not read"), key="g r", place=Place.ANYWHERE),
    Shortcut(name="go-settings", label=_("Go to the settings"), key="g s", place=Place.ANYWHERE),
]
