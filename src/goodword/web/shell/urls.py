from django.urls import path

from goodword.web.shell import breaks, parts, views

urlpatterns = [
    path("parts", parts.show_parts, name="parts"),
    path("break", breaks.show_break, name="break"),
    path("break/end", breaks.end, name="break-end"),
    path("rail", views.show_rail, name="rail"),
    path("rail/tabs", views.show_tabs, name="rail-tabs"),
]
