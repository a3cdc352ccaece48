"""Finds a Chromium for the tests, or gets one, and prints where it is.

The one on the machine comes first, then Playwright's own, then the distribution's package.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def on_the_machine() -> Path | None:
    """A Chromium that somebody installed already."""
    found = filter(None, map(shutil.which, NAMES))
    return next((Path(path) for path in found), None)


def of_playwright() -> Path | None:
    """The Chromium that Playwright keeps for itself, if it was downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def get() -> Path | None:
    """Download Playwright's, or install the distribution's package where we may."""
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if path := of_playwright():
        return path
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-qq", "--no-install-recommends", "chromium"], check=False)
    return on_the_machine()


def main() -> None:
    """Print the path of a Chromium; standard error carries what an installation says."""
    path = on_the_machine() or of_playwright() or get()
    if path is None:
        sys.exit("The browser tests need a Chromium: install the package chromium, then run this again.")
    print(path)


if __name__ == "__main__":
    main()
