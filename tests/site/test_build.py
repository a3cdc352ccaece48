"""The app folder: complete, the same in each build, and nothing in it that does not belong there."""

import base64
import hashlib
import importlib.util
import json
import re
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "pwa"), str(ROOT / "tools")]

import build  # noqa: E402
import fonts  # noqa: E402


@pytest.fixture(scope="module")
def app(built_site: Path) -> Path:
    return built_site / "app"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def precache(app: Path) -> list[dict[str, object]]:
    found = re.search(r"\[\{.*?\}\]", (app / "sw.js").read_text("utf-8"))
    assert found
    return json.loads(found[0])


def test_a_second_build_from_nothing_gives_the_same_bytes(app: Path, tmp_path: Path) -> None:
    build.build(tmp_path / "again", cache=tmp_path / "cache")

    assert contents(app) == contents(tmp_path / "again")


def test_the_service_worker_lists_every_file_but_itself_with_its_hash(app: Path) -> None:
    files = contents(app)
    del files["sw.js"]
    expected = [
        {"url": name, "hash": "sha256-" + base64.b64encode(hashlib.sha256(body).digest()).decode(), "bytes": len(body)}
        for name, body in files.items()
    ]

    assert sorted(expected, key=lambda each: str(each["url"])) == sorted(precache(app), key=lambda each: str(each["url"]))


def test_no_token_of_a_template_is_left(app: Path) -> None:
    left = [
        name for name, body in contents(app).items() if name.endswith((".html", "sw.js")) and re.search(rb"\{\{|__[A-Z]+__", body)
    ]

    assert [] == left


def test_python_is_compiled_for_the_interpreter_that_is_shipped(app: Path) -> None:
    magic = set()
    for name in ("app.zip", "libs.zip", "pyodide/python_stdlib.zip"):
        with zipfile.ZipFile(app / name) as packed:
            assert [] == [each for each in packed.namelist() if each.endswith(".py")]
            magic |= {packed.read(each)[:4] for each in packed.namelist() if each.endswith(".pyc")}

    assert 1 == len(magic)
    assert magic != {importlib.util.MAGIC_NUMBER} or sys.version_info[:2] == (3, 14)


def test_the_zip_of_the_app_holds_the_core_and_the_skin_and_nothing_else(app: Path) -> None:
    with zipfile.ZipFile(app / "app.zip") as packed:
        names = packed.namelist()

    assert {"logbog", "logbog_web"} == {name.split("/")[0] for name in names}
    assert {"logbog/words/da.json", "logbog/words/en.json", "logbog/fonts/NotoSans-Regular.ttf"} <= set(names)
    assert [] == [name for name in names if "test" in name or name.endswith((".py", ".pyi"))]


def test_an_unknown_word_in_a_page_stops_the_build() -> None:
    with pytest.raises(build.BuildError, match=r"no word no\.such"):
        build.fill("<p>{{no.such}}</p>", {"app.name": "Noter"}, "index.html")


def test_words_are_escaped_where_they_enter_a_page() -> None:
    assert "&lt;b&gt; &amp; &quot;" == build.fill("{{x.y}}", {"x.y": '<b> & "'}, "index.html")


def test_comments_do_not_reach_the_page() -> None:
    assert "<p>" == build.fill("<!-- {{no.such}}\n why -->\n<p>", {}, "index.html")


def test_no_script_makes_code_from_text(app: Path) -> None:
    """PyScript core alone does, in the one place that boot.js switches off."""
    scripts = {name: body for name, body in contents(app).items() if name.endswith(".js")}
    guilty = {
        name for name, body in scripts.items() if re.search(rb"\beval\(|[^.\w]Function\(", re.sub(rb"(?m)^\s*//.*$", b"", body))
    }

    assert guilty <= {name for name in contents(app) if name.startswith("pyscript/core-")}


def test_the_licences_of_all_parts_go_along(app: Path) -> None:
    text = (app / "licences.txt").read_text("utf-8")
    wanted = [*build.LIBRARIES.values(), "pyodide", "@pyscript/core", "hash-wasm", "exifreader", "SIL OPEN FONT LICENSE"]

    assert [] == [part for part in wanted if part not in text]


def test_the_fonts_in_the_repository_are_what_the_script_makes(tmp_path: Path) -> None:
    fonts.make(tmp_path / "report", tmp_path / "screen")

    assert contents(tmp_path / "report") == contents(ROOT / "py/logbog/fonts")
    assert contents(tmp_path / "screen") == contents(ROOT / "docs/assets/fonts")


def test_the_report_fonts_cover_the_letters_we_promise() -> None:
    from fontTools.ttLib import TTFont

    wanted = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | set(range(0x400, 0x460)) | set(map(ord, "„“”’–—…•€★✓→"))
    for name in fonts.REPORT:
        characters = TTFont(ROOT / "py/logbog/fonts" / name).getBestCmap()
        assert set() == wanted - set(characters)
