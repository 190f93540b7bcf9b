from django.urls import path

from goodword.web.people import companies, views

urlpatterns = [
    path("people", views.people, name="people"),
    path("people/rows", views.people_rows, name="people-rows"),
    path("people/new", views.new_person, name="person-new"),
    path("companies", views.companies, name="companies"),
    path("companies/rows", views.company_rows, name="companies-rows"),
    path("companies/new", companies.new_company, name="company-new"),
    path("companies/<int:company_id>", companies.company_page, name="company-page"),
    path("companies/<int:company_id>/description", companies.describe, name="company-description"),
]
