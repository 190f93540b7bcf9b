from django.urls import path

from goodword.web.mailroom import views

urlpatterns = [
    path("mailroom", views.show_mailroom, name="mailroom"),
    path("mailroom/received/<int:received_id>/raw", views.download_raw, name="mailroom-raw"),
    path("mailroom/received/<int:received_id>/retry", views.read_again, name="mailroom-read"),
    path("mailroom/outgoing/<int:message_id>/retry", views.send_again, name="mailroom-send"),
    path("mailroom/jobs/<int:job_id>/retry", views.run_again, name="mailroom-job"),
]
