"""Reading mail: pure, linear, and lenient. The only expected failure is UnreadableMail."""

from goodword.channels.email.reading.errors import UnreadableMail
from goodword.channels.email.reading.files import ReadFile
from goodword.channels.email.reading.message import MailAddress, ReadMail, read_message

__all__ = ["MailAddress", "ReadFile", "ReadMail", "UnreadableMail", "read_message"]
