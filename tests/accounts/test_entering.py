"""Who came through the door is kept for a while."""

from goodword.accounts.actions.entering import forget_old_sign_ins, note_sign_in, note_wrong_password
from goodword.accounts.choices import Way
from goodword.accounts.models import SignIn
from goodword.core.actor import Actor
from tests.cast import Cast
from tests.frozen_time import Clock
from tests.timeline import last_event


def enter(cast: Cast) -> SignIn:
    return note_sign_in(cast.mara.pk, way=Way.PASSWORD, second_step=True, network="192.0.2.7", user_agent="x" * 900)


def test_who_comes_in_is_noted(cast: Cast) -> None:
    entered = enter(cast)

    entered.refresh_from_db()
    assert (entered.agent, entered.way, entered.second_step, len(entered.user_agent)) == (
        cast.mara,
        "password",
        True,
        200,
    )
    event = last_event("agent.signed_in")
    assert (event.actor, event.data) == (Actor.agent(cast.mara.pk), {"agent_id": cast.mara.pk, "way": "password"})


def test_a_wrong_password_is_noted_for_its_owner(cast: Cast) -> None:
    note_wrong_password(cast.mara.email.upper(), network="192.0.2.7", user_agent="")

    assert SignIn.objects.get().agent == cast.mara


def test_of_strangers_nothing_is_kept(cast: Cast) -> None:
    assert note_wrong_password("nobody@wrenfield.example", network="192.0.2.7", user_agent="") is None
    assert not SignIn.objects.exists()


def test_after_ninety_days_it_is_forgotten(cast: Cast, clock: Clock) -> None:
    enter(cast)
    clock.forward(days=89)
    kept = enter(cast)
    clock.forward(days=2)

    assert forget_old_sign_ins() == 1
    assert SignIn.objects.get() == kept
