from django.urls import path

from goodword.web.hooks import payouts, views

urlpatterns = [
    path("hooks/mail/<slug:provider>", views.take_mail, name="hook-mail"),
    path("hooks/payouts/<int:connection_id>", payouts.take_payout_news, name="hook-payouts"),
    path("hooks/mail/<slug:provider>/reports", views.take_reports, name="hook-reports"),
]
