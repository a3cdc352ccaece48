"""Draws the icons of the app: a sheet with three lines, as any notes app might have. Run it after changing them.

The PNG files are kept in the repository, so a build needs no drawing; the same script gives the same pictures.
"""

from pathlib import Path

from PIL import Image, ImageDraw

ICONS = Path(__file__).resolve().parent.parent / "pwa/icons"
PETROL, PAPER = "#0a525a", "#fbf8f1"
# On a grid of 32: from where to where each line goes.
LINES = ((9, 10.5, 23), (9, 16, 23), (9, 21.5, 17))
SMOOTH = 8


def icon(size: int, *, corner: float, drawing: float = 1) -> Image.Image:
    """A square of SIZE pixels; DRAWING shrinks the lines towards the middle, for icons that a phone cuts to shape."""
    big = size * SMOOTH
    picture = Image.new("RGBA", (big, big))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((0, 0, big - 1, big - 1), big * corner / 32, fill=PETROL)

    def at(grid: float) -> float:
        return big * ((grid - 16) * drawing + 16) / 32

    half = 1.35 * drawing * big / 32
    for start, height, end in LINES:
        pen.rounded_rectangle((at(start) - half, at(height) - half, at(end) + half, at(height) + half), half, fill=PAPER)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def svg() -> str:
    """The same as a vector."""
    path = "".join(f"M{start} {height}H{end}" for start, height, end in LINES)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="7" fill="{PETROL}"/>'
        f'<path d="{path}" stroke="{PAPER}" stroke-width="2.7" stroke-linecap="round"/></svg>\n'
    )


def main() -> None:
    """Write all of them."""
    ICONS.mkdir(exist_ok=True)
    (ICONS / "icon.svg").write_text(svg(), "utf-8")
    icon(192, corner=7).save(ICONS / "icon-192.png", optimize=True)
    icon(512, corner=7).save(ICONS / "icon-512.png", optimize=True)
    icon(512, corner=0, drawing=0.8).save(ICONS / "maskable-512.png", optimize=True)
    # iOS rounds the corners itself and shows black where an icon is transparent.
    icon(180, corner=0).convert("RGB").save(ICONS / "apple-touch-icon.png", optimize=True)


if __name__ == "__main__":
    main()
