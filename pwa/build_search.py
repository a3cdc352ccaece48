"""Makes what the search of the site knows of a language: how words are brought to their stem, and which mean the same.

Laws: as in build.py. Each language gets its own stemmer and nothing of another; the licence lies beside it.

Runs as a MkDocs hook after the site of each language is built.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

sys.path.append(str(Path(__file__).resolve().parent))

import build as building

PACKAGE = building.MODULES / "@orama/stemmers"
STEMMERS = {"da": "danish", "en": "english"}
SAME = building.ROOT / "docs/same.yml"


def on_post_build(config: Any) -> None:
    """Called by MkDocs after the site of one language."""
    build(Path(config.site_dir) / "assets/forms", config.theme["language"])


def build(out: Path, language: str) -> None:
    """Write what is known of LANGUAGE into the folder OUT."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    same = json.dumps(yaml.safe_load(SAME.read_text("utf-8"))[language], ensure_ascii=False)
    entry = f"export {{ stemmer as stem }} from '@orama/stemmers/{STEMMERS[language]}';\nexport const same = {same};"
    (out / f"{language}.js").write_bytes(building.bundle(f"forms/{language}.js", entry))
    shutil.copyfile(PACKAGE / "LICENSE.md", out / "LICENSE.txt")
