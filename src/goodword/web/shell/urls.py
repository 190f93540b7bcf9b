from django.urls import path

from goodword.web.shell import views

urlpatterns = [path("rail", views.show_rail, name="rail"), path("rail/tabs", views.show_tabs, name="rail-tabs")]
