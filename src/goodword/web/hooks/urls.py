from django.urls import path

from goodword.web.hooks import views

urlpatterns = [
    path("hooks/mail/<slug:provider>", views.take_mail, name="hook-mail"),
    path("hooks/mail/<slug:provider>/reports", views.take_reports, name="hook-reports"),
]
