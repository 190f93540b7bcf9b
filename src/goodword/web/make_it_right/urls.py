from django.urls import path

from goodword.web.make_it_right import giving, wording

urlpatterns = [
    path("conversations/<int:number>/remedies", giving.make_it_right, name="make-it-right"),
    path("remedies/<int:remedy_id>/words", wording.words, name="remedy-words"),
]
