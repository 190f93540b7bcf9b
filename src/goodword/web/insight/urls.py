from django.urls import path

from goodword.web.insight import views
from goodword.web.insight.recovery import learned
from goodword.web.insight.recovery import views as views_of_complaints

urlpatterns = [
    path("insight", views.show_insight, name="insight"),
    path("insight/promises", views.show_promises, name="insight-promises"),
    path("insight/complaints", views_of_complaints.show_complaints, name="insight-complaints"),
    path("insight/complaints/open", views_of_complaints.show_open, name="insight-complaints-open"),
    path("insight/complaints/behind", views_of_complaints.show_behind, name="insight-complaints-behind"),
    path("insight/complaints.csv", views_of_complaints.download_complaints, name="insight-complaints-figures"),
    path("insight/learned", learned.show_learned, name="insight-learned"),
    path("insight/figures.csv", views.download_figures, name="insight-figures"),
]
