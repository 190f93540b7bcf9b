from django.urls import path

from goodword.web.activity import views

urlpatterns = [path("activity/<int:event_id>/undo", views.take_back, name="undo")]
