"""Whoever looked into a complaint hears what its customer said of how it was put right, good or bad."""

from goodword.accounts.models import Agent
from goodword.core.events import on
from goodword.listening.events import FeedbackGiven
from goodword.listening.models import Asking
from goodword.notifications.access import who_may_read
from goodword.notifications.actions.telling import News, tell
from goodword.notifications.choices import Matter
from goodword.notifications.jobs import post
from goodword.recovery.models import Complaint


@on(FeedbackGiven)
def tell_what_they_said(event: FeedbackGiven) -> None:
    """Once for an answer, and again if it turns from good to bad, or back."""
    if event.conversation_id is None:
        return
    owner = Agent.objects.filter(pk=_owner(event.asking_id) or 0, is_active=True)
    readers = who_may_read(owner, event.conversation_id)
    about = f"feedback:{event.asking_id}:{'bad' if event.is_bad else 'good'}"
    facts = {"asking": event.asking_id, "is_bad": event.is_bad}
    if readers:
        news = News(matter=Matter.FEEDBACK, about=about, conversation_id=event.conversation_id, facts=facts)
        post(tell(news, readers))


def _owner(asking_id: int) -> int | None:
    """Whose complaint it is now; of none, who was involved when they were asked."""
    asking = Asking.objects.get(pk=asking_id)
    complaint = Complaint.objects.filter(pk=asking.subject_id) if asking.subject_kind == "complaint" else None
    owner = complaint.values_list("owner", flat=True).first() if complaint is not None else None
    return owner or asking.agent_id
