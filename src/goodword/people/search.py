"""What the search index keeps of people: names, addresses, telephone numbers and their company."""

from collections.abc import Sequence

from goodword.core.db.together import gather
from goodword.core.search.documents import Document, Kind
from goodword.core.search.index import replace_documents
from goodword.core.search.rebuilding import Source
from goodword.people.models import Customer


def index_person(customer_id: int) -> None:
    """Let the person be found as they are known now."""
    gather(customer_id, _write)


def _write(ids: list[int]) -> None:
    replace_documents(person_documents(ids))


def person_documents(ids: Sequence[int]) -> list[Document]:
    """The documents of these people."""
    rows = Customer.objects.filter(pk__in=ids).select_related("company").prefetch_related("identities")
    return [
        Document(
            kind=Kind.PERSON,
            row=row.pk,
            sender=" ".join([row.name, row.pronunciation]),
            recipients=" ".join(one.value for one in row.identities.all()),
            subject=row.company.name if row.company else "",
        )
        for row in rows
    ]


def _below(reached: int | None, size: int) -> Sequence[int]:
    rows = Customer.objects.order_by("-pk")
    rows = rows if reached is None else rows.filter(pk__lt=reached)
    return list(rows.values_list("pk", flat=True)[:size])


SOURCE = Source(name="people", below=_below, read=person_documents, count=Customer.objects.count)
