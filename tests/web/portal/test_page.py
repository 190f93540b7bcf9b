"""The page of a matter: what its customer reads on it, and nothing that is not theirs to read."""

import gzip
import io
import re
from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from goodword.calendars.actions.changing import change_week
from goodword.calendars.hours import Window
from goodword.calendars.queries import default_calendar_id
from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.delivery import mark_reply_sending, mark_reply_sent
from goodword.conversations.actions.drafting import attach_file, save_draft
from goodword.conversations.actions.noting import write_note
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.actions.talking import Said, log_talk
from goodword.conversations.arrivals import Recipient
from goodword.conversations.choices import Channel, DraftKind, Says
from goodword.conversations.envelopes import Envelope
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.jobs.worker import run_due_jobs
from goodword.people.actions.recognizing import recognize_customer
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.actions.releasing import release_promise
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.choices import Release, Target
from goodword.promises.types import Promise
from goodword.promises.watcher import look_once
from tests.cast import Cast, letter
from tests.frozen_time import Clock
from tests.query_counts import QueryCount
from tests.web.portal.conftest import Answer
from tests.web.test_static import weight

Page = Callable[[], str]


def promised(conversation: Conversation, mara: Actor, ours: str = "Call about the gauze", hours: float = 3) -> Promise:
    return give_promise(conversation.pk, Word(ours=ours, due=now() + timedelta(hours=hours)), by=mara)


def test_it_says_whose_matter_it_is_and_what_waits(page: Page, conversation: Conversation, cast: Cast) -> None:
    assert "Wrenfield Home Health has it." in page()

    assign_conversation(conversation.pk, by=Actor.agent(cast.mara.pk), to=cast.mara.pk)

    html = page()
    assert "The dressings did not come Friday" in html
    assert f"#{conversation.pk}" in html
    assert "Mara Lindqvist has it." in html
    assert "Nothing is waiting on you." in html
    assert "Next: Mara writes to you" in html


def test_a_promise_stands_there_with_its_time(page: Page, conversation: Conversation, mara: Actor) -> None:
    promised(conversation, mara, hours=2 + 50 / 60)

    html = page()

    assert "Call about the gauze" in html
    assert "Due today at 12:50\u202fPM, in 2 hours and 50 minutes." in html  # 15:00 UTC in New York


def test_kept_and_broken_are_said_openly(page: Page, conversation: Conversation, mara: Actor, clock: Clock) -> None:
    kept, broken = promised(conversation, mara, "Ask the pharmacy"), promised(conversation, mara, "Send a box", hours=5)
    clock.forward(hours=1)
    keep_promise(kept.pk, by=mara, proof="Doctor's secret")
    clock.forward(hours=6)
    look_once()

    html = page()
    assert "We did not keep this." in html
    assert "It was due today at 3:00\u202fPM. We still owe it to you." in html
    assert "Doctor" not in html  # the house's own proof

    keep_promise(broken.pk, by=mara)
    assert "It was made good today at 5:00\u202fPM." in page()


