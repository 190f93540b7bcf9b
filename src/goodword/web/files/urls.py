from django.urls import path

from goodword.web.files import sent, views

urlpatterns = [
    path("files/<int:attachment_id>", views.show_own_file, name="own-file"),
    path("sent-files/<str:token>", sent.show_sent_file, name="sent-file"),
    path("sent-files/<str:token>/content", sent.fetch_sent_file, name="sent-file-content"),
    path("files/<str:signed>", views.show_file, name="file"),
]
