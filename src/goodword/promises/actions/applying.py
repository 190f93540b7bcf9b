"""What the house promises by policy begins, and follows when a conversation falls under another policy."""

from datetime import timedelta

from django.db import transaction

from goodword.calendars.queries import open_time_of
from goodword.conversations.choices import Direction, MadeBy
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import NEVER, now
from goodword.core.models import RecordedEvent
from goodword.promises.actions.changing import in_turn, see_passed, tell, write
from goodword.promises.actions.keeping import reopen
from goodword.promises.actions.releasing import release
from goodword.promises.alarms import DEFAULT_SHARE
from goodword.promises.choices import REPLIES, Kind, Origin, Outcome, Release, Target
from goodword.promises.events import PromiseMade, ThanksNoticed
from goodword.promises.models import PolicyTarget, Promise
from goodword.promises.policies import policy_for
from goodword.promises.projections import reckon, restate_promises
from goodword.promises.reckoning import reckoned

MOST_WORDS = 500
A_DAY = timedelta(hours=24)  # for a complaint, on the clock on the wall


@transaction.atomic
def begin_by_policy(message_id: int, *, called: bool = False) -> list[Promise]:
    """Somebody wrote to us (or called: `called`): begin what the house promises them by policy, from the server's
    receipt of it on. A first reply is promised once, a next one while none is owed, a resolution while none runs."""
    message = Message.objects.filter(pk=message_id).first()
    if message is None:
        return []
    conversation = Conversation.objects.locked(message.conversation_id)
    if conversation.is_spam or conversation.is_closed:
        return []
    targets = targets_of(conversation)
    wanted = [one for one in _wanted(conversation, called=called) if one in targets]
    return [begin(conversation, message, one, targets[one]) for one in wanted]


def _wanted(conversation: Conversation, *, called: bool) -> list[Target]:
    """What begins with the message, if a policy promises it."""
    known = Promise.objects.standing().filter(conversation=conversation, customer__isnull=False)
    owed = list(known.owed())
    wanted = []
    if not any(
        promise.target in REPLIES and promise.origin == Origin.POLICY and not promise.is_given for promise in owed
    ):
        first = known.filter(target=Target.FIRST_REPLY).exclude(release=Release.POLICY)
        answered = _was_answered(conversation) or first.exists()
        wanted.append(Target.NEXT_REPLY if answered else Target.FIRST_REPLY)
    if not any(promise.target == Target.RESOLUTION for promise in owed):
        wanted.append(Target.RESOLUTION)
    if called and not any(promise.target == Target.CALLBACK for promise in owed):
        wanted.append(Target.CALLBACK)
    return wanted


def _was_answered(conversation: Conversation) -> bool:
    """Whether somebody of the house wrote or spoke to the customer before."""
    ours = Message.objects.filter(conversation=conversation, direction=Direction.OUT)
    return ours.exclude(made_by=MadeBy.DESK).exists()


def targets_of(conversation: Conversation) -> dict[Target, PolicyTarget]:
    """What the policy of the conversation promises."""
    policy = policy_for(conversation.pk)
    return {Target(one.target): one for one in policy.targets.all()} if policy else {}


def begin(
    conversation: Conversation, message: Message, target: Target, promised: PolicyTarget | None, *, by: Actor = SYSTEM
) -> Promise:
    """Begin what the policy promises, for a message in a conversation that the caller holds under lock."""
    promise = Promise(
        conversation=conversation,
        home=conversation,
        customer_id=conversation.customer_id,
        origin=Origin.POLICY,
        kind=Kind.ALLOWANCE,
        target=target,
        theirs=message.preview if message.direction == Direction.IN else "",
        made_in=message,
        owner_id=conversation.assignee_id,
        owner_team_id=conversation.team_id,
        began_at=min(message.at, now()),
        due_at=NEVER,
        **_terms_of(promised),
    )
    promise.due_at, warnings = reckoned(promise, open_time_of(promise.calendar_id))
    promise.warn_at, promise.lead_at = warnings.owner, warnings.lead
    promise.save()
    write(promise, promise.life)
    tell(
        PromiseMade,
        promise,
        by=by,
        origin=promise.origin,
        target=promise.target,
        due=promise.due_at.isoformat(),
    )
    return promise


