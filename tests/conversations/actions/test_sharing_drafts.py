"""Replies that somebody has begun: others read them, go on with them, or throw them away, and nothing is lost."""

import io

import pytest

from goodword.conversations.access import attachment_for, shared_draft_for
from goodword.conversations.actions.drafting import attach_file, discard_shared_draft, save_draft, take_over_draft
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Attachment, Conversation, Draft
from goodword.conversations.queries.drafts import drafts_in
from goodword.conversations.queries.inbox import InboxView, inbox_page
from goodword.core.actor import Actor
from goodword.core.errors import NotAllowed, NotFound
from goodword.core.models import RecordedEvent
from tests.cast import Cast
from tests.timeline import last_event

pytestmark = pytest.mark.django_db
WORDS = "<p>The van comes at nine.</p>"


@pytest.fixture
def tess(cast: Cast) -> Actor:
    return Actor.agent(cast.tess.pk)


@pytest.fixture
def begun(conversation: Conversation, mara: Actor) -> Draft:
    draft = save_draft(conversation.pk, by=mara, kind=DraftKind.REPLY, html=WORDS)
    assert draft is not None
    return draft


def test_others_see_a_reply_that_was_begun_but_no_note(
    cast: Cast, conversation: Conversation, mara: Actor, begun: Draft
) -> None:
    save_draft(conversation.pk, by=mara, kind=DraftKind.NOTE, html="<p>Hm.</p>")
    assert drafts_in(conversation, cast.tess).others == [begun]
    assert drafts_in(conversation, cast.mara).others == []


def test_the_row_says_whose_draft_it_is_but_shows_me_mine(cast: Cast, begun: Draft) -> None:
    (theirs,) = inbox_page(cast.tess, InboxView()).rows
    (mine,) = inbox_page(cast.mara, InboxView()).rows
    assert (theirs.drafted_by, theirs.draft) == ("Mara", "")
    assert (mine.drafted_by, mine.draft) == ("", "The van comes at nine.")


def test_a_draft_taken_over_brings_its_files_and_the_author_is_told(
    cast: Cast, conversation: Conversation, mara: Actor, tess: Actor, begun: Draft
) -> None:
    attach_file(
        conversation.pk, by=mara, kind=DraftKind.REPLY, filename="a.txt", content_type="text/plain",
        content=io.BytesIO(b"route"),
    )  # fmt: skip
    taken = take_over_draft(begun.pk, by=tess)
    assert (taken.agent_id, taken.html, taken.attachments.count()) == (cast.tess.pk, WORDS, 1)
    assert last_event("draft.taken-over").data == {"agent_id": cast.mara.pk}
    assert drafts_in(conversation, cast.mara).own == {}


def test_what_one_had_begun_stands_below(conversation: Conversation, tess: Actor, begun: Draft) -> None:
    save_draft(conversation.pk, by=tess, kind=DraftKind.REPLY, html="<p>Mine.</p>")
    taken = take_over_draft(begun.pk, by=tess)
    assert taken.html == WORDS + "<p>Mine.</p>"
    assert Draft.objects.count() == 1


def test_who_goes_on_typing_has_every_word_again(
    cast: Cast, conversation: Conversation, mara: Actor, tess: Actor, begun: Draft
) -> None:
    take_over_draft(begun.pk, by=tess)
    save_draft(conversation.pk, by=mara, kind=DraftKind.REPLY, html=WORDS + "<p>Or ten.</p>")
    found = {draft.agent_id: draft.html for draft in Draft.objects.all()}
    assert found == {cast.mara.pk: WORDS + "<p>Or ten.</p>", cast.tess.pk: WORDS}


def test_ones_own_draft_is_not_taken_over(mara: Actor, begun: Draft) -> None:
    assert take_over_draft(begun.pk, by=mara) == begun
    assert not RecordedEvent.objects.filter(kind="draft.taken-over").exists()


def test_leads_throw_others_drafts_away_and_agents_only_their_own(
    cast: Cast, conversation: Conversation, mara: Actor, tess: Actor, begun: Draft
) -> None:
    other = save_draft(conversation.pk, by=tess, kind=DraftKind.REPLY, html=WORDS)
    assert other is not None
    with pytest.raises(NotAllowed):
        discard_shared_draft(other.pk, by=mara)
    discard_shared_draft(begun.pk, by=tess)
    assert last_event("draft.discarded").data == {"agent_id": cast.mara.pk}
    assert list(Draft.objects.all()) == [other]


def test_a_stranger_and_a_notes_draft_are_not_found(
    cast: Cast, conversation: Conversation, mara: Actor, begun: Draft
) -> None:
    note = save_draft(conversation.pk, by=mara, kind=DraftKind.NOTE, html="<p>Hm.</p>")
    assert note is not None
    assert shared_draft_for(cast.tess, begun.pk) == begun
    for reader, draft_id in ((cast.caleb, begun.pk), (cast.tess, note.pk)):
        with pytest.raises(NotFound):
            shared_draft_for(reader, draft_id)
    with pytest.raises(NotFound):
        take_over_draft(note.pk, by=mara)


def test_files_of_a_reply_are_shown_to_who_may_read_it_and_those_of_a_note_only_to_its_writer(
    cast: Cast, conversation: Conversation, mara: Actor
) -> None:
    for kind in (DraftKind.REPLY, DraftKind.NOTE):
        attach_file(
            conversation.pk, by=mara, kind=kind, filename=kind, content_type="text/plain", content=io.BytesIO(b"x")
        )
    reply, note = (Attachment.objects.get(filename=kind) for kind in (DraftKind.REPLY, DraftKind.NOTE))
    assert attachment_for(cast.tess, reply.pk) == reply
    for reader, file in ((cast.tess, note), (cast.caleb, reply)):
        with pytest.raises(NotFound):
            attachment_for(reader, file.pk)
