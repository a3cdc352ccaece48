"""The pictures in the README and on the site show the app as it is."""

import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tools"))

import screens  # noqa: E402

KEPT = ROOT / "docs/assets/screens"
# Another Chromium draws letters a hair differently; a changed screen differs by far more than this (of 255).
TOLERANCE = 8.0


@pytest.fixture(scope="module")
def taken(browser: Browser, site: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("screens")
    screens.take(browser, site, folder)
    return folder


def test_there_is_a_picture_of_each_screen_and_no_other() -> None:
    assert sorted(screens.NAMES) == sorted(path.relative_to(KEPT).with_suffix("").as_posix() for path in KEPT.rglob("*.png"))


@pytest.mark.parametrize("name", screens.NAMES)
def test_the_picture_shows_the_screen_as_it_is_now(name: str, taken: Path) -> None:
    with Image.open(KEPT / f"{name}.png") as kept, Image.open(taken / f"{name}.png") as now:
        assert kept.size == now.size
        difference = ImageStat.Stat(ImageChops.difference(kept.convert("L"), now.convert("L"))).mean[0]

    assert difference < TOLERANCE, f"{name} differs by {difference:.1f}: run `make screens` and look at it"
