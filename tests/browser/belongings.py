"""The files that a person in the tests has on their phone: real pictures, a sound, a PDF; all invented."""

import math
import struct
import wave
from pathlib import Path

from fpdf import FPDF
from PIL import Image, ImageDraw

TAKEN = "2026:10:03 16:02:11"


def picture(path: Path, number: int, *, place: bool = False) -> Path:
    """A photograph-like picture with noise in it, so it weighs what a photograph does; the camera's time is in it."""
    image = Image.effect_noise((1600, 1200), 40).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.rectangle((200, 150, 1400, 1050), fill=(30 + number * 12 % 200, 90, 110))
    draw.ellipse((600, 400, 1000, 800), fill=(220, 180, 90))
    exif = Image.Exif()
    exif[0x9003] = exif[0x0132] = TAKEN
    exif.get_ifd(0x8769)[0x9003] = TAKEN
    if place:
        gps = exif.get_ifd(0x8825)
        gps[1], gps[2], gps[3], gps[4] = "N", (56.0, 2.0, 9.5), "E", (9.0, 55.0, 40.1)
    image.save(path, quality=82, exif=exif)
    return path


def screenshot(path: Path, number: int) -> Path:
    """A PNG like a picture of a screen."""
    image = Image.new("RGB", (780, 1688), (245, 245, 245))
    draw = ImageDraw.Draw(image)
    for n in range(number % 5 + 3):
        draw.rounded_rectangle((40, 100 + n * 180, 600, 230 + n * 180), 30, fill=(200, 225, 225))
    image.save(path)
    return path


def sound(path: Path) -> Path:
    """One second of a tone."""
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, 16000, 16000, "NONE", ""))
        out.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(n / 12))) for n in range(16000)))
    return path


def letter(path: Path) -> Path:
    """A PDF of one page."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=14)
    pdf.cell(text="Et brev, der blev lagt i postkassen")
    pdf.output(str(path))
    return path


def all_of_them(folder: Path) -> list[Path]:
    """Twelve pictures (two of them of a screen, one that tells its place), a sound and a PDF."""
    pictures = [picture(folder / f"IMG_{n:04}.jpg", n, place=n == 3) for n in range(10)]
    screens = [screenshot(folder / f"Skærmbillede {n}.png", n) for n in range(2)]
    return [*pictures, *screens, sound(folder / "besked.wav"), letter(folder / "brev.pdf")]
