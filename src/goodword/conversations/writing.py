"""What an agent wrote, cleaned, in both forms."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodword.core.errors import Invalid
from goodword.core.markup import clean_note_html, clean_written_html, html_to_text


@dataclass(frozen=True, slots=True)
class Written:
    """Cleaned HTML and the same as text."""

    html: str
    text: str

    @classmethod
    def of(cls, html: str) -> "Written":
        clean = clean_written_html(html)
        return cls(clean, html_to_text(clean).strip())

    @classmethod
    def of_note(cls, html: str) -> "Written":
        """The same for a note, in which colleagues may be named."""
        clean = clean_note_html(html)
        return cls(clean, html_to_text(clean).strip())

    @property
    def is_empty(self) -> bool:
        return not self.text and "<img" not in self.html

    def check(self, *, has_files: bool) -> None:
        """Raises Invalid when there is nothing to send."""
        if self.is_empty and not has_files:
            raise Invalid(_("Write something first, or attach a file."), html=_("This is still empty."))
