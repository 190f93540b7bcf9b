"""What promises make of what happens: a letter begins one, a reply keeps it, the customer's turn stops its clock."""

from goodword.calendars.events import CalendarChanged
from goodword.conversations.choices import Direction, MadeBy, Says
from goodword.conversations.events import (
    ConversationAssigned,
    ConversationClosed,
    ConversationMarkedSpam,
    ConversationMoved,
    ConversationNotSpam,
    ConversationReopened,
    ConversationTagged,
    ConversationUntagged,
    ConversationWoke,
    CustomerChanged,
    DraftDiscarded,
    DraftSaved,
    DraftTakenOver,
    MessageReceived,
    NoteWritten,
    PriorityChanged,
    ReplyBounced,
    ReplyFailed,
    ReplyPlanned,
    ReplyQueued,
    ReplyRetried,
    ReplySent,
    ReplySentElsewhere,
    ReplyUndone,
    TalkCorrected,
    TalkLogged,
    TalkTakenBack,
    TurnSet,
)
from goodword.conversations.models import Conversation, Message
from goodword.core.clock import now
from goodword.core.events import Event, on, record
from goodword.people.events import CompanyChanged, CompanyTierChanged, TierChanged, TierRemoved, TiersChanged
from goodword.promises.actions.answering import (
    confirm_reply,
    give_by_reply,
    keep_by_letter,
    keep_by_note,
    keep_by_talk,
    lose_reply,
)
from goodword.promises.actions.applying import begin_by_policy, follow_policies, release_for_spam
from goodword.promises.actions.changing import in_turn
from goodword.promises.actions.chips import follow_plan, forget_chips, hand_chips_over
from goodword.promises.actions.handing_over import follow_conversation
from goodword.promises.actions.proposing import make_noticed, propose_from, propose_withdrawn, take_noticed_back
from goodword.promises.actions.resolving import (
    SILENCE,
    accept_solution,
    refuse_solution,
    solutions_owed,
    stop,
    take_solution_back,
)
from goodword.promises.events import (
    PolicyChanged,
    PolicyCreated,
    PolicyRemoved,
    PromiseWithdrawn,
    SolutionTold,
    ThanksNoticed,
)
from goodword.promises.jobs import follow_all_policies, follow_policies_of, hear_silence, reckon_by_calendar
from goodword.promises.projections import restate_promises
from goodword.promises.thanking import only_thanks


@on(MessageReceived)
def begin(event: MessageReceived) -> None:
    """Somebody wrote: a reply is owed by policy, unless a program wrote or they only thank. Thanks for a solution agree
    to it; anything else they write means that it was none."""
    if event.automatic or event.conversation_id is None:
        return
    if not event.first and _only_thanks(event.message_id):
        if not accept_solution(event.conversation_id, by=event.by):
            _restate(event.conversation_id)
        record(
            ThanksNoticed(
                by=event.by,
                conversation_id=event.conversation_id,
                person_id=event.person_id,
                message_id=event.message_id,
            )
        )
        return
    refuse_solution(event.conversation_id, by=event.by)
    begin_by_policy(event.message_id)
    _restate(event.conversation_id)


def _only_thanks(message_id: int) -> bool:
    message = Message.objects.select_related("body", "conversation__customer", "conversation__assignee").get(
        pk=message_id
    )
    people = [message.sender_name, message.conversation.customer.name]
    if message.conversation.assignee is not None:
        people.append(message.conversation.assignee.name)
    return only_thanks(message.body.text[: message.body.quoted_from], people)


@on(ReplyQueued)
def give(event: ReplyQueued) -> None:
    """A reply is on its way: replies that are owed count as given, and a solution it states stops what waits for one.
    What it promises itself comes after."""
    give_by_reply(event.message_id, by=event.by)
    _tell_solution(event)
    make_noticed(event.message_id, by=event.by)


@on(ReplyRetried)
def give_again(event: ReplyRetried) -> None:
    """The same when a reply that failed is tried again."""
    give_by_reply(event.message_id, by=event.by)
    _tell_solution(event)


def _tell_solution(event: ReplyQueued | ReplyRetried | ReplySentElsewhere) -> None:
    message = Message.objects.get(pk=event.message_id)
    conversation = Conversation.objects.locked(message.conversation_id)
    for promise in in_turn(solutions_owed(conversation) if message.says == Says.SOLVES else []):
        stop(promise, message, by=event.by)
    _restate(conversation.pk)


@on(ReplySent)
def confirm(event: ReplySent) -> None:
    """The relay accepted it: what it gave is kept."""
    confirm_reply(event.message_id)


@on(ReplySentElsewhere)
def keep_by_letter_elsewhere(event: ReplySentElsewhere) -> None:
    """A letter that left by another mail program keeps what a reply of ours would."""
    if event.answers:
        keep_by_letter(event.message_id, by=event.by)
        _tell_solution(event)
        propose_from(event.message_id, by=event.by)


@on(NoteWritten)
def answer_inside(event: NoteWritten) -> None:
    """A note of whoever was asked answers the colleague who asked."""
    if not event.asks:
        keep_by_note(event.conversation_id or 0, by=event.by)


@on(ReplyUndone)
def take_back(event: ReplyUndone) -> None:
    """A reply that never left gave nothing."""
    take_noticed_back(event.message_id, by=event.by)
    take_solution_back(event.message_id)
    lose_reply(event.message_id, by=event.by, is_undone=True)
    follow_turn(event)


