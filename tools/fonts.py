"""Makes the font files of the repository from the exact npm packages in pwa/package-lock.json.

The screens get Atkinson Hyperlegible Next as it comes; the report gets two cuts of Noto Sans that cover the Latin and
Cyrillic scripts, so that a PDF holds a small font. The files lie in the repository because the core also runs from a
plain clone or a wheel; a test makes them anew and compares. With a folder as argument the files are written there.
"""

from __future__ import annotations

import math
import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "pwa/node_modules"
NOTO = MODULES / "@expo-google-fonts/noto-sans"
ATKINSON = MODULES / "@fontsource-variable/atkinson-hyperlegible-next"

REPORT = {"NotoSans-Regular.ttf": "400Regular/NotoSans_400Regular.ttf", "NotoSans-Bold.ttf": "700Bold/NotoSans_700Bold.ttf"}
SCREEN = [f"files/atkinson-hyperlegible-next-{cut}-wght-normal.woff2" for cut in ("latin", "latin-ext")]
# Latin with its extensions, combining marks, Cyrillic, punctuation, currency, letterlike signs, arrows, shapes, marks.
CHARACTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x250),
    *range(0x2B0, 0x370),
    *range(0x400, 0x530),
    *range(0x1E00, 0x1F00),
    *range(0x2000, 0x2070),
    *range(0x20A0, 0x20D0),
    *range(0x2100, 0x2150),
    *range(0x2190, 0x2200),
    0x2212,
    *range(0x25A0, 0x2700),
    *range(0x2700, 0x27C0),
    0xFFFD,
]


def star() -> list[tuple[int, int]]:
    """A five-pointed star, clockwise from the top, in a square of 800 units."""
    turns = [(math.radians(90 - 36 * n), 400 if n % 2 == 0 else 155) for n in range(10)]
    return [(round(450 + r * math.cos(a)), round(340 + r * math.sin(a))) for a, r in turns]


# Noto Sans leaves these signs to other fonts of its family; a report needs them and no second font.
DRAWN = {
    "★": star(),
    "✓": [(120, 330), (200, 410), (360, 250), (700, 690), (790, 620), (370, 80)],
    "→": [(80, 400), (620, 400), (450, 570), (510, 630), (790, 350), (510, 70), (450, 130), (620, 300), (80, 300)],
}


def make(report: Path, screen: Path) -> None:
    """Write the report's fonts into REPORT and the screens' fonts into SCREEN."""
    report.mkdir(parents=True, exist_ok=True)
    screen.mkdir(parents=True, exist_ok=True)
    for name, source in REPORT.items():
        cut(NOTO / source, report / name)
    shutil.copyfile(NOTO / "LICENSE_FONT", report / "OFL.txt")
    for name in SCREEN:
        shutil.copyfile(ATKINSON / name, screen / Path(name).name)
    shutil.copyfile(ATKINSON / "LICENSE", screen / "OFL.txt")


def cut(source: Path, target: Path) -> None:
    """Subset one font. Hinting and layout rules are left out: the PDF writer uses neither."""
    options = subset.Options(hinting=False, layout_features=[], name_IDs=[0, 1, 2, 4, 6, 13, 14], notdef_outline=True)
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=CHARACTERS)
    cutter.subset(font)
    for character, outline in DRAWN.items():
        draw(font, character, outline)
    font.save(target, reorderTables=True)


def draw(font: TTFont, character: str, outline: list[tuple[int, int]]) -> None:
    """Add one glyph of straight lines, unless the font has it."""
    if ord(character) in font.getBestCmap():
        return
    pen = TTGlyphPen(None)
    pen.moveTo(outline[0])
    for point in outline[1:]:
        pen.lineTo(point)
    pen.closePath()
    name = f"uni{ord(character):04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = (900, min(x for x, _ in outline))
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(character)] = name


if __name__ == "__main__":
    if len(sys.argv) > 1:
        make(Path(sys.argv[1]) / "report", Path(sys.argv[1]) / "screen")
    else:
        make(ROOT / "py/logbog/fonts", ROOT / "docs/assets/fonts")
