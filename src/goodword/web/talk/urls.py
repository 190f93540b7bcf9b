from django.urls import path

from goodword.web.talk import beginning, views

urlpatterns = [
    path("conversations/new", beginning.begin, name="talk-beginning"),
    path("conversations/new/people", beginning.find, name="talk-people"),
    path("conversations/<int:number>/talk", views.log, name="talk"),
    path("talks/<int:talk_id>", views.correct, name="talk-correction"),
    path("talks/<int:talk_id>/removal", views.take_back, name="talk-removal"),
]
