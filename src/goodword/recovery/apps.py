from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "goodword.recovery"
    label = "recovery"

    def ready(self) -> None:
        from goodword.conversations.queries.thread import show_in_thread
        from goodword.core.operations import register
        from goodword.core.search.terms import TERMS
        from goodword.recovery import (  # noqa: F401
            check_back_subscribers,
            complaint_subscribers,
            guards,
            noticing_subscribers,
            payout_subscribers,
            reason_subscribers,
            request_subscribers,
        )
        from goodword.recovery.operations import OPERATIONS
        from goodword.recovery.queries import told_complaints, told_remedies
        from goodword.recovery.terms import COMPLAINT_TERMS

        show_in_thread(*(event.kind for event in (*told_complaints.IN_THREAD, *told_remedies.IN_THREAD)))
        register(OPERATIONS)
        TERMS.register(COMPLAINT_TERMS)
