"""For annotations in the rooms that may not import models."""

from allauth.usersessions.models import UserSession

from goodword.accounts.models import Agent, Invitation, Organization, SignIn, Team

__all__ = ["Agent", "Invitation", "Organization", "SignIn", "Team", "UserSession"]
