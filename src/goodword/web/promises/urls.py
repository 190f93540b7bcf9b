from django.urls import path

from goodword.web.promises import asking, giving, handing, history, settling

urlpatterns = [
    path("conversations/<int:number>/promises", giving.give, name="promises-new"),
    path("conversations/<int:number>/questions", asking.ask, name="questions-new"),
    path("promises/moment", giving.moment, name="promise-moment"),
    path("promises/<int:promise_id>/history", history.show, name="promise-history"),
    path("promises/<int:promise_id>/keeping", settling.keep, name="promise-keeping"),
    path("promises/<int:promise_id>/release", settling.release, name="promise-release"),
    path("promises/<int:promise_id>/owner", handing.hand_over, name="promise-owner"),
    path("promises/<int:promise_id>/due", giving.renegotiate, name="promise-due"),
    path("conversations/<int:number>/no-reply-needed", settling.need_none, name="no-reply-needed"),
    path("conversations/<int:number>/solution", settling.solution, name="solution"),
    path("conversations/<int:number>/turn", settling.turn, name="conversation-turn"),
]
