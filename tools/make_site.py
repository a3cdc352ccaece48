"""Builds the finished static folder: the Danish site with the app, then the English one inside it.

Usage: python tools/make_site.py FOLDER
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
    for config, part in (("mkdocs.yml", folder), ("mkdocs.en.yml", folder / "en")):
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-f", config, "-d", str(part)]
        # The theme ends in May 2027; docs/decisions/0001 says what then, so each build need not.
        subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})


if __name__ == "__main__":
    make(Path(sys.argv[1]).resolve())
