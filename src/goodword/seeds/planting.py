"""Planting the demo: founding the agency and telling its stories in the order in which they happened."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from goodword.accounts.actions.founding import found_organization
from goodword.accounts.actions.joining import add_agent
from goodword.accounts.actions.preferences import change_my_preferences
from goodword.accounts.actions.teams import create_team
from goodword.accounts.models import Agent
from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.choices import Security
from goodword.channels.email.transports.smtp import SmtpAccess
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.core.actor import Actor
from goodword.core.clock import now, travelled_to
from goodword.core.demo import Demo, keep_demo
from goodword.notifications.choices import Post
from goodword.notifications.models import Notification
from goodword.seeds.post import HOST, free_port
from goodword.seeds.promising import plant_promises, watch_until
from goodword.seeds.righting import ASKED_BEFORE, plant_authorities, plant_request
from goodword.seeds.stories import Step, Story, read_agency, read_stories
from goodword.seeds.telling import Cast, Teller

DEMO_PASSWORD = "as-good-as-our-word"  # noqa: S105 (printed for everybody who looks at the demo)


@transaction.atomic
def plant_demo(*, password: str = DEMO_PASSWORD) -> Cast:
    """Found Wrenfield Home Health and tell its two weeks, ending now; its mail leaves by the customers' post.

    Everybody signs in with the password. Once this is committed, the data folder is marked as a demo's. Raises
    AlreadyFounded when there is an organization.
    """
    agency = read_agency()
    planted_at = now().astimezone(ZoneInfo(agency["time_zone"]))
    stories = read_stories()
    told = sorted(
        ((step.moment(planted_at), story, step) for story in stories for step in story.steps), key=lambda one: one[0]
    )
    port = free_port()
    with travelled_to(min(moment for moment, _story, _step in told)):
        cast = _found(agency, password, port)
    _tell(told, Teller(cast, planted_at))
    watch_until(planted_at)
    with travelled_to(planted_at - ASKED_BEFORE):
        plant_request(cast.agents)
    # Who was to be told by mail has been, at the time.
    Notification.objects.filter(post=Post.WAITING).update(post=Post.SENT, mailed_at=F("at"))
    demo = Demo(port=port, password=password)
    transaction.on_commit(lambda: keep_demo(demo))
    return cast


def _tell(told: list[tuple[datetime, Story, Step]], teller: Teller) -> None:
    for moment, story, step in told:
        watch_until(moment)
        with travelled_to(moment):
            teller.tell(story, step)


def _found(agency: dict[str, Any], password: str, port: int) -> Cast:
    owner = found_organization(
        name=agency["name"],
        owner_name=agency["owner"]["name"],
        owner_email=agency["owner"]["email"],
        password=password,
        language=agency["language"],
        time_zone=agency["time_zone"],
    )
    by = Actor.agent(owner.pk)
    cast = Cast(agents={owner.name: owner.pk})
    for team in agency["teams"]:
        cast.teams[team["name"]] = create_team(by=by, name=team["name"], icon=team["icon"]).pk
    for agent in agency["agents"]:
        cast.agents[agent["name"]] = _join(agent, cast, by)
    # Hashed once: nine times are two seconds.
    Agent.objects.exclude(pk=owner.pk).update(password=owner.password)
    relay = SmtpAccess(host=HOST, port=port, security=Security.NONE)
    for box in agency["mailboxes"]:
        team = cast.teams[box["team"]]
        mailbox = add_mailbox(by=by, address=box["address"], name=box["name"], team=team, acknowledges=False)
        cast.mailboxes[box["address"]] = mailbox.pk
        connect_mailbox(mailbox.pk, by=by, smtp=relay)
    plant_promises(agency, by)
    plant_authorities(cast.teams, by)
    return cast


def _join(agent: dict[str, Any], cast: Cast, by: Actor) -> int:
    email = f"{agent['name'].split()[0].lower()}@wrenfield.example".replace("é", "e")
    joined = add_agent(
        by=by,
        name=agent["name"],
        email=email,
        role=agent["role"],
        password=None,
        teams=[cast.teams[team] for team in agent["teams"]],
    )
    if language := agent.get("language"):
        change_my_preferences(
            by=Actor.agent(joined.pk),
            language=language,
            time_zone=joined.time_zone,
            theme=joined.theme,
            density=joined.density,
        )
    return joined.pk
