"""What can be chosen of people and their screens. Roles go from who owns the installation to who only lends an ear."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    OWNER = "owner", _("Owner")
    ADMINISTRATOR = "administrator", _("Administrator")
    LEAD = "lead", _("Lead")
    AGENT = "agent", _("Agent")
    COLLEAGUE = "colleague", _("Colleague")

    @property
    def administers(self) -> bool:
        """May change settings, invite and suspend people, and see the mail that could not be read."""
        return self in {Role.OWNER, Role.ADMINISTRATOR}


class Way(TextChoices):
    """How somebody showed at the door who they are; `WRONG_PASSWORD` is somebody who did not."""

    PASSWORD = "password", _("Password")
    CODE = "code", _("Code by e-mail")
    PASSKEY = "passkey", _("Passkey")
    RESET = "reset", _("Link for a new password")
    INVITATION = "invitation", _("Invitation")
    SINGLE_SIGN_ON = "sso", _("Single sign-on")
    WRONG_PASSWORD = "wrong-password", _("Wrong password")


class TeamIcon(TextChoices):
    """The pictures a team may have in the rail, by their names in the sprite."""

    INBOX = "inbox", _("Tray")
    USERS = "users", _("People")
    PHONE = "phone", _("Telephone")
    PILL_BOTTLE = "pill-bottle", _("Medicine")
    STETHOSCOPE = "stethoscope", _("Stethoscope")
    HEART_PULSE = "heart-pulse", _("Care")
    STORE = "store", _("Shop")
    BUILDING = "building-2", _("Building")
    FILE_TEXT = "file-text", _("Paperwork")
    CALENDAR_CLOCK = "calendar-clock", _("Appointments")


class Theme(TextChoices):
    """The colors of an agent's screens."""

    SYSTEM = "system", _("As the device has it")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class Density(TextChoices):
    """How much room a line of a list takes."""

    COMFORTABLE = "comfortable", _("Comfortable")
    COMPACT = "compact", _("Compact")
