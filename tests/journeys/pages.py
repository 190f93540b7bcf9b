"""Every page of the desk, and where it is walked. web/test_every_page_is_walked.py holds this true to the URL map."""

DOORS = ("/sign-in", "/sign-in/code", "/sign-in/password", "/sign-in/password/sent", "/sign-in/suspended")
PAGES = (
    "/search", "/search?q=the", "/people", "/people/new", "/people/1", "/people/1/remedies",
    "/people/1/representatives", "/companies", "/companies/new", "/companies/1", "/conversations/new",
    "/today", "/inbox", "/inbox?box=mine", "/inbox?state=closed", "/inbox?state=snoozed", "/inbox?box=spam",
    "/insight", "/insight?weeks=12&to=inside", "/insight/promises?came=broken", "/insight/complaints",
    "/insight/complaints/behind?came=open", "/insight/learned", "/break",
    "/payouts", "/payouts/reconciliation", "/settings/payouts", "/settings/payouts/new/stripe",
    "/mailroom", "/notifications", "/offline", "/settings/tags", "/settings/tags/new", "/settings/tags/1",
    "/settings/urgent-wording", "/settings/urgent-wording/line?language=en&line=heart+attack",
    "/settings/all", "/settings/organization", "/settings/agents", "/settings/agents/invitations",
    "/settings/complaints", "/settings/check-back", "/settings/grievances", "/settings/grievances/hospital",
    "/settings/promises", "/settings/promises/new", "/settings/remedies",
    "/settings/remedies/authorities/new", "/settings/remedies/products/new", "/settings/tiers", "/settings/tiers/new",
    "/settings/checklists", "/settings/checklists/new", "/settings/reasons", "/settings/reasons/new",
    "/settings/reasons/late",
    "/settings/calendars", "/settings/calendars/new", "/settings/calendars/1", "/settings/calendars/1/days",
    "/settings/calendars/1/days/2026-12-24", "/settings/calendars/1/holidays?country=ES&region=MD",
    "/settings/calendars/1/ical", "/settings/calendars/1/reckoning?at=2026-11-20T16:30&hours=4",
    "/settings/agents/2", "/settings/teams", "/settings/teams/new", "/settings/teams/1",
    "/settings/mailboxes", "/settings/mailboxes/new", "/settings/mailboxes/1", "/settings/mailboxes/1/connection",
    "/settings/mailboxes/1/reconciliation", "/settings/mailboxes/1/folders", "/settings/mailboxes/1/history",
    "/settings/mailboxes/1/acknowledgement", "/settings/mailboxes/1/alerted", "/settings/mailboxes/1/reply-addresses",
    "/settings/mailboxes/providers", "/settings/mailboxes/providers/new/microsoft", "/settings/domains", "/settings/me",
    "/settings/mailboxes/1/sending", "/settings/preferences", "/settings/keys", "/settings/me/signature",
    "/settings/notices", "/settings/sessions", "/settings/sign-in", "/settings/sign-in/passkeys",
)  # fmt: skip
AFTER_THE_PASSWORD = ("/settings/sign-in/app", "/settings/sign-in/passkeys/new")
# Walked where they come about.
ELSEWHERE = {
    # test_every_page.py: at the end of the door, and beside the list; the strips of choices by axe as they open
    "account_reauthenticate", "mfa_authenticate", "conversation", "assignment", "team", "priority",
    # test_every_other_page.py
    "account_confirm_login_code", "account_logout", "account_reset_password_from_key", "invitation",
    "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_deactivate_totp", "mfa_remove_webauthn", "openid_connect_login", "openid_connect_callback", "settings-domain",
    "settings-provider", "tags", "snooze", "talk", "talk-correction",
    "person-addresses", "person-company", "person-details", "person-note", "person-notes",
    # nowhere by themselves: what refuses somebody who comes by SAML is the page that OpenID Connect refuses with
    "saml_login", "saml_finish_acs",
    # test_setting_up.py; those of the codes and the demo answer with the page of "setup" when something is missing
    "setup", "setup-code", "setup-organization", "setup-demo", "setup-mailbox", "setup-connection", "demo",
    # test_checklist.py
    "checklist", "settings-checklist",
    # test_promises.py, test_renegotiated.py
    "promise-history", "promises-new", "promise-due", "promise-release", "promise-owner",
    "settings-policy", "settings-tier",
    # test_complaints.py
    "complaint", "complaint-decline", "complaint-reason", "complaint-recoveries",
    # test_grievances.py
    "grievance", "binder",
    # test_check_back.py
    "check-back",
    # test_make_it_right.py
    "make-it-right", "settings-authority", "settings-product", "remedy-words", "remedy-answer",
    # test_payouts.py
    "payout", "settings-payout-connection",
    # test_asking.py
    "questions-new",
    # test_letters_out.py
    "sent-file",
    # test_matter.py
    "matter", "as-customer",
}  # fmt: skip
# Parts of pages, files, and addresses that lead on.
NO_PAGES = {
    "alarms", "companies-rows", "composer", "drafts", "file", "health", "hearing", "home", "hook-mail", "hook-reports",
    "hook-payouts", "payouts-sheet", "binder-file",
    "inbox-filtered", "inbox-rows", "letter", "letter-frame", "mailroom-raw", "manifest", "mentionable",
    "mfa_download_recovery_codes", "mfa_login_webauthn", "notifications-fresh", "own-file", "people-rows", "person",
    "parts", "person-company-choices", "rail", "rail-tabs", "readiness", "saml_acs", "saml_metadata", "saml_sls",
    "search-results", "search-suggestions", "sent-file-content", "service-worker", "settings", "settings-history-state",
    "settings-calendar-sources", "settings-push-key", "settings-signed-in", "snooze-moment", "subject", "talk-people",
    "thread", "who", "promise-moment", "settings-policies-following", "insight-figures", "insight-complaints-figures",
    "insight-complaints-open",
}  # fmt: skip
