"""A notification as a push: what the service worker shows."""

import json
from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from goodword.accounts.models import Agent
from goodword.notifications.choices import Matter
from goodword.notifications.discretion import words_may_leave
from goodword.notifications.letters import notice_address
from goodword.notifications.models import Notification
from goodword.notifications.queries import what_was_written, with_surroundings
from goodword.notifications.wording import sentence

_LONGEST_WORDS = 300


@dataclass(frozen=True, slots=True)
class Push:
    """What is sealed for the browser; of one `topic` a push service keeps the last."""

    content: bytes
    topic: str
    is_urgent: bool = False


def of_notification(notification: Notification) -> Push:
    """One notification, in its agent's language; a customer's words only if they may leave."""
    with translation.override(notification.agent.language):
        notice = with_surroundings(notification.agent, [notification], with_words=words_may_leave())[0]
        subject, number = notice.around.subject, notification.conversation_id
        words = [subject, what_was_written(notification)] if subject else []
        tag = f"conversation-{number}" if number else notification.about
        content = _content(
            title=sentence(notification, notice.around),
            body="\n".join(filter(None, words))[:_LONGEST_WORDS],
            url=notice_address(notification),
            tag=tag,
        )
    return Push(content, _topic(tag), notification.matter == Matter.URGENT)


def of_many(agent: Agent, count: int) -> Push:
    """What came while the agent wanted quiet, as a number."""
    with translation.override(agent.language):
        title = ngettext("%(n)s thing while you were away", "%(n)s things while you were away", count) % {"n": count}
        return Push(_content(title=title, body="", url=reverse("notifications"), tag="summary"), _topic("summary"))


def _content(**said: str) -> bytes:
    return json.dumps(said).encode()


def _topic(tag: str) -> str:
    """The push service learns nothing from the name."""
    return salted_hmac("goodword.push.topic", tag, algorithm="sha256").hexdigest()[:32]
