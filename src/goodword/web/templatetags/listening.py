"""What customers said of us, for templates."""

from django import template

from goodword.recovery.types import Complaint
from goodword.web.components.feedback import Feedback, feedback_about

register = template.Library()


@register.simple_tag
def feedback_of(complaint: Complaint) -> Feedback | None:
    """What its customer said of how it was; None where nobody asked them."""
    return feedback_about("complaint", complaint.pk)
