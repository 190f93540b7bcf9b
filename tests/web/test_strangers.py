"""Nobody gets in where they do not belong: every address of the desk, taken from the URL map, for every stranger.

An address that is in none of the classes below fails the first test: whoever adds one says here who may not enter.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from goodword.accounts.models import Agent
from goodword.calendars.queries import default_calendar_id
from goodword.conversations.actions.drafting import attach_file, save_draft
from goodword.conversations.actions.planning import plan_reply
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.actions.tags import create_tag
from goodword.conversations.actions.talking import Said, log_talk
from goodword.conversations.choices import Channel, DraftKind
from goodword.conversations.models import Attachment, FileLink
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.money import Money
from goodword.people.actions.companies import create_company
from goodword.people.actions.mattering import write_person_note
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.actions.representing import record_representation
from goodword.playbook.actions.checklists import create_checklist
from goodword.playbook.actions.reasons import create_reason
from goodword.promises.actions.chips import follow_draft
from goodword.promises.actions.giving import Word, give_promise
from goodword.recovery.actions.asking import ask_for_remedy
from goodword.recovery.actions.giving import Gift, give_remedy
from goodword.recovery.actions.grievance_binders import ask_for_binder
from goodword.recovery.choices import RemedyKind
from goodword.recovery.models import NoticedComplaint
from goodword.recovery.noticing import Cue
from tests.cast import Cast, conversation_with_odile
from tests.recovery.complaining import complaint_of, put_right
from tests.timeline import last_event

PUBLIC = {
    "account_login", "account_request_login_code", "account_confirm_login_code", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key", "account_inactive", "account_logout",
    "mfa_authenticate", "mfa_login_webauthn", "openid_connect_login", "openid_connect_callback", "invitation",
    "saml_login", "saml_acs", "saml_finish_acs", "saml_metadata",
    "setup", "setup-code", "setup-organization", "setup-demo", "file", "sent-file", "sent-file-content", "health",
    "service-worker", "manifest", "offline", "readiness", "hook-mail", "hook-reports", "hook-payouts",
    "matter", "matter-complaint", "matter-understood", "matter-correction", "matter-letters",
    "check-back", "check-back-answer", "check-back-no-more",
    "matter-solution", "matter-refusal", "matter-link", "matter-new-link",
}  # fmt: skip
EVERYBODYS = {
    "talk-beginning", "talk-people", "insight", "insight-promises", "insight-figures",
    "settings-checklists", "settings-reasons",
    "settings-all", "settings-tags", "settings-preferences", "settings-keys", "settings-single-keys",
    "search", "search-results", "search-suggestions",
    "break", "break-end",
    "promise-moment", "home", "today", "demo", "inbox", "inbox-rows", "inbox-filtered", "parts", "rail", "rail-tabs",
    "notifications", "notifications-reading",
    "notifications-fresh", "notification-opening", "notification-reading", "settings-notifications",
    "settings-notice-paths", "settings-notice-hours", "settings-notice-summary", "settings-notice-pause",
    "settings-push-key", "settings-devices", "settings-device-removal", "settings", "settings-details",
    "settings-signature", "settings-password", "settings-sessions", "settings-other-sessions-end",
    "settings-session-end", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
    "saml_sls",
    "mfa_remove_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
}  # fmt: skip
OF_A_CONVERSATION = {
    "as-customer", "as-customer-link", "as-customer-link-end",
    "promises-new", "questions-new",
    "promise-keeping", "promise-history", "promise-release", "promise-due", "promise-owner",
    "complaint", "complaint-recoveries",
    "complaint-confirmation", "complaint-acknowledgement", "complaint-owner", "complaint-closure",
    "complaint-assessment", "complaint-restatement", "complaint-restatement-reply",
    "complaint-person", "complaint-cause", "complaint-no-change",
    "complaint-contribution", "complaint-reason", "complaint-noticed",
    "grievance", "grievance-removal", "grievance-record", "grievance-time", "grievance-notice", "grievance-extension",
    "complaint-binder", "binder", "binder-file",
    "corrective-action-removal", "complaint-decline", "complaint-decline-answer", "complaint-decline-letter",
    "no-reply-needed", "solution", "make-it-right", "remedy-words", "person-remedies",
    "remedy-answer", "remedy-withdrawal",
    "checklist", "no-as-meant",
    "conversation-turn", "noticed-acceptance", "noticed-dismissal", "noticed-reconsideration",
    "priority", "tags", "tag-removal", "snooze", "snooze-moment", "snooze-end", "spam", "spam-end", "spam-sender",
    "spam-sender-end",
    "talk", "talk-correction", "talk-removal",
    "seen", "unread", "mentionable", "drafts", "draft-takeover", "draft-discarding",
    "conversation", "subject", "urgency", "thread", "person", "assignment", "team", "closure", "reopening", "letter",
    "letter-frame", "replies", "notes", "composer", "draft", "draft-removal", "draft-files", "attachment-removal",
    "message-undoing", "message-retry", "own-file", "undo", "plan-time", "plan-cancellation", "plan-departure",
    "file-link-revocation", "conversation-customer", "forwarded", "who", "hearing", "person-page",
    "person-description", "person-addresses", "person-address-removal", "person-address-clearing", "person-death",
    "representatives", "representative-end", "representative-resumption", "person-details", "person-address-preference",
    "person-company", "person-company-choices", "person-company-refusal", "person-notes", "person-note",
    "person-note-removal",
}  # fmt: skip
ADMINISTRATORS = {
    "alarms", "settings-mailbox-alerted", "settings-urgent", "settings-urgent-trial", "settings-urgent-addition",
    "settings-urgent-change", "settings-urgent-switch", "settings-urgent-removal", "settings-urgent-standard",
    "mailroom", "mailroom-raw", "mailroom-read", "mailroom-send", "mailroom-job", "setup-mailbox", "setup-connection",
    "settings-matter-links", "settings-currency", "settings-new-authority", "settings-authority",
    "settings-authority-move", "settings-authority-removal", "settings-new-product", "settings-product",
    "settings-product-move",
    "settings-second-step-roles", "settings-agent-second-step-removal", "settings-organization", "settings-agents",
    "settings-invite", "settings-invitation-withdrawal", "settings-agent", "settings-agent-role",
    "settings-agent-suspension", "settings-agent-restoration", "settings-teams", "settings-new-team", "settings-team",
    "settings-mailboxes", "settings-new-mailbox", "settings-mailbox", "settings-connection",
    "settings-acknowledgement", "settings-acknowledgement-preview", "settings-automatic-mail",
    "settings-automatic-mail-resumption", "settings-sending", "settings-limits", "settings-folders",
    "settings-reconciliation", "settings-look", "settings-refused-mail", "settings-history", "settings-history-state",
    "settings-history-begin", "settings-history-stop", "settings-mailbox-sign-in", "settings-signed-in",
    "settings-providers", "settings-new-provider", "settings-provider", "settings-provider-removal",
    "settings-calendars", "settings-new-calendar", "settings-calendar", "settings-calendar-week",
    "settings-calendar-details", "settings-calendar-default", "settings-calendar-removal", "settings-calendar-new-day",
    "settings-calendar-day", "settings-calendar-day-removal", "settings-calendar-holidays",
    "settings-calendar-source-removal", "settings-calendar-reckoning", "settings-calendar-feeds",
    "settings-calendar-file", "settings-calendar-address", "settings-calendar-sources",
    "settings-calendar-source-reading",
    "settings-complaints", "settings-check-back", "settings-grievances", "settings-grievance-pack", "binders",
    "settings-policies", "settings-new-policy", "settings-policy-preset", "settings-policy-preview",
    "settings-policies-following", "settings-policy", "settings-policy-move", "settings-policy-switch",
    "settings-policy-removal", "settings-tiers", "settings-new-tier", "settings-tier", "settings-tier-move",
    "settings-tier-removal",
    "settings-domains", "settings-domains-check", "settings-domain", "settings-domain-check", "settings-domain-key",
    "settings-payouts", "settings-payout-routes", "settings-new-payout-connection", "settings-payout-connection",
    "settings-payout-test", "settings-payout-switch", "settings-payout-removal",
    "settings-domain-signing", "settings-domain-keys-removal", "settings-notice-words", "settings-reply-addresses",
}  # fmt: skip
LEADS = {
    "insight-complaints", "insight-complaints-open", "insight-complaints-behind", "insight-complaints-figures",
    "insight-learned",
    "payouts", "payouts-sheet", "payouts-done", "payouts-reconciliation", "payouts-confirmation", "payout",
    "payout-done", "payout-retry", "payout-hand", "payout-not-done", "payout-return", "payout-cancellation",
    "settings-remedies", "settings-new-tag", "settings-tag", "settings-tag-merging", "settings-tag-deletion",
    "settings-new-checklist", "settings-checklist", "settings-checklist-move", "settings-checklist-switch",
    "settings-checklist-removal",
    "settings-new-reason", "settings-reason", "settings-reason-move", "settings-reason-retirement",
}  # fmt: skip
OF_WHO_ANSWERS = {
    "people", "people-rows", "person-new", "companies", "companies-rows", "company-new", "company-page",
    "company-description",
}  # fmt: skip
CLASSES = (PUBLIC, EVERYBODYS, OF_A_CONVERSATION, ADMINISTRATORS, LEADS, OF_WHO_ANSWERS)


def url_map(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from url_map(pattern.url_patterns)
        else:
            yield pattern


NAMES = [str(pattern.name) for pattern in url_map()]
PARAMETERS = {str(pattern.name): set(pattern.pattern.converters) for pattern in url_map()}


@pytest.fixture
def rows(cast: Cast) -> dict[str, int | str]:
    """A conversation of the pharmacy line with everything that an address can name."""
    conversation, mara = conversation_with_odile(cast), Actor.agent(cast.mara.pk)
    attachment = attach_file(
        conversation.pk, by=mara, kind=DraftKind.NOTE, filename="a.txt", content_type="text/plain",
        content=io.BytesIO(b"for the house"),
    )  # fmt: skip
    message = send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>")
    talk = log_talk(conversation.pk, Said(channel=Channel.PHONE, words="Where is it?", after="theirs"), by=mara)
    plan = plan_reply(conversation.pk, by=mara, html="<p>Well?</p>", at=now() + timedelta(days=1))
    sent = Attachment.objects.create(message=message, blob=attachment.blob, filename="a", content_type="a/b", size=1)
    link = FileLink.objects.create(attachment=sent, expires_at=now() + timedelta(days=1))
    event = last_event("conversation.assigned")
    dana = record_representation(
        conversation.customer_id, by=mara, relation="child", authority="told",
        representative=recognize_customer(address="dana@example.org", name="Dana Hartwell").pk,
    )  # fmt: skip
    promise = give_promise(conversation.pk, Word(ours="Call back", due=now() + timedelta(days=1)), by=mara)
    begun = save_draft(conversation.pk, by=mara, kind=DraftKind.REPLY, html="<p>I will call you at nine.</p>")
    assert begun is not None
    (noticed,) = follow_draft(begun)
    remedy = give_remedy(conversation.pk, Gift(kind=RemedyKind.APOLOGY, key="one", words="Sorry."), by=mara)
    more = Gift(kind=RemedyKind.CREDIT, key="more", amount=Money(500, "USD"))
    request = ask_for_remedy(conversation.pk, more, by=mara)
    create_reason(by=Actor.agent(cast.olive.pk), name="Our way")  # its key is that of the checklist
    complaint = complaint_of(conversation, mara)
    NoticedComplaint.objects.create(message=message, conversation=conversation, cue=Cue.SAID, start=0, end=0)
    put_right(conversation, mara)
    binder = ask_for_binder(complaint.pk, has_notes=False, by=mara)
    return {
        "number": conversation.pk, "message_id": message.pk, "attachment_id": attachment.pk, "event_id": event.pk,
        "draft_id": plan.pk, "begun_id": begun.pk, "talk_id": talk.pk,
        "link_id": link.pk, "promise_id": promise.pk, "noticed_id": noticed.pk, "kind": "reply",
        "remedy_id": remedy.pk, "request_id": request.pk,
        "agent_id": cast.mara.pk,
        "team_id": cast.pharmacy.pk, "mailbox_id": cast.mailbox.pk, "language": "en",
        "tag_id": create_tag(by=mara, name="Delivery").pk,
        "key": create_checklist(by=Actor.agent(cast.olive.pk), name="Our way", points=["Say when."]).key,
        "provider": "postmark", "customer_id": conversation.customer_id, "representation_id": dana.pk,
        "identity_id": conversation.customer.identities.get().pk,
        "company_id": create_company(by=mara, name="Wren Pharmacy").pk,
        "note_id": write_person_note(conversation.customer_id, by=mara, text="Knock twice.", consent="agreed").pk,
        "received_id": 1, "registration_id": 1, "domain_id": 1, "folder_mail_id": 1, "pk": 1, "job_id": 1,
        "invitation_id": 1, "notification_id": 1, "session_id": 1, "device_id": 1, "organization_slug": "sso",
        "token": "1-1~forged", "connector": "stripe", "connection_id": 1, "payout_id": 1,
        "action_id": complaint.corrective_actions.latest("pk").pk,
        "binder_id": binder.pk,
        "policy_id": 1, "tier_id": 1, "authority_id": 1, "product_id": 1,
        "calendar_id": default_calendar_id() or 0, "day": "2026-12-24", "source_id": 1,
    }  # fmt: skip


def address(name: str, rows: dict[str, int | str]) -> str:
    return reverse(name, kwargs={parameter: rows[parameter] for parameter in PARAMETERS[name]})


def statuses(name: str, rows: dict[str, int | str], who: Agent | None) -> set[int]:
    """What the address answers to looking and to acting, where it knows the method; what that changed is taken back."""
    with transaction.atomic():
        browser = Client()
        if who:
            browser.force_login(who)
        answers = [browser.get(address(name, rows)), browser.post(address(name, rows))]
        for answer in answers:
            b"".join(answer)  # or a file that was handed out stays open
        transaction.set_rollback(True)
    return {answer.status_code for answer in answers} - {405}


def answers(
    names: Iterable[str], rows: dict[str, int | str], who: Agent | None, allowed: Callable[[set[int]], bool]
) -> dict[str, set[int]]:
    """The addresses that answer this reader with something else than what is allowed."""
    answered = {name: statuses(name, rows, who) for name in sorted(names)}
    return {name: codes for name, codes in answered.items() if not allowed(codes)}


def let_in(codes: set[int]) -> bool:
    return not codes & {403, 404, 500}


@pytest.mark.parametrize("name", NAMES)
def test_every_address_says_whose_it_is(name: str) -> None:
    assert sum(name in members for members in CLASSES) == 1, f"put {name!r} into one class of this file"


def test_who_is_not_signed_in_is_sent_to_the_door(rows: dict[str, int | str]) -> None:
    for name in sorted(set(NAMES) - PUBLIC):
        for answer in (Client().get(address(name, rows)), Client().post(address(name, rows))):
            assert (name, answer.status_code, answer.headers["Location"][:8]) == (name, 302, "/sign-in")


@pytest.mark.parametrize("stranger", ["caleb", "cole"])
def test_a_stranger_does_not_learn_that_it_exists(cast: Cast, rows: dict[str, int | str], stranger: str) -> None:
    assert answers(OF_A_CONVERSATION, rows, getattr(cast, stranger), {404}.__eq__) == {}


def test_those_who_belong_get_in(cast: Cast, rows: dict[str, int | str]) -> None:
    assert answers(OF_A_CONVERSATION, rows, cast.mara, let_in) == {}


@pytest.mark.parametrize("role", ["tess", "mara", "caleb", "cole"])
def test_only_administrators_administer(cast: Cast, rows: dict[str, int | str], role: str) -> None:
    assert answers(ADMINISTRATORS, rows, getattr(cast, role), {403}.__eq__) == {}


@pytest.mark.parametrize("role", ["mara", "caleb", "cole"])
def test_only_leads_and_administrators_tend_the_tags(cast: Cast, rows: dict[str, int | str], role: str) -> None:
    assert answers(LEADS, rows, getattr(cast, role), {403}.__eq__) == {}


def test_leads_tend_the_tags(cast: Cast, rows: dict[str, int | str]) -> None:
    assert answers(LEADS, rows, cast.tess, lambda codes: not codes & {403, 500}) == {}


def test_colleagues_have_no_lists_of_people_and_companies(cast: Cast, rows: dict[str, int | str]) -> None:
    assert answers(OF_WHO_ANSWERS, rows, cast.cole, {403, 404}.__ge__) == {}


def test_who_answers_has_them(cast: Cast, rows: dict[str, int | str]) -> None:
    assert answers(OF_WHO_ANSWERS, rows, cast.mara, let_in) == {}
