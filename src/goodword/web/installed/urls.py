from django.urls import path

from goodword.web.installed import views

urlpatterns = [
    path("sw.js", views.worker, name="service-worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("offline", views.offline, name="offline"),
]
