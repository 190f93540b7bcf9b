from dataclasses import replace

import pytest

from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.noting import write_note
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.actions.tagging import tag_with_name
from goodword.conversations.actions.talking import Said, correct_talk, log_talk, take_back_talk
from goodword.conversations.choices import Channel
from goodword.conversations.models import Conversation
from goodword.conversations.search.finding import SearchSort, find_conversations
from goodword.conversations.search.understanding import understand
from goodword.core.actor import Actor
from goodword.core.db.together import together
from goodword.core.query import QueryError, parse
from goodword.core.search.terms import TERMS
from goodword.core.search.vocabulary import learn
from goodword.people.actions.recognizing import recognize_customer
from tests.cast import found_cast, letter

pytestmark = pytest.mark.django_db


def find(reader, text, **further):
    question = understand(parse(text, TERMS), reader, typing_at=len(text))
    page = find_conversations(reader, question, **further)
    return [hit.conversation.subject for hit in page.hits]


@pytest.fixture
def cast():
    return found_cast()


@pytest.fixture
def desk(cast, clock):
    """Three letters: to the pharmacy, to nobody's team, and one in Spanish to the pharmacy."""
    ana = recognize_customer(address="ana@example.org", name="Ana Ruiz", language="es")
    bob = recognize_customer(address="bob@example.org", name="Bob Stone")
    for customer, further in [
        (bob, {"subject": "Dressings", "text": "The dressings were not delivered. Refund me.", "quoted_from": None}),
        (bob, {"subject": "Question", "text": "Who refunds dressings?", "mailbox_id": None, "quoted_from": None}),
        (ana, {"subject": "Factura", "text": "Quiero la cancelación de las facturas", "quoted_from": None}),
    ]:
        clock.forward(minutes=1)
        receive_message(letter(cast, customer, sender_address="", **further))
    learn()
    return cast


CASES = [
    ("dressing", ["Question", "Dressings"]),
    ("delivered refund", ["Dressings"]),
    ("cancelaciones", ["Factura"]),
    ("fact", ["Factura"]),
    ("-dressing", ["Factura"]),
    ("dressing -delivered", ["Question"]),
    ("bob OR ana", ["Factura", "Question", "Dressings"]),
    ("from:ana", ["Factura"]),
    ("from:dressing", []),
    ("subject:dressings", ["Dressings"]),
    ("is:open", ["Factura", "Question", "Dressings"]),
    ("is:closed", []),
    ("team:none", ["Question"]),
    ("team:pharmacy dressing", ["Dressings"]),
    ("-team:none dressing", ["Dressings"]),
    ("language:es", ["Factura"]),
    ("team:none OR facturas", ["Factura", "Question"]),
    ("-(team:none OR facturas)", ["Dressings"]),
    ("is:unassigned priority:>=normal", ["Factura", "Question", "Dressings"]),
    ("priority:high", []),
    ("assignee:me", []),
    ("dressing before:2026-11-01", []),
    ("dressing after:2026-11-02", ["Question", "Dressings"]),
    ("after:2026-11-02", ["Factura", "Question", "Dressings"]),
    ("newer:1min dressing", ["Question"]),
    ("", ["Factura", "Question", "Dressings"]),
]


@pytest.mark.parametrize(("text", "subjects"), CASES)
def test_a_query_finds_newest_first(desk, text, subjects):
    assert find(desk.olive, text) == subjects


ALL = "dressing OR facturas"
SEEN = [
    ("olive", ["Factura", "Question", "Dressings"]),
    ("tess", ["Factura", "Question", "Dressings"]),
    ("mara", ["Factura", "Question", "Dressings"]),
    ("caleb", ["Question"]),
    ("cole", []),
]


@pytest.mark.parametrize(("name", "subjects"), SEEN)
@pytest.mark.parametrize(
    "text", [ALL, "", "is:open", "-nowhere", "from:bob OR from:ana", "team:none OR -team:none", "has:file OR -has:file"]
)
def test_nobody_finds_what_they_may_not_read(desk, name, subjects, text):
    reader = getattr(desk, name)
    for sort in SearchSort:
        assert sorted(find(reader, text, sort=sort)) == sorted(subjects)


def test_what_is_assigned_to_a_colleague_is_found_and_no_longer_when_it_is_not(desk):
    number = find_conversations(desk.olive, understand(parse("factura", TERMS), desk.olive)).hits[0].conversation.pk
    assign_conversation(number, by=Actor.agent(desk.olive.pk), to=desk.cole.pk)
    assert find(desk.cole, "factura") == find(desk.cole, "assignee:me") == ["Factura"]
    assign_conversation(number, by=Actor.agent(desk.olive.pk), to=desk.caleb.pk)
    assert find(desk.cole, "factura") == []
    assert find(desk.caleb, "factura") == ["Factura"]


