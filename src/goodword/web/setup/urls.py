"""The addresses of the first run."""

from django.urls import path

from goodword.web.setup import demo, mailbox, views

urlpatterns = [
    path("setup", views.setup, name="setup"),
    path("setup/code", views.code, name="setup-code"),
    path("setup/organization", views.founding, name="setup-organization"),
    path("setup/demo", demo.planting, name="setup-demo"),
    path("demo", demo.demo_page, name="demo"),
    path("setup/mailbox", mailbox.first_mailbox, name="setup-mailbox"),
    path("setup/mailbox/<int:mailbox_id>", mailbox.first_connection, name="setup-connection"),
]
