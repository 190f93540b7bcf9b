"""What a customer complained of before, what they were given, and how it was for them in the end."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.conversations.acquaintance import person_for
from goodword.core.money import money_words
from goodword.listening.queries import last_words_of
from goodword.recovery.queries.complaints import complaints_of
from goodword.recovery.queries.remedies import given_to_customer
from goodword.web.components.feedback import Feedback
from goodword.web.components.given_before import before_of
from goodword.web.inbox.parts import reader, wants_part
from goodword.web.shell import AgentRequest, render_page

MOST = 10


@require_safe
def righted(request: AgentRequest, customer_id: int) -> HttpResponse:
    """The latest ten of each, in matters that the reader may see, the sum of what was given, and their last words."""
    customer = person_for(reader(request), customer_id)
    given = given_to_customer(customer_id, request.user, most=MOST)
    said = last_words_of(customer_id, request.user)
    context = {
        "customer": customer,
        "sums": [money_words(total) for total in given.sums],
        "lines": [before_of(remedy, is_brief=True) for remedy in given.remedies],
        "complaints": complaints_of(customer_id, request.user)[:MOST],
        "feedback": Feedback(said) if said else None,
        "title": _("Complaints and remedies"),
    }
    name = "person/_righted.html" if wants_part(request) else "person/righted.html"
    return render_page(request, name, context)
