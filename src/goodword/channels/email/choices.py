"""How mail comes and goes, and where each piece of it stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Security(TextChoices):
    TLS = "tls", _("TLS")
    STARTTLS = "starttls", _("STARTTLS")
    NONE = "none", _("None (only on this machine)")


class Source(TextChoices):
    """The door through which a mail came."""

    IMAP = "imap"
    SMTP = "smtp"
    LMTP = "lmtp"
    STDIN = "stdin"
    MBOX = "mbox"
    MAILDIR = "maildir"
    SENT = "sent"  # the folder of what left by another mail program: the one door for what we wrote ourselves
    WEBHOOK = "webhook"


class Reading(TextChoices):
    STORED = "stored", _("Not read yet")
    READ = "read", _("Read")
    UNREADABLE = "unreadable", _("Could not be read")


class Trouble(TextChoices):
    """Why a door could not keep the mail that it was given."""

    DISK = "disk", _("The disk is full, or cannot be written")
    DATABASE = "database", _("The database did not answer")
    PROGRAM = "program", _("The program failed; its log says more")


class Sending(TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Sending")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class MailKind(TextChoices):
    """Who wrote a mail that came: a person, or a program, and of which kind."""

    PERSON = "person", _("A person")
    AUTOMATIC = "automatic", _("A program")
    LIST = "list", _("A mailing list")
    BOUNCE = "bounce", _("A mail server, about mail of ours")
    COMPLAINT = "complaint", _("A provider, about a complaint")


class AnswerRefusal(TextChoices):
    """Why a colleague's answer to a notice was not taken."""

    OTHER_SENDER = "other-sender", _("It came from another address than yours.")
    UNVERIFIED = "unverified", _("Its sender could not be verified.")
    NOT_ALLOWED = "not-allowed", _("You may not do that in this conversation.")
    EMPTY = "empty", _("It holds no words of yours.")
    NOBODY = "nobody", _("There is nobody it could go to.")


class BounceReason(TextChoices):
    """Why a mail came back."""

    NO_MAILBOX = "no-mailbox", _("the mailbox does not exist")
    NO_DOMAIN = "no-domain", _("there is no mail at this domain")
    CLOSED = "closed", _("the mailbox is closed")
    FULL = "full", _("the mailbox is full")
    TOO_LARGE = "too-large", _("the letter is too large for it")
    REFUSED = "refused", _("its server refuses our mail")
    UNREACHABLE = "unreachable", _("its server could not be reached")
    LOOP = "loop", _("the mail went in circles")
    UNKNOWN = "unknown", _("its server does not say why")


class Purpose(TextChoices):
    """Why the desk writes a mail by itself."""

    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")
    NOTICE = "notice", _("Notice to an agent")
    SURVEY = "survey", _("Survey")
    AUTOMATION = "automation", _("Automation")


class HeldBack(TextChoices):
    """Why an automatic mail did not leave; empty when it did."""

    NO = "", ""
    OWN_MAILBOX = "own-mailbox", _("the address is a mailbox of this desk")
    NO_REPLY = "no-reply", _("nobody reads mail to this address")
    BOUNCED = "bounced", _("mail to this address came back")
    COMPLAINED = "complained", _("they complained about our mail")
    DECEASED = "deceased", _("somebody who has this address has died")
    REPEATED = "repeated", _("the same words were answered already")
    ADDRESS_HOUR = "address-hour", _("this address was sent enough automatic mail within an hour")
    ADDRESS_DAY = "address-day", _("this address was sent enough automatic mail within a day")
    FLOOD = "flood", _("the mailbox has sent too much automatic mail and is stopped")


class AlarmKind(TextChoices):
    """Why a mailbox needs somebody's attention."""

    RECEIVING = "receiving", _("Mail cannot be read")
    SENDING = "sending", _("Mail cannot be sent")
    TOKEN = "token", _("The sign-in at the provider ends")
    SILENT = "silent", _("Nothing has come for longer than usual")
    FLOOD = "flood", _("Too much automatic mail")
    LOOP = "loop", _("Mail goes in circles")


class Health(TextChoices):
    UNKNOWN = "unknown", _("Not tried yet")
    WORKING = "working", _("Working")
    FAILING = "failing", _("Failing")


class Proof(TextChoices):
    """How we prove to a mail server who we are."""

    PASSWORD = "password", _("With a password")
    TOKEN = "token", _("By signing in with the provider")


class Flow(TextChoices):
    """How a provider grants the desk its tokens."""

    PERSON = "person", _("Somebody signs in for each mailbox")
    DESK = "desk", _("The desk signs in by itself (app-only)")


class FolderKind(TextChoices):
    """What a followed folder holds."""

    INCOMING = "incoming", _("Mail that came")
    SENT = "sent", _("Mail that was sent")


class SentFolder(TextChoices):
    """Whether replies sent by other mail programs are looked for, and where."""

    FOUND = "found", _("In the folder that the server calls its Sent folder")
    CHOSEN = "chosen", _("In a folder that I choose")
    OFF = "off", _("Nowhere")


class Fate(TextChoices):
    """What became of a mail that the server holds."""

    TAKEN = "taken", _("Taken in")
    KNOWN = "known", _("Was here already")
    OURS = "ours", _("Sent by the desk itself")
    REFUSED = "refused", _("Not given by the server")


class HistoryState(TextChoices):
    """How far the bringing in of older mail is."""

    COUNTING = "counting", _("Being counted")
    COUNTED = "counted", _("Counted")
    BRINGING = "bringing", _("Being brought in")
    DONE = "done", _("Brought in")
    STOPPED = "stopped", _("Stopped")
    FAILED = "failed", _("Failed")
