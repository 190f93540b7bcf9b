"""What was read long ago is forgotten; what nobody read stays."""

from goodword.channels.email.actions.alarms import raise_alarm
from goodword.channels.email.choices import AlarmKind
from goodword.core.actor import Actor
from goodword.notifications.actions.reading import mark_all_read
from goodword.notifications.jobs import forget_notifications
from goodword.notifications.models import Notification
from tests.cast import Cast
from tests.frozen_time import Clock


def test_ninety_days_after_it_was_read(cast: Cast, clock: Clock) -> None:
    raise_alarm(cast.mailbox.pk, AlarmKind.RECEIVING)
    mine = Notification.objects.get(agent=cast.adam)
    clock.forward(days=30)
    mark_all_read(by=Actor.agent(cast.adam.pk), until=mine.pk)

    clock.forward(days=90)
    forget_notifications.call()
    assert Notification.objects.count() == 2

    clock.forward(minutes=1)
    forget_notifications.call()
    assert [row.agent_id for row in Notification.objects.all()] == [cast.olive.pk]
