"""What the index is told of messages and notes. Quoted history is not: it stands where it was written."""

from collections.abc import Sequence

from goodword.accounts.queries import organization
from goodword.conversations.choices import MadeBy
from goodword.conversations.models import Attachment, Message, MessageBody, Note
from goodword.core.markup import without_signed_links
from goodword.core.search.documents import Document, Kind


def message_documents(ids: Sequence[int]) -> list[Document]:
    """The documents of these messages; of what the desk wrote by itself there is none."""
    rows = (
        Message.objects.filter(pk__in=ids)
        .exclude(made_by=MadeBy.DESK)
        .select_related("agent", "conversation__customer", "talk")
    )
    bodies = {body.pk: body for body in MessageBody.objects.filter(pk__in=ids).defer("html", "signature")}
    files = _files("message_id", ids)
    house = _house_language()
    return [_of_message(row, bodies.get(row.pk), files.get(row.pk, []), house) for row in rows]


def note_documents(ids: Sequence[int]) -> list[Document]:
    """The documents of these notes."""
    rows = Note.objects.filter(pk__in=ids).select_related("agent", "conversation").defer("html")
    files = _files("note_id", ids)
    house = _house_language()
    return [
        Document(
            kind=Kind.NOTE,
            row=row.pk,
            conversation=row.conversation_id,
            at=row.at,
            prior=house,
            subject=row.conversation.subject,
            text=row.text,
            sender=row.agent.name,
            files=files.get(row.pk, []),
        )
        for row in rows
    ]


def fresh_text(body: MessageBody | None) -> str:
    """What was written anew: above the quoted history, or all of it if nothing stands above; as colleagues read it."""
    if body is None:
        return ""
    return without_signed_links(body.text[: body.quoted_from].strip() or body.text)


def _of_message(row: Message, body: MessageBody | None, files: list[str], house: str) -> Document:
    customer = row.conversation.customer
    theirs = "" if row.is_from_customer else customer.name
    return Document(
        kind=Kind.MESSAGE,
        row=row.pk,
        conversation=row.conversation_id,
        at=row.at,
        prior=customer.language or house,
        subject=row.subject if row.conversation.subject in row.subject else f"{row.conversation.subject} {row.subject}",
        text=_said(row, body),
        sender=" ".join([row.sender_name, row.sender_address, row.agent.name if row.agent else ""]),
        recipients=" ".join([theirs, *(f"{one.get('name', '')} {one['address']}" for one in row.recipients)]),
        files=files,
    )


def _said(row: Message, body: MessageBody | None) -> str:
    """What was written; of a call or visit also what came of it."""
    return f"{fresh_text(body)}\n{row.talk.outcome}".strip() if hasattr(row, "talk") else fresh_text(body)


def _files(column: str, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = Attachment.objects.filter(**{f"{column}__in": ids}, is_inline=False).order_by("pk")
    for row, name in rows.values_list(column, "filename"):
        found.setdefault(row, []).append(name)
    return found


def _house_language() -> str:
    house = organization()
    return house.language if house else "en"
