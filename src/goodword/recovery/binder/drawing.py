"""The pages of a binder, with an index that says on which page each part begins."""

import logging
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.outline import OutlineSection

from goodword.recovery.binder.page_parts import Line, Part, Style

_FONTS = Path(__file__).parent / "fonts"
_FAMILY = "next"
_LABEL_WIDTH = 48  # millimetres

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells of every letter that is used


@cache
def _known_letters() -> frozenset[int]:
    with TTFont(_FONTS / "next-regular.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def drawable(text: str) -> str:
    """The text with nothing lost: a letter that the font does not have stands there by its number, as `[U+4E2D]`; what
    cannot be seen (control characters) too."""
    known = _known_letters()
    said = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", "    "))
    return "".join(one if one == "\n" or ord(one) in known else f"[U+{ord(one):04X}]" for one in said)


class _Pages(FPDF):
    def __init__(self, title: str, made: str) -> None:
        super().__init__(format="A4")
        for style, name in (("", "next-regular.ttf"), ("B", "next-bold.ttf")):
            self.add_font(_FAMILY, style, _FONTS / name)
        self.set_margins(20, 20)
        self.set_auto_page_break(auto=True, margin=20)
        self.set_title(title)
        self.made = drawable(made)

    def footer(self) -> None:
        """Who made it when, and the page."""
        self.set_y(-14)
        self.set_font(_FAMILY, size=8)
        self.set_text_color(90)
        self.cell(0, 5, f"{self.made} · {self.page_no()}", align="C")
        self.set_text_color(0)

    def write_lines(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self._write(line)

    def _write(self, line: Line) -> None:
        text = drawable(line.text)
        if line.style is Style.FACT:
            self._fact(drawable(line.label), text)
            return
        bold = line.style is Style.HEAD
        if bold and self.get_y() > self.page_break_trigger - 25:  # a head stands above what it is of
            self.add_page()
        self.ln(2 if bold else 0)
        self.set_font(_FAMILY, "B" if bold else "", 10)
        is_words = line.style is Style.WORDS
        self.set_fill_color(246, 243, 236)
        padding = 2 if is_words else 0
        self.multi_cell(0, 5, text, align="L", fill=is_words, new_x="LMARGIN", new_y="NEXT", padding=padding)

    def _fact(self, label: str, text: str) -> None:
        self.set_font(_FAMILY, "B", 9)
        top, page = self.get_y(), self.page
        if top > self.page_break_trigger - 10:
            self.add_page()
            top, page = self.get_y(), self.page
        self.multi_cell(_LABEL_WIDTH, 5, label, align="L", new_x="RIGHT", new_y="TOP")
        self.set_xy(self.l_margin + _LABEL_WIDTH + 2, top if page == self.page else self.get_y())
        self.set_font(_FAMILY, "", 9)
        self.multi_cell(0, 5, text, align="L", new_x="LMARGIN", new_y="NEXT")


def draw(title: str, made: str, parts: Sequence[Part]) -> bytes:
    """The pages as a PDF, with an index and an outline."""
    pages = _Pages(title, made)
    pages.add_page()
    pages.set_font(_FAMILY, "B", 18)
    pages.multi_cell(0, 9, drawable(title), new_x="LMARGIN", new_y="NEXT")
    pages.set_font(_FAMILY, size=10)
    pages.multi_cell(0, 6, drawable(made), new_x="LMARGIN", new_y="NEXT")
    pages.ln(4)
    pages.insert_toc_placeholder(_index, pages=1, allow_extra_pages=True)
    for part in parts:
        if part.level == 0 and pages.get_y() > pages.t_margin:
            pages.add_page()
        _head(pages, part)
        pages.write_lines(part.lines)
        pages.ln(4)
    return bytes(pages.output())


def _head(pages: _Pages, part: Part) -> None:
    if pages.get_y() > pages.page_break_trigger - 30:
        pages.add_page()
    pages.start_section(drawable(part.title), level=part.level)
    pages.set_font(_FAMILY, "B", 16 if part.level == 0 else 13)
    pages.multi_cell(0, 8, drawable(part.title), new_x="LMARGIN", new_y="NEXT")
    if part.is_internal:
        pages.set_font(_FAMILY, "B", 10)
        pages.set_text_color(150, 30, 20)
        pages.multi_cell(0, 6, _("Internal: never sent to the customer"), new_x="LMARGIN", new_y="NEXT")
        pages.set_text_color(0)


def _index(pages: FPDF, outline: list[OutlineSection]) -> None:
    pages.set_font(_FAMILY, size=10)
    for section in outline:
        link = pages.add_link(page=section.page_number)
        indent = section.level * 6
        pages.set_x(pages.l_margin + indent)
        pages.cell(150 - indent, 6, section.name[:90], link=link)
        pages.cell(0, 6, str(section.page_number), align="R", link=link, new_x="LMARGIN", new_y="NEXT")
