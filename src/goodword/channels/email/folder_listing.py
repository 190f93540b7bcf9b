"""The folders of a mailbox as its server lists them at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass

from goodword.channels.email.connections import imap_access
from goodword.channels.email.models import Connection
from goodword.channels.email.transports.imap import ImapFolder, ServerFolder
from goodword.core.errors import DomainError


@dataclass(frozen=True, slots=True)
class FolderListing:
    """`problem` says why the server could not be asked; then there are no folders."""

    folders: Sequence[ServerFolder] = ()
    problem: str = ""

    @property
    def sent(self) -> str:
        """The folder that the server calls its Sent folder; empty if it names none."""
        return next((folder.name for folder in self.folders if folder.holds == "sent"), "")


def list_folders(connection: Connection) -> FolderListing:
    """Ask the server, which takes a second or two."""
    try:
        with ImapFolder(imap_access(connection)) as server:
            return FolderListing([folder for folder in server.folders() if folder.can_be_opened])
    except DomainError as error:
        return FolderListing(problem=str(error))
