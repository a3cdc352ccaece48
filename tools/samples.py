"""Draws the sample exhibits of the demo log into py/logbog/samples; run at development time, the result is committed.

Every picture is invented and made of plain shapes: no person, no real place, no readable word, so both
languages share them.
"""

import datetime
import math
from collections.abc import Callable
from pathlib import Path

from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFilter, TiffImagePlugin

FOLDER = Path(__file__).parent.parent / "py" / "logbog" / "samples"
WIDE, HIGH, FINE = 480, 640, 3
PAPER, INK, SAND, PETROL, AMBER, NIGHT = "#f6f2ea", "#26343a", "#d9cbb3", "#1f5c66", "#d08a2e", "#1b2226"
ROSE, LEAF, GREY, BRICK = "#b8475a", "#4f7a4c", "#9aa3a5", "#a5654a"

Draw = ImageDraw.ImageDraw


def box(d: Draw, x: float, y: float, w: float, h: float, fill: str, round_: float = 0) -> None:
    """A filled box, in units of the finished picture."""
    d.rounded_rectangle([FINE * v for v in (x, y, x + w, y + h)], FINE * round_, fill)


def dot(d: Draw, x: float, y: float, r: float, fill: str) -> None:
    """A filled circle around (x, y)."""
    d.ellipse([FINE * v for v in (x - r, y - r, x + r, y + r)], fill)


def shape(d: Draw, points: list[tuple[float, float]], fill: str) -> None:
    """A filled polygon."""
    d.polygon([(FINE * x, FINE * y) for x, y in points], fill)


def line(d: Draw, points: list[tuple[float, float]], fill: str, w: float) -> None:
    """A line through the points."""
    d.line([(FINE * x, FINE * y) for x, y in points], fill, round(FINE * w), joint="curve")


def lines_of_text(d: Draw, x: float, y: float, widths: list[float], fill: str, step: float = 18) -> None:
    """Bars that look like lines of text."""
    for n, width in enumerate(widths):
        box(d, x, y + n * step, width, 7, fill, 3)


