"""The tags of the house: everybody sees them and how much has them; leads and administrators tend them."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.accounts.types import Agent
from goodword.conversations.access import check_tends_tags, tends_tags
from goodword.conversations.actions.tags import create_tag, delete_tag, merge_tags, rename_tag
from goodword.conversations.queries.tags import all_tags, counted_tags, tag_for
from goodword.web.inbox.addresses import number_in
from goodword.web.settings.forms import TagForm
from goodword.web.settings.frame import actor_of, settings_page
from goodword.web.shell import AgentRequest, show_toast


@require_safe
def tags_page(request: AgentRequest) -> HttpResponse:
    """Every tag, its list, and how many conversations have it."""
    page = {"tags": counted_tags(), "may_tend": tends_tags(request.user), "title": _("Tags")}
    return settings_page(request, "settings/tags.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new_tag(request: AgentRequest) -> HttpResponse:
    """Make a tag."""
    _tender(request)
    form = TagForm(request.POST or None)
    if form.does(lambda: create_tag(by=actor_of(request), name=form.cleaned_data["name"])):
        return _saved(request)
    page = {"form": form, "title": _("New tag")}
    return settings_page(request, "settings/tag.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def tag_page(request: AgentRequest, tag_id: int) -> HttpResponse:
    """One tag: its name, what it could be merged into, and its removal."""
    _tender(request)
    counted = tag_for(tag_id)
    form = TagForm(request.POST or None, initial={"name": counted.tag.name})
    if form.does(lambda: rename_tag(tag_id, by=actor_of(request), name=form.cleaned_data["name"])):
        return _saved(request)
    others = [tag for tag in all_tags() if tag.pk != tag_id]
    page = {"form": form, "counted": counted, "others": others, "title": counted.tag.name}
    return settings_page(request, "settings/tag.html", page, status=422 if form.errors else 200)


@require_POST
def tag_merging(request: AgentRequest, tag_id: int) -> HttpResponse:
    """Let what has this tag have another (`into`), and this one be gone."""
    _tender(request)
    kept = merge_tags(tag_id, by=actor_of(request), into=number_in(request.POST.get("into", "")) or 0)
    show_toast(request, _("Merged into %(tag)s.") % {"tag": kept.name}, tone="kept")
    return redirect("settings-tags")


@require_POST
def tag_deletion(request: AgentRequest, tag_id: int) -> HttpResponse:
    """Take the tag off everything and out of the house."""
    _tender(request)
    name = tag_for(tag_id).tag.name
    delete_tag(tag_id, by=actor_of(request))
    show_toast(request, _("The tag %(tag)s is gone.") % {"tag": name})
    return redirect("settings-tags")


def _tender(request: AgentRequest) -> Agent:
    """The agent who asks, if they may change the house's tags. Raises NotAllowed."""
    check_tends_tags(actor_of(request))
    return request.user


def _saved(request: AgentRequest) -> HttpResponse:
    show_toast(request, _("Saved."), tone="kept")
    return redirect("settings-tags")
