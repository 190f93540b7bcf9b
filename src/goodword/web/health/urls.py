from django.urls import path

from goodword.web.health import views

urlpatterns = [
    path("healthz", views.show_health, name="health"),
    path("readyz", views.show_readiness, name="readiness"),
]
