"""Who wants to hear of everything new that comes to a team."""

from django.db.models import Q

from goodword.core.db.together import once_together
from goodword.notifications.choices import Matter
from goodword.notifications.models import Preference

_BY_ANY_PATH = Q(app=True) | Q(push=True) | Q(mail=True) | Q(digest=True)


@once_together
def watchers_of_team(team_id: int) -> tuple[int, ...]:
    """The members of the team who chose to hear of its new conversations; nobody does from the start."""
    chosen = Preference.objects.filter(_BY_ANY_PATH, matter=Matter.TEAM_NEW, agent__teams=team_id)
    return tuple(chosen.values_list("agent_id", flat=True))
