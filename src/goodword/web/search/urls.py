from django.urls import path

from goodword.web.search import views

urlpatterns = [
    path("search", views.show_search, name="search"),
    path("search/results", views.show_results, name="search-results"),
    path("search/suggestions", views.show_suggestions, name="search-suggestions"),
]
