from django.urls import path

from goodword.web.person import company, details, identities, notes, pages, representing, righted, standing

urlpatterns = [
    path("people/<int:customer_id>", pages.person_page, name="person-page"),
    path("people/<int:customer_id>/remedies", righted.righted, name="person-remedies"),
    path("people/<int:customer_id>/details", details.details, name="person-details"),
    path("people/<int:customer_id>/description", details.describe, name="person-description"),
    path("people/<int:customer_id>/addresses", identities.addresses, name="person-addresses"),
    path(
        "people/<int:customer_id>/addresses/<int:identity_id>/removal",
        identities.remove,
        name="person-address-removal",
    ),
    path(
        "people/<int:customer_id>/addresses/<int:identity_id>/preference",
        identities.prefer,
        name="person-address-preference",
    ),
    path("people/<int:customer_id>/company", company.company, name="person-company"),
    path("people/<int:customer_id>/company/choices", company.choices, name="person-company-choices"),
    path("people/<int:customer_id>/company/refusal", company.decline, name="person-company-refusal"),
    path("people/<int:customer_id>/notes", notes.notes, name="person-notes"),
    path("people/<int:customer_id>/notes/<int:note_id>", notes.note, name="person-note"),
    path("people/<int:customer_id>/notes/<int:note_id>/removal", notes.remove, name="person-note-removal"),
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
