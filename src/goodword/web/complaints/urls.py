from django.urls import path

from goodword.web.complaints import contributing, correcting, declining, marking, reason, understanding

urlpatterns = [
    path("conversations/<int:number>/complaint", marking.complaint, name="complaint"),
    path("conversations/<int:number>/complaint/confirmation", marking.confirm, name="complaint-confirmation"),
    path("conversations/<int:number>/complaint/acknowledgement", marking.know, name="complaint-acknowledgement"),
    path("conversations/<int:number>/complaint/owner", marking.look_into, name="complaint-owner"),
    path("conversations/<int:number>/complaint/closure", marking.close, name="complaint-closure"),
    path("conversations/<int:number>/complaint/assessment", understanding.assess, name="complaint-assessment"),
    path("conversations/<int:number>/complaint/reason", reason.reason, name="complaint-reason"),
    path("conversations/<int:number>/complaint/restatement", understanding.restate, name="complaint-restatement"),
    path("conversations/<int:number>/complaint/contribution", contributing.contribution, name="complaint-contribution"),
    path("conversations/<int:number>/complaint/person", correcting.person, name="complaint-person"),
    path("conversations/<int:number>/complaint/cause", correcting.cause, name="complaint-cause"),
    path("conversations/<int:number>/complaint/no-change", correcting.unchanged, name="complaint-no-change"),
    path(
        "conversations/<int:number>/complaint/corrective-actions/<int:action_id>/removal",
        correcting.remove,
        name="corrective-action-removal",
    ),
    path("conversations/<int:number>/complaint/decline", declining.decline, name="complaint-decline"),
    path("conversations/<int:number>/complaint/decline/answer", declining.answer, name="complaint-decline-answer"),
    path("conversations/<int:number>/complaint/decline/letter", declining.tell, name="complaint-decline-letter"),
]
