from django.urls import path

from goodword.web.make_it_right import answering, giving, wording

urlpatterns = [
    path("conversations/<int:number>/remedies", giving.make_it_right, name="make-it-right"),
    path("remedies/<int:remedy_id>/words", wording.words, name="remedy-words"),
    path("remedies/requests/<int:request_id>", answering.answer, name="remedy-answer"),
    path("remedies/requests/<int:request_id>/withdrawal", answering.withdraw, name="remedy-withdrawal"),
]