def test_another_time_is_told_only_once_its_letter_left(
    page: Page, conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    old = promised(conversation, mara)
    due = now() + timedelta(days=1)
    renegotiate_promise(
        old.pk, by=mara, due=due, because="the nurse is ill", told=Told.LETTER, html="<p>Not before tomorrow.</p>"
    )
    assert "the nurse is ill" not in page()
    assert "Moved to another time." not in page()

    message = conversation.messages.latest("id")
    clock.forward(seconds=11)
    mark_reply_sending(message.pk)
    mark_reply_sent(message.pk)

    html = page()
    assert "Moved to another time." in html
    assert "the nurse is ill" in html
    assert "Due tomorrow at 10:00\u202fAM" in html


def test_what_a_customer_let_go_says_so_and_a_mistake_of_ours_is_gone(
    page: Page, conversation: Conversation, mara: Actor
) -> None:
    theirs, ours = promised(conversation, mara, "Call at noon"), promised(conversation, mara, "Never meant", hours=4)
    release_promise(theirs.pk, by=mara, reason=Release.CUSTOMER)
    release_promise(ours.pk, by=mara, reason=Release.MISTAKE)

    html = page()

    assert ("You no longer need it." in html, "Never meant" in html) == (True, False)


def test_inside_promises_never_show(page: Page, conversation: Conversation, mara: Actor, cast: Cast) -> None:
    word = Word(ours="Pharmacy tells nursing", due=now() + timedelta(hours=1), target=Target.INSIDE,
                to_team=cast.nursing.pk)  # fmt: skip
    give_promise(conversation.pk, word, by=mara)

    assert "Pharmacy tells nursing" not in page()


@pytest.mark.parametrize("is_shown", [True, False])
def test_what_a_policy_promises_shows_if_it_says_so(
    cast: Cast, page: Page, conversation: Conversation, is_shown: bool
) -> None:
    targets = {Target.FIRST_REPLY: Term(allowed=timedelta(hours=4))}
    create_policy(Terms(name="P", targets=targets, is_shown=is_shown), by=Actor.agent(cast.olive.pk))
    receive_message(letter(cast, conversation.customer, conversation_id=conversation.pk, text="Any news?"))

    assert ("A first answer to your letter" in page()) is is_shown


def test_no_note_no_draft_and_nothing_that_waits(
    page: Page, conversation: Conversation, mara: Actor, answer: Answer
) -> None:
    answer("<p>We are sorry, <b>truly</b>.</p>")
    write_note(conversation.pk, by=mara, html="<p>A difficult one</p>")
    save_draft(conversation.pk, by=mara, kind=DraftKind.REPLY, html="<p>Half a thought</p>")
    send_reply(conversation.pk, by=mara, html="<p>Maybe I regret this</p>", leaves_draft=True)

    html = page()

    assert "We are sorry, <b>truly</b>." in html
    assert "I waited in all Friday afternoon." in html
    assert not [words for words in ("difficult", "Half a thought", "regret") if words in html]


def test_what_others_wrote_or_got_is_not_theirs(
    page: Page, conversation: Conversation, mara: Actor, cast: Cast, clock: Clock
) -> None:
    driver = recognize_customer(address="driver@parcels.example", name="Luis")
    receive_message(letter(cast, driver, conversation_id=conversation.pk, sender_address="driver@parcels.example",
                           text="The door code is 4711."))  # fmt: skip
    to = Envelope(recipients=(Recipient(address="driver@parcels.example"),))
    message = send_reply(conversation.pk, by=mara, html="<p>Between us two</p>", envelope=to)
    clock.forward(seconds=11)
    mark_reply_sending(message.pk)
    mark_reply_sent(message.pk)

    assert not [words for words in ("4711", "Between us two", "Luis") if words in page()]


def test_of_a_call_only_that_it_was(page: Page, conversation: Conversation, mara: Actor) -> None:
    log_talk(conversation.pk, Said(channel=Channel.PHONE, words="Sounded upset", outcome="Be careful"), by=mara)

    html = page()

    assert "You called us" in html
    assert "upset" not in html
    assert "careful" not in html


def test_a_question_of_ours_is_named(page: Page, answer: Answer) -> None:
    answer("<p>Which door is it?</p>", Says.ASKS)

    assert "We asked you something, and go on when you have answered." in page()


def test_a_closed_matter_can_be_written_to(page: Page, conversation: Conversation, mara: Actor) -> None:
    close_conversation(conversation.pk, by=mara)

    html = page()

    assert "This matter is closed. If you write, it is open again." in html
    assert "Is this solved for you?" not in html


def test_files_are_handed_out_with_every_wall(
    client: Client, page: Page, conversation: Conversation, mara: Actor, answer: Answer
) -> None:
    attach_file(conversation.pk, by=mara, kind=DraftKind.REPLY, filename="plan.html", content_type="text/html",
                content=io.BytesIO(b"<script>"))  # fmt: skip
    answer("<p>The plan.</p>")
    address = page().partition('class="file" href="')[2].partition('"')[0]

    file = client.get(address)

    assert b"".join(file.streaming_content) == b"<script>"
    assert (file["Content-Type"], "sandbox" in file["Content-Security-Policy"]) == ("application/octet-stream", True)


def test_a_customers_markup_is_words(cast: Cast, page: Page, conversation: Conversation) -> None:
    receive_message(
        letter(cast, conversation.customer, conversation_id=conversation.pk, text="<script>alert(1)</script>")
    )

    html = page()

    assert "&lt;script&gt;alert(1)" in html
    assert "<script" not in html


def test_their_language_and_a_switch(client: Client, path: str, conversation: Conversation) -> None:
    page = client.get(path).content.decode()
    assert '<html lang="en"' in page
    assert 'hreflang="es">Español' in page
    assert "All times are those of New York." in page

    conversation.customer.change(language="es")
    assert '<html lang="es"' in client.get(path).content.decode()
    assert '<html lang="en"' in client.get(f"{path}?language=en").content.decode()
    assert '<html lang="es"' in client.get(f"{path}?language=xx").content.decode()


def test_an_agents_own_language_and_zone_do_not_count(client: Client, cast: Cast, path: str) -> None:
    cast.mara.change(language="es", time_zone="Asia/Tokyo")
    client.force_login(cast.mara)

    page = client.get(path).content.decode()

    assert '<html lang="en"' in page
    assert "today at 10:00\u202fAM" in page


def test_seeing_a_due_time_tells_it(
    client: Client, cast: Cast, path: str, conversation: Conversation, policy_promise: Promise
) -> None:
    client.head(path)
    client.get(path, headers={"Sec-Purpose": "prefetch;prerender"})
    client.force_login(cast.mara)
    client.get(f"/conversations/{conversation.pk}/as-customer")
    policy_promise.refresh_from_db()
    assert policy_promise.told_at is None

    client.logout()
    client.get(path)

    policy_promise.refresh_from_db()
    assert policy_promise.told_at == now()


def test_what_they_saw_stays_when_the_calendar_changes(
    cast: Cast, client: Client, path: str, policy_promise: Promise
) -> None:
    client.get(path)
    due = policy_promise.due_at
    by = Actor.agent(cast.olive.pk)
    change_week(policy_promise.calendar_id or 0, by=by, week=((Window(time(9), time(11)),),) * 7)
    run_due_jobs()

    policy_promise.refresh_from_db()
    assert policy_promise.due_at == due


def test_what_they_did_not_see_follows_the_calendar(cast: Cast, policy_promise: Promise) -> None:
    due = policy_promise.due_at
    by = Actor.agent(cast.olive.pk)
    change_week(policy_promise.calendar_id or 0, by=by, week=((Window(time(9), time(11)),),) * 7)
    run_due_jobs()

    policy_promise.refresh_from_db()
    assert policy_promise.due_at != due


def test_what_it_asks_of_the_database(path: str, policy_promise: Promise, assert_query_count: QueryCount) -> None:
    client = Client()
    client.get(path)
    with assert_query_count("matter"):
        client.get(path)


def test_the_whole_page_weighs_little(page: Page) -> None:
    html = page()
    files = [Path(str(finders.find(name))) for name in re.findall(r'(?:href|src)="/static/([^"#]+)', html)]
    sprite = Path(str(finders.find("icons/icons.svg")))
    assert sum(map(weight, {*files, sprite})) + len(gzip.compress(html.encode())) < 100_000


@pytest.fixture
def policy_promise(cast: Cast, conversation: Conversation) -> Promise:
    """An answer within four open hours, by a policy that customers see."""
    term = Term(allowed=timedelta(hours=4), calendar=default_calendar_id())
    terms = Terms(name="P", targets={Target.FIRST_REPLY: term}, is_shown=True)
    create_policy(terms, by=Actor.agent(cast.olive.pk))
    receive_message(letter(cast, conversation.customer, conversation_id=conversation.pk, text="Any news?"))
    return Promise.objects.get(conversation=conversation)
