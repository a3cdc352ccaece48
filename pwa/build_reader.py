"""Makes the finished reader folder: what the caseworker's page (docs/*/laes.md) asks for once it is shown.

Laws: as in build.py; and what the app has already (Python, its libraries, the age library) is shared from ../app/,
so it is fetched once and is the same. The app's service worker knows nothing of this folder.

Runs as a MkDocs hook after build.py, and by hand as `python pwa/build_reader.py OUT`.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent))

import build as building
import licences

OWN = building.PWA / "reader"
STATIC = ("*.js", "*.css")
# Of the app's skin: what both screens are made of. The rest of it touches the app's own page and store.
SHARED = ("logbog_web/__init__.py", *(f"logbog_web/{name}" for name in ("device.py", "markup.py", "soon.py", "screens/")))
BUNDLES = {"zxing.js": "export { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';"}
WASM = building.MODULES / "zxing-wasm/dist/reader/zxing_reader.wasm"
# Where that library would look for its WebAssembly if it were not given it; no address outside goes along.
ELSEWHERE = re.compile(rb"https://[\w.-]*jsdelivr\.net/")


def on_post_build(config: Mapping[str, object]) -> None:
    """Called by MkDocs after the Danish site."""
    build(Path(str(config["site_dir"])) / "reader")


def build(out: Path, cache: Path = building.CACHE) -> None:
    """Make the reader folder OUT from nothing."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    for pattern in STATIC:
        building.copy(sorted(OWN.glob(pattern)), out)
    building.copy([WASM], out / "vendor")
    for name, entry in BUNDLES.items():
        (out / "vendor" / name).write_bytes(ELSEWHERE.sub(b"./", building.bundle(name, entry)))
    (out / "licences.txt").write_text(licences.text((), ("zxing-wasm",), building.MODULES, ()), "utf-8")
    building.compile_zips({out / "reader.zip": (dict(sources()), "/home/pyodide/")}, cache)


def sources() -> Iterator[tuple[str, bytes]]:
    """The core, the reader, and what it shares with the app."""
    yield from building.package_sources(building.ROOT / "py/logbog")
    for name, body in building.package_sources(building.ROOT / "py/logbog_web"):
        if name.startswith((building.READER, *SHARED)):
            yield name, body


if __name__ == "__main__":
    try:
        build(Path(sys.argv[1]) if len(sys.argv) > 1 else building.ROOT / "site/reader")
    except building.BuildError as error:
        sys.exit(f"build_reader: {error}")