def messages(d: Draw) -> None:
    """A screen full of messages from one side."""
    box(d, 0, 0, WIDE, HIGH, "#eef1f1")
    box(d, 0, 0, WIDE, 70, PETROL)
    dot(d, 44, 38, 18, SAND)
    box(d, 74, 30, 130, 14, PAPER, 6)
    for n, (width, height) in enumerate([(250, 62), (300, 80), (180, 44), (320, 98), (230, 62), (60, 44)]):
        y = 92 + sum([62, 80, 44, 98, 62, 44][:n]) + n * 16
        box(d, 20, y, width, height, "#ffffff", 16)
        lines_of_text(d, 36, y + 14, [max(24, width - 40 - 23 * (k % 3)) for k in range(height // 20)], "#8b979a")
    box(d, 16, 582, 448, 44, "#ffffff", 22)


def calls(d: Draw) -> None:
    """A list of missed calls."""
    box(d, 0, 0, WIDE, HIGH, NIGHT)
    box(d, 24, 30, 180, 18, GREY, 8)
    for n in range(9):
        y = 78 + 60 * n
        dot(d, 46, y + 20, 17, "#5d2f36")
        line(d, [(38, y + 14), (46, y + 24), (56, y + 12)], ROSE, 4)
        box(d, 80, y + 6, 170 - 11 * (n % 3), 12, "#e07a86", 5)
        box(d, 80, y + 27, 90, 8, "#5e696d", 4)
        box(d, 400, y + 14, 52, 9, "#5e696d", 4)


def bouquet(d: Draw) -> None:
    """A bouquet on a door handle."""
    box(d, 0, 0, WIDE, HIGH, "#cfd4d1")
    box(d, 70, 0, 340, HIGH, "#46606a")
    for x, y in ((110, 60), (260, 60), (110, 350), (260, 350)):
        box(d, x, y, 110, 230, "#3c545d", 4)
    box(d, 366, 300, 20, 70, SAND, 8)
    box(d, 330, 318, 56, 14, AMBER, 7)
    shape(d, [(250, 330), (392, 330), (330, 560), (310, 560)], "#ece3d2")
    for n in range(9):
        angle = math.pi * (0.15 + 0.7 * n / 8)
        x, y = 321 - 84 * math.cos(angle), 318 - 52 * math.sin(angle) * (1 + n % 2 / 2)
        line(d, [(321, 420), (x, y)], LEAF, 4)
        dot(d, x, y, 22, ROSE)
        dot(d, x - 4, y - 4, 12, "#d3707f")
        dot(d, x - 5, y - 6, 5, "#e9a6ad")
    box(d, 292, 452, 62, 12, PETROL, 5)


def car(d: Draw) -> None:
    """A parked car in the evening."""
    box(d, 0, 0, WIDE, HIGH, "#2c3a45")
    box(d, 0, 60, WIDE, 300, "#3d4a52")
    for x in range(20, 460, 92):
        for y in (90, 190, 280):
            box(d, x, y, 52, 62, AMBER if (x + y) % 3 == 1 else "#2b353c", 3)
    box(d, 0, 400, WIDE, 240, "#4a4f52")
    box(d, 0, 392, WIDE, 20, "#77797a")
    shape(d, [(130, 430), (185, 372), (330, 372), (382, 430)], "#5b6e78")
    shape(d, [(152, 428), (194, 384), (250, 384), (250, 428)], "#a9b8bd")
    shape(d, [(262, 428), (262, 384), (324, 384), (358, 428)], "#a9b8bd")
    box(d, 74, 426, 340, 74, "#35454e", 20)
    for x in (142, 346):
        dot(d, x, 500, 36, "#15191b")
        dot(d, x, 500, 17, GREY)
    box(d, 78, 444, 26, 16, "#f3dfae", 6)
    box(d, 394, 444, 18, 16, "#9c3a3a", 5)
    box(d, 216, 478, 62, 16, PAPER, 3)
    line(d, [(60, 600), (60, 120), (120, 96)], "#1d2225", 7)
    dot(d, 128, 104, 15, "#f6e4b4")


def letter(d: Draw) -> None:
    """A handwritten letter and its envelope."""
    box(d, 0, 0, WIDE, HIGH, "#8c6f54")
    for y in range(0, HIGH, 80):
        box(d, 0, y, WIDE, 3, "#7c6148")
    shape(d, [(60, 70), (400, 40), (436, 520), (96, 552)], "#f9f5ea")
    for row in range(15):
        y = 110 + 26 * row
        points = [
            (100 + row * 2 + x, y - x * 0.075 + 5 * math.sin(x * 0.33 + row) * math.sin(x * 0.05 + row * 2))
            for x in range(0, 270 - 37 * (row % 4 == 3), 3)
        ]
        line(d, points, "#2d3f7d", 2)
    shape(d, [(220, 470), (460, 440), (472, 590), (232, 622)], "#efe6d2")
    line(d, [(220, 470), (352, 548), (460, 440)], "#cbbfa6", 3)


def parcel(d: Draw) -> None:
    """A parcel on a floor."""
    box(d, 0, 0, WIDE, HIGH, "#c6ccc8")
    box(d, 0, 360, WIDE, 280, "#a99a83")
    shape(d, [(80, 300), (270, 360), (270, 560), (80, 480)], "#b98d5b")
    shape(d, [(270, 360), (420, 290), (420, 470), (270, 560)], "#a2774a")
    shape(d, [(80, 300), (236, 242), (420, 290), (270, 360)], "#cfa571")
    shape(d, [(158, 271), (182, 262), (368, 314), (340, 327)], SAND)
    shape(d, [(110, 350), (210, 382), (210, 452), (110, 414)], PAPER)
    for n in range(4):
        line(d, [(120, 368 + 13 * n), (190 - 18 * (n % 2), 390 - 6 * (n % 2) + 13 * n)], "#5e696d", 4)


def profile(d: Draw) -> None:
    """A profile page without a face."""
    box(d, 0, 0, WIDE, HIGH, "#ffffff")
    box(d, 0, 0, WIDE, 150, "#b9cfd0")
    dot(d, 100, 160, 62, "#ffffff")
    dot(d, 100, 160, 56, SAND)
    dot(d, 100, 144, 22, "#a78f6c")
    d.pieslice([FINE * v for v in (60, 170, 140, 240)], 180, 360, "#a78f6c")
    box(d, 186, 172, 130, 18, INK, 8)
    box(d, 186, 202, 110, 10, GREY, 5)
    box(d, 340, 164, 116, 36, PETROL, 18)
    for n, (x, y) in enumerate([(24, 260), (172, 260), (320, 260), (24, 408), (172, 408), (320, 408)]):
        box(d, x, y, 136, 136, ["#d7c3a4", "#a8bdb0", "#c99aa0", "#9fb4c4", "#cdb98f", "#b5a8c0"][n], 6)
        dot(d, x + 40 + 9 * n % 50, y + 44, 16, PAPER)
        shape(d, [(x, y + 136), (x + 60, y + 70), (x + 136, y + 136)], "#7e8f86")
    lines_of_text(d, 24, 566, [380, 300, 340], "#b6bfc1")


def tracker(d: Draw) -> None:
    """A small black box under a bumper."""
    box(d, 0, 0, WIDE, HIGH, "#3b3f41")
    shape(d, [(0, 0), (480, 0), (480, 170), (0, 230)], "#6e7a80")
    shape(d, [(0, 230), (480, 170), (480, 200), (0, 262)], "#252a2d")
    for x in range(0, 480, 60):
        line(d, [(x, 290), (x + 40, 640)], "#33383a", 10)
    box(d, 160, 316, 176, 118, "#0e1112", 14)
    box(d, 172, 328, 152, 94, "#1b2022", 10)
    dot(d, 306, 346, 6, "#57c06b")
    box(d, 188, 394, 70, 8, "#384044", 4)
    shape(d, [(330, 520), (480, 470), (480, 560), (350, 566)], "#d8a98a")


def flowerpot(d: Draw) -> None:
    """A broken flowerpot on a step."""
    box(d, 0, 0, WIDE, HIGH, "#b8a48f")
    for row in range(9):
        for column in range(-1, 5):
            box(d, column * 110 + 55 * (row % 2), row * 44, 104, 38, BRICK if (row + column) % 4 else "#96573e", 2)
    box(d, 0, 396, WIDE, 244, "#8d8f8c")
    box(d, 0, 396, WIDE, 16, "#a9aba7")
    d.ellipse([FINE * v for v in (120, 500, 400, 590)], "#4b3a2c")
    shape(d, [(110, 440), (220, 420), (250, 520), (150, 548)], "#c26f4a")
    shape(d, [(262, 470), (350, 440), (372, 520), (300, 540)], "#b3623f")
    shape(d, [(380, 540), (430, 530), (416, 582)], "#c26f4a")
    line(d, [(240, 530), (330, 590), (400, 604)], LEAF, 6)
    for x, y in ((300, 566), (348, 600), (404, 602)):
        dot(d, x, y, 15, "#6b9a63")
    dot(d, 420, 596, 16, AMBER)


MOTIFS: dict[str, Callable[[Draw], None]] = {
    f.__name__: f for f in (messages, calls, bouquet, car, letter, parcel, profile, tracker, flowerpot)
}


def draw(motif: str) -> None:
    """One picture, baseline RGB, soft at the edges as a phone's picture is."""
    large = Image.new("RGB", (WIDE * FINE, HIGH * FINE), PAPER)
    MOTIFS[motif](ImageDraw.Draw(large))
    small = large.resize((WIDE, HIGH), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(0.4))
    small.save(FOLDER / f"{motif}.jpg", quality=72, optimize=True, progressive=False)


def place() -> None:
    """The EXIF block of a picture taken in the middle of the Great Belt, where nobody lives."""
    exif = Image.Exif()
    exif[0x0110] = "Sample"
    ratio = TiffImagePlugin.IFDRational
    exif.get_ifd(0x8769)[0x9003] = "2026:01:01 12:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (ratio(55), ratio(20), ratio(0)), 3: "E", 4: (ratio(11), ratio(0), ratio(0))})
    (FOLDER / "place.exif").write_bytes(exif.tobytes())


def printed() -> None:
    """A one-page PDF that looks like a printed e-mail."""
    page = FPDF(format=(148, 210))
    page.set_creation_date(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    page.add_page()
    page.set_fill_color(60, 70, 74)
    for n, width in enumerate((70, 48, 60)):
        page.rect(16, 18 + 8 * n, width, 2.6, "F")
    page.set_fill_color(150, 158, 160)
    for n in range(16):
        page.rect(16, 52 + 7 * n, 112 - 13 * (n % 4 == 3), 2, "F")
    page.output(str(FOLDER / "print.pdf"))


if __name__ == "__main__":
    for name in MOTIFS:
        draw(name)
    place()
    printed()
