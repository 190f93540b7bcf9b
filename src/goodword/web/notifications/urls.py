from django.urls import path

from goodword.web.notifications import views

urlpatterns = [
    path("notifications", views.show_notifications, name="notifications"),
    path("notifications/reading", views.read_all, name="notifications-reading"),
    path("notifications/fresh", views.show_fresh, name="notifications-fresh"),
    path("notifications/<int:notification_id>/opening", views.open_one, name="notification-opening"),
    path("notifications/<int:notification_id>/reading", views.read_one, name="notification-reading"),
    path("alarms", views.show_alarms, name="alarms"),
]