def test_notes_and_replies_are_found_and_a_reply_taken_back_is_not(desk):
    number = find_conversations(desk.mara, understand(parse("delivered", TERMS), desk.mara)).hits[0].conversation.pk
    by = Actor.agent(desk.mara.pk)
    write_note(number, by=by, html="<p>Courier lost it</p>")
    assert find(desk.mara, "courier in:notes") == ["Dressings"]
    assert find(desk.mara, "courier in:messages") == []
    reply = send_reply(number, by=by, html="<p>A replacement is underway</p>")
    assert find(desk.mara, "replacement to:bob") == ["Dressings"]
    undo_reply(reply.pk, by=by)
    assert find(desk.mara, "replacement") == []


def test_what_was_said_aloud_is_found_as_it_was_last_written_down(desk):
    number = find_conversations(desk.mara, understand(parse("delivered", TERMS), desk.mara)).hits[0].conversation.pk
    by, call = Actor.agent(desk.mara.pk), Said(channel=Channel.PHONE, words="He rang about gauze", outcome="A credit")
    talk = log_talk(number, call, by=by)
    assert find(desk.mara, "gauze credit channel:email") == ["Dressings"]
    correct_talk(talk.pk, replace(call, words="He rang about plasters"), by=by)
    assert (find(desk.mara, "gauze"), find(desk.mara, "plasters")) == ([], ["Dressings"])
    take_back_talk(talk.pk, by=by)
    assert find(desk.mara, "plasters") == []


def test_quoted_history_is_not_searched_and_a_batch_is(desk):
    bob = recognize_customer(address="bob@example.org", name="Bob Stone")
    with together():
        for subject in ("First", "Second"):
            text = "unmistakable\n> forgettable"
            receive_message(letter(desk, bob, subject=subject, text=text, quoted_from=13, is_history=True))
    assert sorted(find(desk.olive, "unmistakable")) == ["First", "Second"]
    assert find(desk.olive, "forgettable") == []


def test_pages_follow_each_other_and_repeat_no_conversation(desk, clock):
    bob = recognize_customer(address="bob@example.org", name="Bob Stone")
    for turn in range(7):
        clock.forward(minutes=1)
        opened = receive_message(letter(desk, bob, subject=f"Matter {turn}", text="gauze", quoted_from=None))
    receive_message(letter(desk, bob, text="gauze", quoted_from=None, conversation_id=opened.conversation_id - 5))
    question, seen, after = understand(parse("gauze", TERMS), desk.olive), [], ""
    for sort in SearchSort:
        seen, after = [], ""
        while True:
            page = find_conversations(desk.olive, question, sort=sort, after=after, size=2)
            seen += [hit.conversation.subject for hit in page.hits]
            after = page.next_key
            if not after:
                break
        assert sorted(seen) == [f"Matter {turn}" for turn in range(7)]


def test_the_best_match_has_the_words_in_its_subject(desk):
    assert find(desk.olive, "dressings") == ["Question", "Dressings"]
    assert find(desk.olive, "dressings", sort=SearchSort.BEST) == ["Dressings", "Question"]


def test_spam_is_found_only_where_it_is_asked_for(desk):
    Conversation.objects.filter(subject="Question").update(is_spam=True)
    assert find(desk.olive, "dressing") == ["Dressings"]
    assert find(desk.olive, "dressing is:spam") == ["Question"]


@pytest.mark.parametrize(
    "text",
    [
        "is:oepn",
        "team:nobodys",
        "tag:nothing",
        "before:soon",
        "assignee:zzz",
        "priority:huge",
        "in:air",
        "channel:pigeon",
        "mailbox:x",
    ],
)
def test_an_unknown_value_is_told(desk, text):
    with pytest.raises(QueryError):
        find(desk.mara, text)


def test_a_team_that_one_may_not_know_is_unknown(desk):
    with pytest.raises(QueryError) as raised:
        find(desk.caleb, "team:pharmcy")
    assert raised.value.perhaps == ""
    assert find(desk.mara, "team:pharmacy") != []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tag:billing", ["Factura", "Dressings"]),
        ("tag:billing tag:late", ["Dressings"]),
        ("tag:billing OR tag:late", ["Factura", "Dressings"]),
        ("tag:billing -tag:late", ["Factura"]),
        ("tag:none", ["Question"]),
        ("dressing tag:billing", ["Dressings"]),
    ],
)
def test_a_conversation_is_found_by_each_of_its_tags_and_once(desk, text, found):
    for subject, names in {"Dressings": ["Billing", "Late"], "Factura": ["Billing"]}.items():
        for name in names:
            tag_with_name(Conversation.objects.get(subject=subject).pk, by=Actor.agent(desk.olive.pk), name=name)
    assert find(desk.olive, text) == found
