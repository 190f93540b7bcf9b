from django.urls import path

from goodword.web.composer import chips, drafts, planning, playbook, sending, shared

urlpatterns = [
    path("conversations/<int:number>/replies", planning.answer, name="replies"),
    path("conversations/<int:number>/notes", sending.leave_note, name="notes"),
    path("conversations/<int:number>/composer/<str:kind>", drafts.show_composer, name="composer"),
    path("conversations/<int:number>/drafts", shared.show_drafts, name="drafts"),
    path("drafts/<int:begun_id>/takeover", shared.take_over, name="draft-takeover"),
    path("drafts/<int:begun_id>/discarding", shared.discard, name="draft-discarding"),
    path("conversations/<int:number>/mentionable", drafts.offer_mentions, name="mentionable"),
    path("conversations/<int:number>/drafts/<str:kind>", drafts.keep_draft, name="draft"),
    path("conversations/<int:number>/drafts/<str:kind>/removal", drafts.throw_away, name="draft-removal"),
    path("conversations/<int:number>/drafts/<str:kind>/files", drafts.add_files, name="draft-files"),
    path("conversations/<int:number>/checklist", playbook.checklist, name="checklist"),
    path("conversations/<int:number>/drafts/reply/no", playbook.no_as_meant, name="no-as-meant"),
    path("attachments/<int:attachment_id>/removal", drafts.drop_file, name="attachment-removal"),
    path("messages/<int:message_id>/undoing", sending.take_back, name="message-undoing"),
    path("messages/<int:message_id>/retry", sending.retry, name="message-retry"),
    path("plans/<int:draft_id>/time", planning.change_time, name="plan-time"),
    path("plans/<int:draft_id>/cancellation", planning.call_off, name="plan-cancellation"),
    path("plans/<int:draft_id>/departure", planning.send_at_once, name="plan-departure"),
    path("noticed/<int:noticed_id>/acceptance", chips.accept, name="noticed-acceptance"),
    path("noticed/<int:noticed_id>/dismissal", chips.dismiss, name="noticed-dismissal"),
    path("noticed/<int:noticed_id>/reconsideration", chips.reconsider, name="noticed-reconsideration"),
    path("file-links/<int:link_id>/revocation", sending.revoke, name="file-link-revocation"),
]
