"""Colleagues named in notes: whom a word means, who is told, and under which name they are shown later."""

import pytest

from goodword.accounts.actions.managing import suspend_agent
from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.drafting import save_draft
from goodword.conversations.actions.noting import write_note
from goodword.conversations.choices import DraftKind
from goodword.conversations.mentions import Named, named_in, renamed, settled
from goodword.conversations.models import Conversation
from goodword.conversations.queries.mentions import mentionable, present_names
from goodword.core.actor import Actor
from goodword.core.markup import clean_note_html, clean_written_html
from goodword.core.models import RecordedEvent
from tests.cast import Cast

MARA = Named(("agent", 3), "Mara Lindqvist", (3,))
TESS = Named(("agent", 4), "Tess Whitcombe", (4,))
CHIP = '<span data-mention="agent:3">@Mara Lindqvist</span>'


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("<p>@Mara Lindqvist, look</p>", f"<p>{CHIP}, look</p>"),
        ("<p>(@mara) @MARA</p>", f"<p>({CHIP}) {CHIP}</p>"),
        ("<p>mail@Mara and @Marabel</p>", "<p>mail@Mara and @Marabel</p>"),
        ('<p><a href="https://x.test">@Mara</a></p>', '<p><a href="https://x.test">@Mara</a></p>'),
        ("<pre>@Mara</pre>", "<pre>@Mara</pre>"),
        (f"<p>{CHIP}</p>", f"<p>{CHIP}</p>"),
        ('<p><span data-mention="agent:9">@Caleb</span></p>', "<p>@Caleb</p>"),
    ],
)
def test_a_name_becomes_a_chip_where_it_stands_alone(written: str, stands: str) -> None:
    assert settled(written, [MARA, TESS]) == stands


def test_a_first_name_of_two_means_neither_but_their_full_names_do() -> None:
    other = Named(("agent", 5), "Mara Voss", (5,))
    html = settled("<p>@Mara @Mara Voss</p>", [MARA, other])
    assert named_in(html) == [("agent", 5)]


def test_a_name_is_never_taken_for_markup() -> None:
    evil = Named(("agent", 6), "<b>Bo</b> & Co", (6,))
    html = settled("<p>@&lt;b&gt;Bo&lt;/b&gt; &amp; Co</p>", [evil])
    assert html == '<p><span data-mention="agent:6">@&lt;b&gt;Bo&lt;/b&gt; &amp; Co</span></p>'
    assert "<b>" not in renamed(html, {("agent", 6): "<b>Bo</b>"})


def test_only_notes_keep_chips_and_only_ours() -> None:
    assert clean_note_html(f"<p>{CHIP}</p>") == f"<p>{CHIP}</p>"
    assert clean_written_html(f"<p>{CHIP}</p>") == "<p>@Mara Lindqvist</p>"
    assert "data-mention" not in clean_note_html('<p><span data-mention="x" onclick="y">@Z</span></p>')


def told(note_id: int) -> list[int]:
    rows = RecordedEvent.objects.filter(kind="agents.mentioned", data__note_id=note_id)
    return [agent for row in rows for agent in row.data["agent_ids"]]


def test_who_is_named_and_may_read_is_told(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    note = write_note(conversation.pk, by=mara, html="<p>@Tess Whitcombe and @Caleb Ruiz-Hahn, please look</p>")
    assert told(note.pk) == [cast.tess.pk]
    assert list(note.mentions.all()) == [cast.tess]
    assert named_in(note.html) == [("agent", cast.tess.pk)]
    assert "@Caleb Ruiz-Hahn" in note.text


def test_a_team_is_its_members_who_may_read_but_not_the_writer(
    cast: Cast, conversation: Conversation, mara: Actor
) -> None:
    note = write_note(conversation.pk, by=mara, html="<p>@Pharmacy line: who knows?</p>")
    assert told(note.pk) == [cast.tess.pk]


def test_a_note_that_names_nobody_tells_nobody(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    note = write_note(conversation.pk, by=mara, html="<p>@nobody, and mail to tess@wrenfield.example</p>")
    assert told(note.pk) == []


def test_a_colleague_can_be_named_only_while_it_is_theirs(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    assert cast.cole.pk not in {one.key[1] for one in mentionable(conversation) if one.key[0] == "agent"}
    assigned = assign_conversation(conversation.pk, by=mara, to=cast.cole.pk)
    note = write_note(assigned.pk, by=mara, html="<p>@Cole, what does the leaflet say?</p>")
    assert told(note.pk) == [cast.cole.pk]


def test_who_cannot_sign_in_is_not_offered(cast: Cast, conversation: Conversation) -> None:
    before = {one.who for one in mentionable(conversation)}
    suspend_agent(cast.tess.pk, by=Actor.agent(cast.olive.pk))
    assert before - {one.who for one in mentionable(conversation)} == {f"agent:{cast.tess.pk}"}


def test_a_new_name_is_shown_and_the_reader_is_marked(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    note = write_note(conversation.pk, by=mara, html="<p>@Tess</p>")
    cast.tess.change(name="Tess Hart")
    html = renamed(note.html, present_names([note.html]), [("agent", cast.tess.pk)])
    assert html == '<p><span class="mention is-mine">@Tess Hart</span></p>'


def test_a_draft_of_a_note_keeps_the_chip_and_one_of_a_reply_does_not(conversation: Conversation, mara: Actor) -> None:
    note = save_draft(conversation.pk, by=mara, kind=DraftKind.NOTE, html=f"<p>{CHIP}</p>")
    reply = save_draft(conversation.pk, by=mara, kind=DraftKind.REPLY, html=f"<p>{CHIP}</p>")
    assert note is not None
    assert reply is not None
    assert (note.html, reply.html) == (f"<p>{CHIP}</p>", "<p>@Mara Lindqvist</p>")
