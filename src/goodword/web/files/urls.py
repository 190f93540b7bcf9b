from django.urls import path

from goodword.web.files import views

urlpatterns = [
    path("files/<int:attachment_id>", views.show_own_file, name="own-file"),
    path("files/<str:signed>", views.show_file, name="file"),
]
