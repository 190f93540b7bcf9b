"""Every address of the desk. `/live` and `/static/` are answered before Django, in `config/asgi.py`."""

from django.urls import URLPattern, URLResolver, include, path

handler403 = "goodword.web.shell.refusals.show_forbidden"
handler404 = "goodword.web.shell.refusals.show_not_found"
handler500 = "goodword.web.shell.refusals.show_broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("goodword.web.today.urls")),
    path("", include("goodword.web.inbox.urls")),
    path("", include("goodword.web.search.urls")),
    path("", include("goodword.web.conversation.urls")),
    path("", include("goodword.web.promises.urls")),
    path("", include("goodword.web.complaints.urls")),
    path("", include("goodword.web.make_it_right.urls")),
    path("", include("goodword.web.composer.urls")),
    path("", include("goodword.web.talk.urls")),
    path("", include("goodword.web.person.urls")),
    path("", include("goodword.web.people.urls")),
    path("", include("goodword.web.files.urls")),
    path("", include("goodword.web.portal.urls")),
    path("", include("goodword.web.activity.urls")),
    path("", include("goodword.web.insight.urls")),
    path("", include("goodword.web.mailroom.urls")),
    path("", include("goodword.web.payouts.urls")),
    path("", include("goodword.web.notifications.urls")),
    path("", include("goodword.web.installed.urls")),
    path("", include("goodword.web.shell.urls")),
    path("", include("goodword.web.door.urls")),
    path("", include("goodword.web.setup.urls")),
    path("settings/", include("goodword.web.settings.urls")),
    path("", include("goodword.web.hooks.urls")),
    path("", include("goodword.web.health.urls")),
]
