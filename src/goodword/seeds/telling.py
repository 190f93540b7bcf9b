"""Telling a step of a story: the customer's letters arrive as mail, the rest is what agents do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from goodword.channels.email.actions.reading import read_mail
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import Source
from goodword.channels.email.models import OutgoingMail, ReceivedMail
from goodword.conversations.actions.assigning import assign_conversation, move_conversation
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.noting import write_note
from goodword.conversations.actions.prioritizing import set_priority
from goodword.conversations.actions.reading import mark_seen
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.actions.tagging import tag_with_name
from goodword.conversations.choices import Priority
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.markup import text_to_html
from goodword.people.actions.mattering import write_person_note
from goodword.people.choices import Consent
from goodword.promises.actions.releasing import need_no_reply
from goodword.promises.actions.resolving import accept_solution, tell_solution
from goodword.seeds.promising import give, hand_over, keep, renegotiate, settle_before_closing
from goodword.seeds.recovering import Recovering
from goodword.seeds.stories import Step, Story, StoryUnclear


@dataclass(slots=True)
class Cast:
    """Who is who: row ids by the names that stories use."""

    agents: dict[str, int] = field(default_factory=dict)
    teams: dict[str, int] = field(default_factory=dict)
    mailboxes: dict[str, int] = field(default_factory=dict)


class Teller:
    """Keeps, for each story, its conversation and the last Message-ID, which the next letter answers."""

    def __init__(self, cast: Cast, planted_at: datetime) -> None:
        self._cast, self._planted_at = cast, planted_at
        self._numbers: dict[str, int] = {}
        self._latest: dict[str, str] = {}
        self._recovering = Recovering(self._who, planted_at)
        self._verbs: dict[str, Callable[[Story, Step], object]] = {
            "writes": self._writes,
            "answers": self._answers,
            "notes": self._notes,
            "assigns": self._assigns,
            "moves": self._moves,
            "closes": self._closes,
            "tags": self._tags,
            "ranks": self._ranks,
            "remembers": self._remembers,
            "promises": self._promises,
            "keeps": self._keeps,
            "renegotiates": self._renegotiates,
            "spares": self._spares,
            "solves": self._solves,
            "agrees": self._agrees,
        }

    def tell(self, story: Story, step: Step) -> None:
        """Let the step happen at the present (travelled) moment. Raises StoryUnclear for names nobody knows."""
        try:
            self._verbs.get(step.verb, self._recovers)(story, step)
        except KeyError as error:
            raise StoryUnclear(
                f"{story.file}: {error} at {step.when} is not in agency.toml, or comes too early"
            ) from error
        if step.agent:
            self._has_read(story, step)

    def _by(self, step: Step) -> Actor:
        return Actor.agent(self._cast.agents[step.agent])

    def _who(self, name: str) -> str:
        teams, agents = self._cast.teams, self._cast.agents
        return f"team:{teams[name]}" if name in teams else f"agent:{agents[name]}"

    def _recovers(self, story: Story, step: Step) -> None:
        self._recovering.tell(self._numbers[story.file], step, self._by(step))

    def _writes(self, story: Story, step: Step) -> None:
        mail = self._letter(story, step)
        received = store_mail(
            mail.as_bytes(),
            mailbox_id=self._cast.mailboxes[story.mailbox],
            source=Source.SMTP,
            envelope_from=story.address,
            envelope_to=story.mailbox,
        )
        read_mail(received.pk)
        message = ReceivedMail.objects.select_related("message").get(pk=received.pk).message
        if message is None:
            raise StoryUnclear(f"{story.file}: the letter of {step.when} could not be read")
        self._numbers[story.file] = message.conversation_id
        self._latest[story.file] = mail["Message-ID"]

    def _letter(self, story: Story, step: Step) -> EmailMessage:
        answered = self._latest.get(story.file, "")
        mail = EmailMessage()
        mail["From"] = formataddr((story.customer, story.address))
        mail["To"] = story.mailbox
        if story.cc:
            mail["Cc"] = ", ".join(story.cc)
        mail["Subject"] = f"Re: {story.subject}" if answered else story.subject
        mail["Date"] = format_datetime(now())
        mail["Message-ID"] = (
            f"<{story.file.removesuffix('.toml')}.{now():%Y%m%d%H%M}@{story.address.partition('@')[2]}>"
        )
        if answered:
            mail["In-Reply-To"] = mail["References"] = answered
        mail.set_content(f"{step.words}\n")
        return mail

    def _answers(self, story: Story, step: Step) -> None:
        message = send_reply(self._numbers[story.file], by=self._by(step), html=text_to_html(step.words))
        outgoing = OutgoingMail.objects.get(message=message)
        self._latest[story.file] = outgoing.message_id_header
        hand_over(outgoing)

    def _has_read(self, story: Story, step: Step) -> None:
        # Whoever does something with a conversation has read what stands there.
        conversation = Conversation.objects.get(pk=self._numbers[story.file])
        letter = conversation.messages.order_by("-pk").values_list("pk", flat=True).first()
        note = conversation.notes.order_by("-pk").values_list("pk", flat=True).first()
        by, news_at = self._by(step), conversation.news_at
        mark_seen(conversation.pk, by=by, news_at=news_at, message_id=letter or 0, note_id=note or 0)

    def _notes(self, story: Story, step: Step) -> None:
        write_note(self._numbers[story.file], by=self._by(step), html=text_to_html(step.words))

    def _assigns(self, story: Story, step: Step) -> None:
        assign_conversation(self._numbers[story.file], by=self._by(step), to=self._cast.agents[step.words])

    def _moves(self, story: Story, step: Step) -> None:
        move_conversation(self._numbers[story.file], by=self._by(step), team=self._cast.teams[step.words])

    def _closes(self, story: Story, step: Step) -> None:
        settle_before_closing(self._numbers[story.file], by=self._by(step))
        close_conversation(self._numbers[story.file], by=self._by(step))

    def _tags(self, story: Story, step: Step) -> None:
        tag_with_name(self._numbers[story.file], by=self._by(step), name=step.words)

    def _ranks(self, story: Story, step: Step) -> None:
        set_priority(self._numbers[story.file], by=self._by(step), to=Priority[step.words.upper()])

    def _remembers(self, story: Story, step: Step) -> None:
        customer = Conversation.objects.values_list("customer_id", flat=True).get(pk=self._numbers[story.file])
        write_person_note(customer, by=self._by(step), text=step.words, consent=Consent.AGREED)

    def _promises(self, story: Story, step: Step) -> None:
        number, due = self._numbers[story.file], step.due_at(self._planted_at)
        give(number, step.words, by=self._by(step), due=due, target=step.target, theirs=step.theirs)

    def _keeps(self, story: Story, step: Step) -> None:
        keep(self._numbers[story.file], step.words, by=self._by(step))

    def _renegotiates(self, story: Story, step: Step) -> None:
        number, due = self._numbers[story.file], step.due_at(self._planted_at)
        renegotiate(number, step.words, by=self._by(step), due=due, letter=step.letter)

    def _spares(self, story: Story, step: Step) -> None:
        need_no_reply(self._numbers[story.file], by=self._by(step))

    def _solves(self, story: Story, step: Step) -> None:
        tell_solution(self._numbers[story.file], by=self._by(step))

    def _agrees(self, story: Story, step: Step) -> None:
        accept_solution(self._numbers[story.file], by=self._by(step))
