"""A complaint that is severe, or about somebody's safety, is known to whoever looks into it and to their lead."""

from collections.abc import Iterable

from goodword.accounts.choices import Role
from goodword.accounts.models import Agent
from goodword.core.events import on
from goodword.notifications.access import who_may_read
from goodword.notifications.actions.telling import News, tell
from goodword.notifications.choices import Matter
from goodword.notifications.jobs import post
from goodword.recovery.complaint_choices import Severity
from goodword.recovery.complaint_events import ComplaintAssessed
from goodword.recovery.models import Complaint


@on(ComplaintAssessed)
def tell_of_what_is_grave(event: ComplaintAssessed) -> None:
    """Not whoever said so themselves."""
    if event.conversation_id is None or not (event.safety or event.severity == Severity.SEVERE):
        return
    complaint = Complaint.objects.select_related("conversation").get(pk=event.complaint_id)
    people = {agent.pk: agent for agent in _concerned(complaint) if agent.pk != event.by.agent_id}
    readers = who_may_read(list(people.values()), event.conversation_id)
    facts = {"complaint": complaint.pk, "safety": event.safety, "by": event.by.agent_id}
    about = f"complaint:{complaint.pk}:{event.severity}:{event.safety}"
    if readers:
        news = News(matter=Matter.COMPLAINT, about=about, conversation_id=event.conversation_id, facts=facts)
        post(tell(news, readers))


def _concerned(complaint: Complaint) -> Iterable[Agent]:
    """Whoever looks into it, and the leads of the conversation's team; of no team, those of the house."""
    active = Agent.objects.filter(is_active=True)
    leads = active.filter(role=Role.LEAD)
    of_team = leads.filter(teams=complaint.conversation.team_id or 0)
    return [*active.filter(pk=complaint.owner_id or 0), *(of_team if of_team.exists() else leads)]
