"""The text that goes with the app: each part that others wrote, its version, its licence and the licence's words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

INTRODUCTION = """\
This app is free software. Our own code is under the MIT licence, our texts under CC BY 4.0.
It carries the following work of others, in exactly the versions named here and unchanged,
except that Python files are shipped compiled; `make site` makes them from the sources that
the Python Package Index and the npm registry publish under the same names and versions,
and a version of yours can take their place in the same way.
"""
# These packages carry no licence file of their own on npm.
STATED = {"pyodide": "Pyodide is under the Mozilla Public License 2.0; the Python inside it under the PSF License 2.0."}


def text(python: Iterable[str], npm: Iterable[str], modules: Path, fonts: Iterable[Path]) -> str:
    """One text for the Python packages, the npm packages under MODULES and the licences of FONTS."""
    parts = [INTRODUCTION]
    for name in sorted(python):
        package = distribution(name)
        files = [file for file in package.files or () if "licen" in file.name.lower() and file.suffix != ".py"]
        texts = [file.read_text("utf-8") for file in sorted(files)]
        stated = package.metadata.get("License-Expression") or package.metadata.get("License") or ""
        parts.append(section(name, package.version, stated, texts))
    for name in sorted(npm):
        about = json.loads((modules / name / "package.json").read_text("utf-8"))
        files = sorted(path for path in (modules / name).iterdir() if "licen" in path.name.lower() and path.is_file())
        texts = [path.read_text("utf-8") for path in files] or [STATED[name]]
        parts.append(section(name, about["version"], about["license"], texts))
    parts += [section(path.parent.name, "", "OFL-1.1", [path.read_text("utf-8")]) for path in sorted(fonts)]
    return "\n".join(parts)


def section(name: str, version: str, stated: str, texts: Iterable[str]) -> str:
    """One part under its heading; without the licence's words or name it would not be ours to ship."""
    body = "\n".join(words.strip() for words in texts)
    if not body and not stated:
        raise ValueError(f"no licence known for {name}")
    heading = " ".join(filter(None, (name, version, f"({stated})" if stated and len(stated) < 40 else "")))
    return f"\n{'=' * 78}\n{heading}\n{'=' * 78}\n{body}\n"
