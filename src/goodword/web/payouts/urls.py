from django.urls import path

from goodword.web.payouts import reconciling, settling, views

urlpatterns = [
    path("payouts", views.worklist_page, name="payouts"),
    path("payouts/list.csv", views.worklist_sheet, name="payouts-sheet"),
    path("payouts/done", settling.several_done, name="payouts-done"),
    path("payouts/reconciliation", reconciling.reconciliation, name="payouts-reconciliation"),
    path("payouts/reconciliation/confirmation", reconciling.confirmation, name="payouts-confirmation"),
    path("payouts/<int:payout_id>", settling.payout_page, name="payout"),
    path("payouts/<int:payout_id>/done", settling.payout_done, name="payout-done"),
    path("payouts/<int:payout_id>/retry", settling.payout_retry, name="payout-retry"),
    path("payouts/<int:payout_id>/hand", settling.payout_by_hand, name="payout-hand"),
    path("payouts/<int:payout_id>/not-done", settling.payout_not_done, name="payout-not-done"),
    path("payouts/<int:payout_id>/return", settling.payout_return, name="payout-return"),
    path("payouts/<int:payout_id>/cancellation", settling.payout_cancellation, name="payout-cancellation"),
]
