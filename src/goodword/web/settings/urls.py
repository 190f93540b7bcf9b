"""The addresses of the settings."""

from django.urls import path

from goodword.web.settings import agents, mailboxes, myself, organization, signing_in, teams

urlpatterns = [
    path("", organization.first_tab, name="settings"),
    path("organization", organization.organization_page, name="settings-organization"),
    path("organization/second-step", organization.second_step_roles, name="settings-second-step-roles"),
    path("agents", agents.agents_page, name="settings-agents"),
    path("agents/invitations", agents.invite_page, name="settings-invite"),
    path(
        "agents/invitations/<int:invitation_id>/withdrawal",
        agents.invitation_withdrawal,
        name="settings-invitation-withdrawal",
    ),
    path("agents/<int:agent_id>", agents.agent_page, name="settings-agent"),
    path("agents/<int:agent_id>/role", agents.agent_role, name="settings-agent-role"),
    path("agents/<int:agent_id>/suspension", agents.agent_suspension, name="settings-agent-suspension"),
    path("agents/<int:agent_id>/restoration", agents.agent_restoration, name="settings-agent-restoration"),
    path(
        "agents/<int:agent_id>/second-step/removal",
        agents.agent_second_step_removal,
        name="settings-agent-second-step-removal",
    ),
    path("teams", teams.teams_page, name="settings-teams"),
    path("teams/new", teams.new_team, name="settings-new-team"),
    path("teams/<int:team_id>", teams.team_page, name="settings-team"),
    path("mailboxes", mailboxes.mailboxes_page, name="settings-mailboxes"),
    path("mailboxes/new", mailboxes.new_mailbox, name="settings-new-mailbox"),
    path("mailboxes/<int:mailbox_id>", mailboxes.mailbox_page, name="settings-mailbox"),
    path("mailboxes/<int:mailbox_id>/connection", mailboxes.connection, name="settings-connection"),
    path("me", myself.details_page, name="settings-details"),
    path("me/password", myself.password, name="settings-password"),
    path("sign-in", signing_in.SigningInPage.as_view(), name="mfa_index"),
    path("sign-in/app", signing_in.NewApp.as_view(), name="mfa_activate_totp"),
    path("sign-in/app/removal", signing_in.AppRemoval.as_view(), name="mfa_deactivate_totp"),
    path("sign-in/passkeys", signing_in.SigningInPage.as_view(), name="mfa_list_webauthn"),
    path("sign-in/passkeys/new", signing_in.NewPasskey.as_view(), name="mfa_add_webauthn"),
    path("sign-in/passkeys/<int:pk>/removal", signing_in.PasskeyRemoval.as_view(), name="mfa_remove_webauthn"),
    path("sign-in/codes", signing_in.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("sign-in/codes/new", signing_in.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("sign-in/codes/file", signing_in.CodesFile.as_view(), name="mfa_download_recovery_codes"),
    path("sessions", myself.sessions_page, name="settings-sessions"),
    path("sessions/others/end", myself.other_sessions_end, name="settings-other-sessions-end"),
    path("sessions/<int:session_id>/end", myself.session_end, name="settings-session-end"),
]
