"""Builds the finished static folder: the Danish site with the app, then the English one inside it.

Usage: python tools/make_site.py FOLDER

Where the site will lie may be said in the environment, as SITE_URL=https://example.org/; nothing but the addresses for
search engines depends on it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def make(folder: Path) -> None:
    """Make FOLDER from nothing; the first warning of either build stops it."""
    shutil.rmtree(folder, ignore_errors=True)
    address = os.environ.get("SITE_URL", "")
    address += "/" if address and not address.endswith("/") else ""
    for config, part, path in (("mkdocs.yml", folder, ""), ("mkdocs.en.yml", folder / "en", "en/")):
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-f", config, "-d", str(part)]
        # The theme ends in May 2027; docs/decisions/0001 says what then, so each build need not.
        told = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": address + path if address else ""}
        subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, **told})


if __name__ == "__main__":
    make(Path(sys.argv[1]).resolve())
