from django.urls import path

from goodword.web.portal import check_back, complaining, links, posts, shoes, views

urlpatterns = [
    path("matter/<str:token>", views.show_matter, name="matter"),
    path("matter/<str:token>/letters", posts.write, name="matter-letters"),
    path("matter/<str:token>/solution", posts.solved, name="matter-solution"),
    path("matter/<str:token>/refusal", posts.not_yet, name="matter-refusal"),
    path("matter/<str:token>/complaint", complaining.complain, name="matter-complaint"),
    path("matter/<str:token>/complaint/understood", complaining.understood, name="matter-understood"),
    path("matter/<str:token>/complaint/correction", complaining.correct, name="matter-correction"),
    path("matter/<str:token>/link", links.replace, name="matter-link"),
    path("matter/<str:token>/new-link", links.ask, name="matter-new-link"),
    path("check-back/<str:token>", check_back.show_asking, name="check-back"),
    path("check-back/<str:token>/answer", check_back.answer, name="check-back-answer"),
    path("check-back/<str:token>/no-more", check_back.no_more, name="check-back-no-more"),
    path("conversations/<int:number>/as-customer", shoes.show_as_customer, name="as-customer"),
    path("conversations/<int:number>/as-customer/link", shoes.make_link, name="as-customer-link"),
    path("conversations/<int:number>/as-customer/link/end", shoes.end_link, name="as-customer-link-end"),
]
