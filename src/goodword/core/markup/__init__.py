"""Markup from outside made safe, and the ways between HTML and plain text. Everything here is linear in its input."""

from goodword.core.markup.domains import ascii_address, shown_address
from goodword.core.markup.letters import CleanLetter, clean_letter_html, show_remote_images, with_inline_images
from goodword.core.markup.masking import without_signed_links
from goodword.core.markup.quotable import quotable_html
from goodword.core.markup.text import html_to_text, preview_of, text_of_clean_html, text_to_html
from goodword.core.markup.written import clean_note_html, clean_written_html

__all__ = [
    "CleanLetter",
    "ascii_address",
    "clean_letter_html",
    "clean_note_html",
    "clean_written_html",
    "html_to_text",
    "preview_of",
    "quotable_html",
    "show_remote_images",
    "shown_address",
    "text_of_clean_html",
    "text_to_html",
    "with_inline_images",
    "without_signed_links",
]