def _terms_of(promised: PolicyTarget | None) -> dict[str, object]:
    """What the policy says; a complaint has its day where none says anything of it."""
    if promised is None:
        return {
            "policy_id": None,
            "calendar_id": None,
            "allowed": A_DAY,
            "warn_share": DEFAULT_SHARE,
            "warn_lead": None,
        }
    return {
        "policy_id": promised.policy_id,
        "calendar_id": promised.calendar_id,
        "allowed": promised.allowed,
        "warn_share": promised.warn_share,
        "warn_lead": promised.warn_lead,
    }


@transaction.atomic
def follow_policies(number: int) -> None:
    """The conversation may fall under another policy now: what is owed by policy is due as that one says, from when it
    began; what no policy promises any more is released, and owed again if one does once more. What the customer was
    told stays, and so does what was broken."""
    conversation = Conversation.objects.locked(number)
    rows = Promise.objects.owed().to_customers().filter(conversation=conversation, origin=Origin.POLICY, outcome="")
    owed = [promise for promise in rows.filter(told_at=None).order_by("id") if not promise.is_given]
    targets = targets_of(conversation) if owed or conversation.is_ours else {}
    for promise in in_turn(owed):
        promise.conversation = conversation
        _follow(promise, targets.get(Target(promise.target)))
    if conversation.is_ours:
        _begin_missing(conversation, targets)


def _follow(promise: Promise, promised: PolicyTarget | None) -> None:
    see_passed(promise)
    if promise.outcome:
        return
    if promised is None and promise.target != Target.COMPLAINT:
        release(promise, by=SYSTEM, reason=Release.POLICY)
        return
    terms = _terms_of(promised)
    if all(getattr(promise, name) == value for name, value in terms.items()):
        return
    promise.change(**terms)
    reckon(promise, because="policy")
    restate_promises(promise.conversation)


def _begin_missing(conversation: Conversation, targets: dict[Target, PolicyTarget]) -> None:
    """What the policy promises for the letter that waits: what was only released for want of a policy is owed again, as
    it began; the rest begins with that letter if the policy is older than it."""
    missing = [one for one in _wanted(conversation, called=False) if one in targets]
    letter = _letter_that_waits(conversation) if missing else None
    if letter is None:
        return
    for target in missing:
        alike = REPLIES if target in REPLIES else {target}
        rows = Promise.objects.standing().to_customers().filter(conversation=conversation, origin=Origin.POLICY)
        last = rows.filter(target__in=alike).order_by("began_at", "id").last()
        since = last is not None and (target == Target.RESOLUTION or last.began_at >= letter.at)
        if last is not None and since:
            if last.release == Release.POLICY and last.outcome != Outcome.BROKEN:
                last.conversation = conversation
                reopen(last, by=SYSTEM)
                _follow(last, targets[target])
        elif targets[target].policy.created_at <= letter.at:
            begin(conversation, letter, target, targets[target])


def _letter_that_waits(conversation: Conversation) -> Message | None:
    """The first letter of the customer's to which nobody has answered; none that only thanks."""
    theirs = Message.objects.filter(conversation=conversation, direction=Direction.IN, is_automatic=False)
    letter = theirs.filter(at__gte=conversation.waiting_since).order_by("at", "id").first()
    if letter is None:
        return None
    thanked = RecordedEvent.objects.filter(
        kind=ThanksNoticed.kind, conversation_id=conversation.pk, data__message_id=letter.pk
    )
    undone = RecordedEvent.objects.filter(undoes__in=thanked.values("pk"))
    return letter if undone.exists() or not thanked.exists() else None


@transaction.atomic
def release_for_spam(number: int) -> None:
    """Spam is owed nothing."""
    conversation = Conversation.objects.locked(number)
    for promise in in_turn(Promise.objects.owed().to_customers().filter(conversation=conversation).order_by("id")):
        promise.conversation = conversation
        release(promise, by=SYSTEM, reason=Release.SPAM)


@transaction.atomic
def reckon_anew(promise_id: int) -> None:
    """Reckon an allowance by its calendar as it is now, unless the customer was told when it is due."""
    promise = Promise.objects.locked(promise_id)
    if promise.told_at is None:
        reckon(promise, because="calendar")
        restate_promises(promise.conversation)
