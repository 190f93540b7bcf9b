from django.urls import path

from goodword.web.insight import views

urlpatterns = [
    path("insight", views.show_insight, name="insight"),
    path("insight/promises", views.show_promises, name="insight-promises"),
    path("insight/figures.csv", views.download_figures, name="insight-figures"),
]