@on(ReplyFailed)
def lose_failed(event: ReplyFailed) -> None:
    """Nor did one that no relay took."""
    take_solution_back(event.message_id)
    lose_reply(event.message_id, by=event.by)
    follow_turn(event)


@on(ReplyBounced)
def lose_bounced(event: ReplyBounced) -> None:
    """Nor one that came back for good, though the relay had taken it."""
    if event.hard:
        take_solution_back(event.message_id)
        lose_reply(event.message_id, by=event.by)
        follow_turn(event)


@on(TalkLogged)
def keep_or_begin_by_talk(event: TalkLogged) -> None:
    """We spoke: what was settled keeps what is owed; what was not is owed from now on."""
    message = Message.objects.select_related("talk").get(pk=event.message_id)
    if message.talk.is_answered:
        keep_by_talk(event.message_id, by=event.by)
    elif message.direction == Direction.IN:
        begin_by_policy(event.message_id, called=True)
    propose_from(event.message_id, by=event.by)
    if event.conversation_id is not None:
        _restate(event.conversation_id)


@on(TalkCorrected)
def propose_as_corrected(event: TalkCorrected) -> None:
    """What was written down otherwise may promise something else."""
    propose_from(event.message_id, by=event.by)


@on(SolutionTold)
def wait_for_silence(event: SolutionTold) -> None:
    """Three days later nobody's word is a word, too."""
    hear_silence.enqueue_later(now() + SILENCE, promise_id=event.promise_id)


@on(ConversationMarkedSpam)
def owe_spam_nothing(event: ConversationMarkedSpam) -> None:
    """Spam is owed nothing."""
    if event.conversation_id is not None:
        release_for_spam(event.conversation_id)


@on(ConversationNotSpam)
def owe_after_all(event: ConversationNotSpam) -> None:
    """It is no spam: what its last letter is owed runs since that came."""
    theirs = Message.objects.filter(conversation_id=event.conversation_id or 0, made_by=MadeBy.CUSTOMER)
    last = theirs.filter(is_automatic=False).order_by("-at", "-id").first()
    if last is not None and last.conversation.is_ours:
        begin_by_policy(last.pk)


def follow_who_has_it(event: ConversationAssigned | ConversationMoved) -> None:
    """Whoever has the conversation owes what the house promised."""
    if event.conversation_id is not None:
        follow_conversation(event.conversation_id)


on(ConversationAssigned)(follow_who_has_it)
on(ConversationMoved)(follow_who_has_it)


def follow_what_it_is(event: Event) -> None:
    """With another team, tag, priority or customer it may fall under another policy."""
    if event.conversation_id is not None:
        follow_policies(event.conversation_id)


for _changed in (ConversationMoved, ConversationTagged, ConversationUntagged, PriorityChanged, CustomerChanged):
    on(_changed)(follow_what_it_is)


def follow_turn(event: Event) -> None:
    """Whose turn it is says whether allowances stand still."""
    if event.conversation_id is not None:
        _restate(event.conversation_id)


for _turned in (ConversationWoke, ConversationClosed, ConversationReopened, TalkCorrected, TalkTakenBack, TurnSet):
    on(_turned)(follow_turn)


def _restate(conversation_id: int) -> None:
    restate_promises(Conversation.objects.locked(conversation_id))


def follow_policies_everywhere(event: Event) -> None:  # noqa: ARG001 (whatever changed)
    """What is owed by policy follows the policies as they are."""
    follow_all_policies.enqueue(after=0)


for _ruled in (PolicyCreated, PolicyChanged, PolicyRemoved):
    on(_ruled)(follow_policies_everywhere)


def follow_the_tier(event: TierChanged | CompanyChanged) -> None:
    """With another tier, or the tier of another company, what is open may fall under another policy."""
    follow_policies_of.enqueue(customer_id=event.person_id or 0, company_id=0, after=0)


on(TierChanged)(follow_the_tier)
on(CompanyChanged)(follow_the_tier)


@on(CompanyTierChanged)
def follow_the_company(event: CompanyTierChanged) -> None:
    """The same for all its people."""
    follow_policies_of.enqueue(customer_id=0, company_id=event.company_id, after=0)


for _tiered in (TiersChanged, TierRemoved):
    on(_tiered)(follow_policies_everywhere)


@on(CalendarChanged)
def reckon_by_the_new_hours(event: CalendarChanged) -> None:
    """What runs on a calendar that changed is reckoned anew, later."""
    reckon_by_calendar.enqueue(calendar_id=event.calendar_id, after=0)


@on(ReplyPlanned)
def read_as_it_leaves(event: ReplyPlanned) -> None:
    """What is written for later means what it means then."""
    follow_plan(event.draft_id)


@on(DraftTakenOver)
def go_on_with_chips(event: DraftTakenOver) -> None:
    """What was said of a draft's words goes with the draft."""
    hand_chips_over(event.conversation_id or 0, before=event.agent_id, to=event.by.writer_id)


def forget_what_was_noticed(event: DraftSaved | DraftDiscarded) -> None:
    """Or is gone with it."""
    forget_chips(event.conversation_id or 0)


on(DraftSaved)(forget_what_was_noticed)
on(DraftDiscarded)(forget_what_was_noticed)


@on(PromiseWithdrawn)
def ask_once_more(event: PromiseWithdrawn) -> None:
    """A promise made of a proposal was taken back."""
    propose_withdrawn(event.promise_id)
