from django.urls import path

from goodword.web.today import views

urlpatterns = [
    path("", views.go_home, name="home"),
    path("today", views.show_today, name="today"),
]
