from django.urls import path

from goodword.web.inbox import views

urlpatterns = [
    path("inbox", views.show_inbox, name="inbox"),
    path("inbox/rows", views.show_rows, name="inbox-rows"),
    path("inbox/filtered", views.show_filtered, name="inbox-filtered"),
]
