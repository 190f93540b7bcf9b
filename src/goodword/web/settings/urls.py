"""The addresses of the settings."""

from django.urls import path

from goodword.web.settings import agents, mailboxes, myself, organization, teams

urlpatterns = [
    path("", organization.first_tab, name="settings"),
    path("organization", organization.organization_page, name="settings-organization"),
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
    path("teams", teams.teams_page, name="settings-teams"),
    path("teams/new", teams.new_team, name="settings-new-team"),
    path("teams/<int:team_id>", teams.team_page, name="settings-team"),
    path("mailboxes", mailboxes.mailboxes_page, name="settings-mailboxes"),
    path("mailboxes/new", mailboxes.new_mailbox, name="settings-new-mailbox"),
    path("mailboxes/<int:mailbox_id>", mailboxes.mailbox_page, name="settings-mailbox"),
    path("mailboxes/<int:mailbox_id>/connection", mailboxes.connection, name="settings-connection"),
    path("me", myself.details_page, name="settings-details"),
    path("me/password", myself.password, name="settings-password"),
    path("sessions", myself.sessions_page, name="settings-sessions"),
    path("sessions/others/end", myself.other_sessions_end, name="settings-other-sessions-end"),
    path("sessions/<int:session_id>/end", myself.session_end, name="settings-session-end"),
]
