"""What templates of the desk draw with: icons, avatars, moments, fields, keys, the rail and toasts."""

import json
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from goodword.core.markup import shown_address, without_signed_links
from goodword.core.problems import say_problem
from goodword.core.shortcuts import own_keys as chosen_keys
from goodword.web.components.due import Due
from goodword.web.components.keys import key_names
from goodword.web.components.moments import exact_of, moment_of, short_of, wait_of
from goodword.web.components.people import avatar_of
from goodword.web.shell.rail import rail_for, tabs_for
from goodword.web.shell.toasts import Toast, waiting_toasts

register = template.Library()
register.filter("problem", say_problem)
register.filter("exact", exact_of)
register.filter("short_moment", short_of)
register.filter("unsigned", without_signed_links)

_KEPT_TRUE, _HEARD_ONLY = mark_safe(" data-when"), mark_safe(' class="sr"')


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """A sign from the sprite. With a label it speaks for itself; without, words beside it do."""
    return _icon(name, str(label), size)


@lru_cache(maxsize=1024)
def _icon(name: str, label: str, size: str) -> SafeString:
    """Kept, since a page draws the same few signs some hundred times."""
    kind = f"icon icon-{size}" if size else "icon"
    address = f"{static('icons/icons.svg')}#i-{name}"
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', kind, label, address)
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', kind, address)


@register.simple_tag
def avatar(name: str, number: int | None, size: str = "", *, desk: bool = False) -> SafeString:
    """The initials of a person (or a desk) as a small sign; `number` is their row, which says the hue. Their name
    stands beside it."""
    shown = avatar_of(name, number, size, is_desk=desk)
    return format_html('<span class="{}" aria-hidden="true">{}</span>', shown.kind, shown.initials)


@register.simple_tag
def moment(at: datetime) -> SafeString:
    """A point in time as people say it, with the exact one on hover and for screen readers. when.js keeps
    relative words true."""
    shown = moment_of(at)
    return format_html(
        '<time datetime="{}" title="{}"{}><span data-when-text>{}</span><span class="sr">, {}</span></time>',
        shown.at.isoformat(),
        shown.exact,
        _KEPT_TRUE if shown.is_relative else "",
        shown.words,
        shown.exact,
    )


@register.simple_tag
def waiting(since: datetime, *, hidden: bool = False) -> SafeString:
    """How long somebody has waited, which when.js keeps true; hidden, only screen readers hear it."""
    wait = wait_of(since)
    return format_html(
        '<time{} datetime="{}" title="{}, {}" data-when="{}" data-when-since="{}"><span aria-hidden="true"'
        ' data-when-text>{}</span><span class="sr" data-when-said>{}</span></time>',
        _HEARD_ONLY if hidden else "",
        wait.since.isoformat(),
        wait.said,
        wait.exact,
        wait.pattern,
        wait.exact,
        wait.words,
        wait.said,
    )


@register.inclusion_tag("components/_due_clock.html")
def due_clock(due: Due) -> dict[str, Due]:
    """A clock that drains until the due time, with how long that is; due.js keeps it true."""
    return {"due": due}


@register.simple_tag
def key_hint(keys: str) -> SafeString:
    """The key that does the same, as "Mod+Enter"; keyboard.js rewrites it for the machine."""
    sign = '<kbd aria-hidden="true" data-keyboard-target="hint" data-keys="{}">{}</kbd>'
    return format_html(sign, keys, key_names(keys))


@register.simple_tag(takes_context=True)
def own_keys(context: Context) -> str:
    """The reader's own keys by the usual ones, for keyboard.js."""
    return json.dumps(chosen_keys(context["request"].user.own_keys))


@register.inclusion_tag("components/_field.html")
def field(bound: BoundField, label: str = "", autofocus: str = "") -> dict[str, Any]:
    """A form's field with its label, help and what is wrong with it."""
    described = [f"{bound.auto_id}_{part}" for part in ("help", "error") if _has(bound, part)]
    attributes: dict[str, Any] = {"class": _widget_class(bound)}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if autofocus:
        attributes["autofocus"] = True
    return {"bound": bound, "label": label or bound.label, "widget": bound.as_widget(attrs=attributes)}


def _has(bound: BoundField, part: str) -> bool:
    return bool(bound.help_text if part == "help" else bound.errors)


def _widget_class(bound: BoundField) -> str:
    own = bound.field.widget.attrs.get("class", "")
    kind = "" if bound.widget_type in {"checkbox", "radioselect", "checkboxselectmultiple"} else "input"
    return f"{kind} {own}".strip()


@register.inclusion_tag("shell/_rail.html", takes_context=True)
def rail(context: Context) -> dict[str, Any]:
    """Where one can go, for whoever is signed in."""
    request, listing = context["request"], context.get("listing")
    shown = rail_for(request.user, request.path, listing.view.place if listing else "")
    context["unread"] = next(place.waiting for place in shown["places"] if place.is_news)  # for the tabs, further down
    return shown


@register.inclusion_tag("shell/_tabbar.html", takes_context=True)
def tabbar(context: Context) -> dict[str, Any]:
    """The rooms again, for where the rail has no room."""
    request = context["request"]
    return tabs_for(request.user, request.path, str(context.get("unread", "")))


@register.filter(name="shown_address")
def show_address(address: str) -> str:
    """An e-mail address with its domain in its own letters, where they cannot pose as others."""
    return shown_address(address)


@register.filter(name="key_names")
def show_key(keys: str) -> str:
    """ "Mod+Enter" as "Ctrl ↵", for tooltips."""
    return key_names(keys)


@register.inclusion_tag("shell/_toasts.html", takes_context=True)
def toasts(context: Context) -> dict[str, list[Toast]]:
    """The toasts that wait for this reader."""
    return {"toasts": waiting_toasts(context["request"])}
