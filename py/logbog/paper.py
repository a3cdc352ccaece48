"""Sheets of A4 on which text is laid line by line. The only file that knows fpdf2.

Laws of this module:
1. The same calls give the same bytes.
2. Widths of characters are looked up once; a long report is a matter of seconds on a telephone.
3. What the font can't draw is spelled out (see glyphs), and a sheet where letters are missing says so.
"""

import datetime
import importlib.resources
import warnings
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, cast

from . import glyphs
from .blocks import Texts
from .jpeg import Size

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT, TOP, BOTTOM = 16.0, 16.0, 18.0, 20.0
INNER = WIDTH - LEFT - RIGHT
FLOOR = HEIGHT - BOTTOM
POINT = 25.4 / 72
LEADING = 1.4
FAMILY = "report"
INK, SOFT, PETROL, LINE, SAND, AMBER = "#1b2a2c", "#3b4b50", "#0a525a", "#ddd5c6", "#f1e9db", "#fdf0d5"
MARKED, DEEP_AMBER = "#f6f1e6", "#a96a00"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one style, ``x`` from the left of its line."""

    x: float
    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """A line that is ready to be drawn: its pieces, size in points, tone, indent, link, the space over it,
    and whether letters are missing from it."""

    pieces: tuple[Piece, ...]
    size: float
    tone: str = INK
    indent: float = 0.0
    bar: bool = False
    link: str = ""
    over: float = 0.0
    short: bool = False

    @property
    def height(self) -> float:
        """How far the next line is below."""
        return self.size * POINT * LEADING + self.over


class Paper:
    """The sheets, and where on the last one the next thing goes (``y``)."""

    def __init__(self, title: str, lang: str, made_at: datetime.datetime, texts: Texts, anchors: Iterable[str]) -> None:
        with warnings.catch_warnings():
            # It says that Pillow isn't there; see picture().
            warnings.simplefilter("ignore", UserWarning)
            from fpdf import FPDF, ViewerPreferences
            from fpdf.fonts import TTFFont

        self.texts = texts
        self.y = TOP
        self.on_new_sheet: Callable[[], None] | None = None
        self._pdf = FPDF(format="A4")
        self._open = ExitStack()
        for style, name in (("", "NotoSans-Regular.ttf"), ("B", "NotoSans-Bold.ttf")):
            font = importlib.resources.files(__package__).joinpath("fonts", name)
            self._pdf.add_font(FAMILY, style, self._open.enter_context(importlib.resources.as_file(font)))
        self._fonts = [cast(TTFFont, font) for font in self._pdf.fonts.values()]
        self._drawable: frozenset[int] = frozenset(self._fonts[0].cmap)
        self._widths: tuple[dict[str, float], dict[str, float]] = ({}, {})
        self._spelled: dict[str, tuple[str, bool]] = {}
        self._short = False
        self._style: tuple[bool, float] | None = None
        self._tone = ""
        self.title, _ = self.spell(title)
        self._pdf.set_auto_page_break(False)
        self._pdf.c_margin = 0
        self._pdf.set_title(title)
        self._pdf.set_lang(lang)
        self._pdf.set_creation_date(made_at)
        self._pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self._links = {anchor: self._pdf.add_link(page=1) for anchor in anchors}
        self.new_sheet()

    # ── sheets ───────────────────────────────────────────────────────────────────────────────────────────

    def new_sheet(self) -> None:
        """Finishes the sheet and begins another."""
        if self._pdf.pages:
            self._foot()
        self._pdf.add_page()
        self._style, self._tone, self._short = None, "", False
        self.y = TOP
        if self.on_new_sheet:
            self.on_new_sheet()

    @property
    def sheets(self) -> int:
        """How many there are so far."""
        return len(self._pdf.pages)

    def room(self, height: float) -> None:
        """Sees to it that ``height`` is left on the sheet, else begins another."""
        if self.y + height > FLOOR and self.y > TOP:
            self.new_sheet()

    def _foot(self) -> None:
        if self._short:
            self.draw(self.wrap([(self.texts.missing_note, False)], INNER, 8.0, tone=SOFT), LEFT, FLOOR + 2)
        self.draw(self.wrap([(self.title, False)], INNER - 40, 8.0, tone=SOFT)[:1], LEFT, HEIGHT - 12)
        # Only cell() puts in the number of sheets, which is known at the end.
        page = self.texts.page.format(page=self._pdf.page, pages="{nb}")
        self._set(False, 8.0)
        self._pdf.set_xy(WIDTH - RIGHT - 40, HEIGHT - 12)
        self._pdf.cell(40, 8.0 * POINT * LEADING, page, align="R")

    def finish(self) -> bytes:
        """The file."""
        self._foot()
        with warnings.catch_warnings():
            # It says that there are more than 999 sheets, for which its stand-in for the number is a little narrow.
            warnings.simplefilter("ignore", UserWarning)
            return bytes(self._pdf.output())

    def close(self) -> None:
        """Lets go of the fonts; to be called also when the drawing is stopped."""
        for font in self._fonts:
            font.close()
        self._open.close()

    # ── text ─────────────────────────────────────────────────────────────────────────────────────────────

    def spell(self, text: str) -> tuple[str, bool]:
        """The text as the font can draw it, and whether letters are missing."""
        if text not in self._spelled:
            self._spelled[text] = glyphs.spell(text.replace("\t", "  "), self._drawable, self.texts.missing_script)
        return self._spelled[text]

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """The width of a drawable text in millimetres."""
        known = self._widths[bold]
        for c in text:
            if c not in known:
                self._set(bold, 10.0)
                known[c] = self._pdf.get_string_width(c) / 10.0
        return sum(known[c] for c in text) * size

    def wrap(
        self,
        parts: Sequence[tuple[str, bool]],
        width: float,
        size: float,
        *,
        tone: str = INK,
        indent: float = 0.0,
        bar: bool = False,
        link: str = "",
        over: float = 0.0,
    ) -> list[Laid]:
        """The lines of ``parts`` (text, bold) one after the other, none wider than ``width``."""
        width -= indent
        lines: list[list[tuple[str, bool]]] = [[]]
        x, missing = 0.0, False
        for text, bold in parts:
            spelled, short = self.spell(text)
            missing = missing or short
            for n, paragraph in enumerate(spelled.split("\n")):
                if n:
                    lines.append([])
                    x = 0.0
                for word in _words(paragraph):
                    x = self._add(lines, x, word, bold, width, size)
        laid = [self._laid(line, size) for line in lines]
        return [Laid(p, size, tone, indent, bar, link, 0.0 if n else over, missing) for n, p in enumerate(laid)]

    def _add(self, lines: list[list[tuple[str, bool]]], x: float, word: str, bold: bool, width: float, size: float) -> float:
        wide = self.width(word, size, bold)
        if x and x + self.width(word.rstrip(), size, bold) > width:
            lines.append([])
            x, word = 0.0, word.lstrip()
            wide = self.width(word, size, bold)
        while wide > width and len(word) > 1 and self.width(word.rstrip(), size, bold) > width:
            cut = next(n for n in range(1, len(word) + 1) if n == len(word) or self.width(word[: n + 1], size, bold) > width)
            lines[-1].append((word[:cut], bold))
            lines.append([])
            word = word[cut:]
            wide = self.width(word, size, bold)
        lines[-1].append((word, bold))
        return x + wide

    def _laid(self, line: Sequence[tuple[str, bool]], size: float) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        x = 0.0
        for text, bold in line:
            if pieces and pieces[-1].bold == bold:
                pieces[-1] = Piece(pieces[-1].x, pieces[-1].text + text, bold)
            else:
                pieces.append(Piece(x, text, bold))
            x += self.width(text, size, bold)
        return tuple(pieces)

    def draw(self, lines: Iterable[Laid], x: float, y: float) -> float:
        """Draws lines from ``y`` downwards on this sheet; gives where they end."""
        for line in lines:
            self._short = self._short or line.short
            y += line.over
            high = line.height - line.over
            if line.bar:
                self.fill(x, y, 0.7, high, "#69797d")
            for piece in line.pieces:
                self._write(x + line.indent + piece.x, y + high * 0.72, piece.text, piece.bold, line.size, line.tone)
            if line.link in self._links:
                wide = sum(self.width(p.text, line.size, p.bold) for p in line.pieces)
                self._pdf.link(x + line.indent, y, wide, high, self._links[line.link])
            y += high
        return y

    def flow(self, lines: Sequence[Laid], x: float = LEFT) -> None:
        """Draws lines from where the last thing ended, over as many sheets as they need."""
        for line in lines:
            self.room(line.height)
            self.y = self.draw([line], x, self.y)

    def _write(self, x: float, y: float, text: str, bold: bool = False, size: float = 8.0, tone: str = SOFT) -> None:
        if text.strip():
            self._set(bold, size)
            if self._tone != tone:
                self._pdf.set_text_color(*_rgb(tone))
                self._tone = tone
            self._pdf.text(x, y, text)

    def _set(self, bold: bool, size: float) -> None:
        if self._style != (bold, size):
            self._pdf.set_font(FAMILY, "B" if bold else "", size)
            self._style = (bold, size)

    # ── shapes, places, pictures ─────────────────────────────────────────────────────────────────────────

    def label(self, x: float, y: float, text: str, anchor: str, size: float, tone: str) -> None:
        """A single line of text whose baseline is at ``y``."""
        spelled, short = self.spell(text)
        self._short = self._short or short
        x -= self.width(spelled, size) * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        self._write(x, y, spelled, False, size, tone)

    def fill(self, x: float, y: float, width: float, height: float, tone: str) -> None:
        """A filled box."""
        self._pdf.set_fill_color(*_rgb(tone))
        self._pdf.rect(x, y, width, height, style="F")

    def line(self, x1: float, y1: float, x2: float, y2: float, tone: str = LINE, thick: float = 0.2) -> None:
        """A straight line."""
        self._pdf.set_draw_color(*_rgb(tone))
        self._pdf.set_line_width(thick)
        self._pdf.line(x1, y1, x2, y2)

    def mark(self, name: str, level: int) -> None:
        """A bookmark to here; ``level`` 0 is the outermost."""
        self._pdf.set_y(self.y)
        self._pdf.start_section(self.spell(name)[0], level)

    def anchor(self, name: str) -> None:
        """The place that links to ``name`` lead to."""
        if name in self._links:
            self._pdf.set_link(self._links[name], y=self.y, page=self._pdf.page)

    def picture(self, name: str, jpeg: bytes, size: Size, x: float, width: float, height: float, alt: str) -> None:
        """A JPEG at ``y``. It goes in as it is, through the image cache, since Pillow isn't there in a browser."""
        from fpdf.image_datastructures import RasterImageInfo

        images: dict[str, Any] = self._pdf.image_cache.images
        images[name] = RasterImageInfo(
            data=jpeg, w=size.width, h=size.height, cs=size.space, iccp=None, dpn=3, bpc=8, f="DCTDecode", dp="", usages=0,
            i=len(images) + 1, inverted=False,
        )  # fmt: skip
        self._pdf.image(name, x, self.y, width, height, alt_text=alt)


def _words(text: str) -> list[str]:
    """The words of a line, each with the blanks after it."""
    words: list[str] = []
    for part in text.split(" "):
        words.append(part + " ")
    words[-1] = words[-1][:-1]
    return [word for word in words if word]


def _rgb(tone: str) -> tuple[int, int, int]:
    return int(tone[1:3], 16), int(tone[3:5], 16), int(tone[5:7], 16)
