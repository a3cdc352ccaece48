"""The reader's folder: its own Python, nothing of it in the app, and nothing that leads elsewhere."""

import importlib.util
import json
import re
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "pwa"), str(ROOT / "tools")]

import build_reader  # noqa: E402


@pytest.fixture(scope="module")
def reader(built_site: Path) -> Path:
    return built_site / "reader"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def names(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as packed:
        return packed.namelist()


def test_a_second_build_of_the_reader_gives_the_same_bytes(reader: Path, tmp_path: Path) -> None:
    build_reader.build(tmp_path / "again", cache=tmp_path / "cache")

    assert contents(reader) == contents(tmp_path / "again")


def test_the_app_carries_nothing_of_the_reader_and_keeps_nothing_of_it(built_site: Path) -> None:
    kept = json.loads(re.findall(r"\[\{.*?\}\]", (built_site / "app/sw.js").read_text("utf-8"))[0])

    assert [] == [name for name in names(built_site / "app/app.zip") if name.startswith("logbog_web/reader")]
    assert [] == [each["url"] for each in kept if "zxing" in each["url"] or each["url"].startswith("reader")]


def test_the_reader_has_the_core_its_own_rooms_and_what_it_shares_with_the_app(reader: Path) -> None:
    packed = names(reader / "reader.zip")
    skin = {name for name in packed if name.startswith("logbog_web/") and not name.startswith("logbog_web/reader/")}

    assert {"logbog", "logbog_web"} == {name.split("/")[0] for name in packed}
    assert {"logbog_web/reader/desk.pyc", "logbog/words/da.json", "logbog/words/en.json"} <= set(packed)
    assert {"__init__", "device", "markup", "soon"} == {Path(name).stem for name in skin if name.count("/") == 1}
    assert [] == [name for name in packed if "test" in name or name.endswith((".py", ".pyi"))]


def test_its_python_is_compiled_for_the_interpreter_that_the_app_ships(built_site: Path) -> None:
    magic = set()
    for file in ("reader/reader.zip", "app/app.zip"):
        with zipfile.ZipFile(built_site / file) as packed:
            magic |= {packed.read(each)[:4] for each in packed.namelist() if each.endswith(".pyc")}

    assert 1 == len(magic)
    assert magic != {importlib.util.MAGIC_NUMBER} or sys.version_info[:2] == (3, 14)


def test_no_script_of_the_reader_makes_code_from_text_or_names_an_address_outside(reader: Path) -> None:
    scripts = {name: body for name, body in contents(reader).items() if name.endswith(".js")}
    code = re.compile(rb"\beval\(|\bnew Function\b|[^.\w]Function\(")

    assert [] == [name for name, body in scripts.items() if code.search(re.sub(rb"(?m)^\s*//.*$", b"", body))]
    assert [] == [name for name, body in scripts.items() if b"jsdelivr" in body or b"unpkg" in body]


def test_the_licence_of_what_finds_the_codes_goes_along(reader: Path) -> None:
    assert "zxing-wasm" in (reader / "licences.txt").read_text("utf-8")


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_everything_that_the_page_asks_for_is_there(built_site: Path, prefix: str) -> None:
    html = (built_site / prefix / "laes/index.html").read_text("utf-8")
    asked = re.findall(r'(?:src|href)="((?:\.\./)+reader/[\w.]+)"', html)

    assert {"reader.js", "reader.css", "seeing.css", "noting.css"} == {Path(each).name for each in asked}
    assert all((built_site / prefix / "laes" / each).resolve().is_file() for each in asked)
