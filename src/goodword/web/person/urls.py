from django.urls import path

from goodword.web.person import pages, representing, standing

urlpatterns = [
    path("people/<int:customer_id>", pages.person_page, name="person-page"),
    path("people/<int:customer_id>/description", pages.describe, name="person-description"),
    path("people/<int:customer_id>/addresses", pages.add, name="person-addresses"),
    path("people/<int:customer_id>/addresses/<int:identity_id>/removal", pages.remove, name="person-address-removal"),
    path(
        "people/<int:customer_id>/addresses/<int:identity_id>/clearing",
        standing.clear,
        name="person-address-clearing",
    ),
    path("people/<int:customer_id>/death", pages.death, name="person-death"),
    path("people/<int:customer_id>/representatives", representing.representatives, name="representatives"),
    path(
        "people/<int:customer_id>/representatives/<int:representation_id>/end",
        representing.end,
        name="representative-end",
    ),
    path(
        "people/<int:customer_id>/representatives/<int:representation_id>/resumption",
        representing.resume,
        name="representative-resumption",
    ),
]
