"""What a letter about a complaint may begin with: a "no", and what we understood."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from goodword.accounts.types import Agent
from goodword.conversations.types import Conversation
from goodword.people.types import Customer
from goodword.recovery.queries.complaints import outside_route
from goodword.web.make_it_right.words import language_of


def letter_with_no(conversation: Conversation, agent: Agent) -> str:
    """What they could be told, in their language if it is one of the desk's, else in the agent's."""
    customer, route = conversation.customer, outside_route()
    spoken = customer.language if customer.language in dict(settings.LANGUAGES) else get_language()
    with override(spoken), timezone.override(ZoneInfo(agent.time_zone)):
        outside = "\n".join(part for part in (route.name, route.address, route.link) if part)
        return _(
            "Hello %(name)s,\n\nthank you for telling us. We looked into it, and a colleague looked at it again. We "
            "cannot do what you asked for, because …\n\nWhat we can do is …\n\nIf you do not agree, you can complain "
            "further, outside of our house, to:\n%(outside)s"
        ) % {"name": customer.name, "outside": outside}


def letter_with_restatement(customer: Customer, words: str) -> str:
    """What we understood, for a reply: said in their language that it is that, and asked whether it is right."""
    with override(language_of(customer)):
        return _(
            "%(name)s, I want to be sure that I understood you. This is how I understood what happened:\n\n"
            "%(words)s\n\nIs that right? If something is different, or missing, please tell me."
        ) % {"name": customer.name, "words": words}
