"""Old mail from files: an mbox, or a Maildir."""

from goodword.channels.email.importing.folders import import_folder
from goodword.channels.email.importing.sources import NoMailThere, maildir, mbox

__all__ = ["NoMailThere", "import_folder", "maildir", "mbox"]
