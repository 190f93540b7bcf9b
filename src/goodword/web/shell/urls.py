from django.urls import path

from goodword.web.shell import parts, views

urlpatterns = [
    path("parts", parts.show_parts, name="parts"),
    path("rail", views.show_rail, name="rail"),
    path("rail/tabs", views.show_tabs, name="rail-tabs"),
]
