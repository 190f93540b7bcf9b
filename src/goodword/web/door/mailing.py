"""Whether the desk can write to anybody at all."""

from django.core.mail import get_connection

from goodword.core.errors import DomainError


def mail_problem() -> str:
    """Why no mail can leave now, in words; empty when it can."""
    try:
        get_connection().open()
    except DomainError as problem:
        return str(problem)
    return ""
