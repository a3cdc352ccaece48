"""The laws of the rooms (docs of each room: its ``__init__``), checked on the source itself."""

import ast
import re
import string
import sys
import tomllib
from html.parser import HTMLParser

import pytest
from rooms import PACKAGES, ROOT, Used, every_module, modules, pages, scripts, without_comments, words

LONGEST = 300
# Shipped pure-Python wheels that a renderer may import, inside the function that needs them.
WHEELS = {"fpdf", "segno", "xlsxwriter"}
BROWSER = {"js", "pyodide", "pyodide_js", "pyscript", "_pyscript", "reader_parts"}
READER = "logbog_web/reader/"
# What would let the core ask for the time, for chance, or for the world outside.
NOT_IN_THE_CORE = BROWSER | {
    *("asyncio", "concurrent", "http", "locale", "logging", "multiprocessing", "os", "pathlib", "random", "secrets"),
    *("select", "selectors", "shutil", "signal", "socket", "ssl", "subprocess", "tempfile", "threading", "time"),
    *("urllib", "uuid", "webbrowser", "zoneinfo", "_thread"),
}
NOT_CALLED_IN_THE_CORE = re.compile(
    r"print|input|open|exec|eval|compile|__import__|breakpoint|(.*\.)?(now|today|utcnow|fromtimestamp|urandom|getenv)"
)
EXIT_TARGET = "https://www.dmi.dk/"
# Keys that are built when the program runs: what they begin with. A new one is declared here, on purpose.
BUILT = (
    *("dossier_report.", "dossier_report.earlier.", "dossier_report.field.", "dossier_report.hand."),
    *("dossier_report.pointed.", "dossier_report.source.", "dossier_report.verdict."),
    *("answer.", "authority.", "certainty.", "kind.", "month.", "month.short.", "response.", "sender_by."),
    *("weekday.", "weekday.short.", "error.", "field.", "field_error.", "finding.", "finding.case."),
    *(
        "chart.",
        "chart.hour.part.",
        "cli.",
        "cli.dossier_",
        "cli.help.",
        "cli.name.",
        "form.",
        "form.add_",
        "making.",
        "readme.file.",
    ),
    *("note.field.", "note_error.", "note_kind."),
    *("handing.", "handing.paper.", "handing.paper_text.", "handing.remember_", "handing.state_", "handing.verdict_"),
    *("noting.hint.", "noting.kind_text.", "noting.label.", "noting.told."),
    *("cli.import.", "import.clock_", "import.count.", "import.line.", "import.not_understood.", "import.question."),
    "import.source.",
    *("pointed.", "question.", "question.step."),
    *("see.exhibit_", "see.sort_"),
    *("reader.passphrase_", "reader.refused.", "reader.tab_", "reader.verdict."),
    *("report.aside.", "report.certainty.", "report.column.", "report.field.", "report.order.broken."),
    *("report.order.in_force.", "report.withdrawn.", "settings.", "settings.language_", "settings.limit_"),
    *("backup.", "ending.stays_", "restore.", "settings.offline_", "setup.strength_", "setup.why_", "share.", "share.not_"),
)


@pytest.fixture(scope="module")
def used() -> Used:
    return Used()


def top(name: str) -> str:
    return name.partition(".")[0]


# The rooms of Python.


def test_there_is_something_to_check() -> None:
    assert all(len(modules(room)) > 3 for room in PACKAGES)
    assert len(scripts()) > 5


@pytest.mark.parametrize("room", PACKAGES)
def test_each_room_prints_its_law_at_the_door(room: str) -> None:
    door = (ROOT / "py" / room / "__init__.py").read_text("utf-8")

    assert "law" in door.lower()


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    python = {m.name: len(m.text.splitlines()) for m in every_module()}
    javascript = {p.name: len(p.read_text("utf-8").splitlines()) for p in scripts()}

    assert {} == {name: lines for name, lines in {**python, **javascript}.items() if lines > LONGEST}


def test_the_core_imports_the_standard_library_and_itself() -> None:
    allowed = set(sys.stdlib_module_names) | {"logbog"}
    foreign = {
        (m.name, name)
        for m in modules("logbog")
        for name, inside in m.imports
        if top(name) not in allowed | (WHEELS if inside else set())
    }

    assert set() == foreign


def test_the_core_has_no_way_to_the_clock_to_chance_or_to_the_world() -> None:
    imported = {(m.name, name) for m in modules("logbog") for name, _ in m.imports if top(name) in NOT_IN_THE_CORE}
    called = {(m.name, call) for m in modules("logbog") for call in m.calls() if NOT_CALLED_IN_THE_CORE.fullmatch(call)}

    assert set() == imported
    assert set() == called


def test_only_the_browser_skin_knows_a_browser() -> None:
    others = {(m.name, name) for m in every_module() if m.room != "logbog_web" for name, _ in m.imports if top(name) in BROWSER}

    assert set() == others


def test_the_skins_do_not_know_each_other() -> None:
    crossed = {
        (m.name, name) for m in every_module() for name, _ in m.imports if top(name).startswith("logbog_") and top(name) != m.room
    }

    assert set() == crossed


def test_the_screens_make_text_and_touch_nothing() -> None:
    touching = {
        (m.name, name)
        for m in modules("logbog_web")
        if "screens/" in m.name
        for name, _ in m.imports
        if top(name) in BROWSER | {"asyncio"}
    }

    assert set() == touching


def test_each_browser_part_has_one_file_and_a_name_that_says_so() -> None:
    homes: dict[str, set[str]] = {}
    for module in modules("logbog_web"):
        for source in ("pyscript.js_modules", "reader_parts"):
            for part, name in module.bound(source):
                homes.setdefault(f"{source}.{part}", set()).add(module.name)
                assert name.startswith("js_"), (module.name, name)
        for source in ("pyscript", "js"):
            for part, _ in module.bound(source):
                homes.setdefault(f"{source}.{part}", set()).add(module.name)

    assert homes
    assert {} == {part: files for part, files in homes.items() if len(files) > 1}


def test_what_python_asks_of_javascript_is_mapped_and_there() -> None:
    import json

    mapped = json.loads((ROOT / "pwa/pyscript.json").read_text("utf-8"))["js_modules"]["main"]
    asked = {part for m in modules("logbog_web") for part, _ in m.bound("pyscript.js_modules")}

    assert asked <= set(mapped.values())
    assert [] == [file for file in mapped if not (ROOT / "pwa" / file).is_file()]


def test_the_app_and_its_reader_are_two_pages_that_share_no_more_than_they_say() -> None:
    """The reader runs in a worker, where there is no PyScript and no page; the app never loads the reader."""
    shared = ("device", "markup", "screens", "soon")
    reader = [m for m in modules("logbog_web") if m.name.startswith(READER)]
    of_the_app = {
        (m.name, node.module)
        for m in reader
        for node in ast.walk(m.tree)
        if isinstance(node, ast.ImportFrom)
        and node.level > (2 if "/screens/" in m.name else 1)
        and not (node.module or node.names[0].name).startswith(shared)
    }
    app = {
        m.name
        for m in modules("logbog_web")
        if m not in reader
        for node in ast.walk(m.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "reader"
    }

    assert reader
    assert set() == {(m.name, name) for m in reader for name, _ in m.imports if top(name) in ("pyscript", "_pyscript")}
    assert set() == of_the_app
    assert set() == app


def test_nothing_is_written_to_the_console_of_the_browser() -> None:
    """boot.js and the reader's worker.js alone may, and they say only the kind of an error and its place."""
    python = {(m.name, call) for m in modules("logbog_web") for call in m.calls() if call == "print" or "console" in call}
    javascript = {p.name for p in scripts() if re.search(r"\bconsole\.", without_comments(p.read_text("utf-8")))}

    assert set() == python
    assert javascript <= {"boot.js", "worker.js"}


def test_no_name_says_nothing() -> None:
    """Names such as helper or utils tell a reader that nobody knew what the thing is."""
    vague = re.compile(r"(^|_)(utils?|helpers?|managers?|services?|handlers?|data|items?)(_|$)", re.IGNORECASE)
    files = [*(m.path for m in every_module()), *scripts()]

    assert [] == [path.name for path in files if vague.search(path.stem)]


# The shell.


class Shell(HTMLParser):
    """The tags and the texts of a page that we wrote ourselves."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, text: str) -> None:
        self.said += text


@pytest.mark.parametrize("page", [path.name for path in pages()])
def test_no_script_and_no_style_stands_in_a_page(page: str) -> None:
    shell = Shell((ROOT / "pwa" / page).read_text("utf-8"))

    assert "style" not in {tag for tag, _ in shell.tags}
    assert [] == [tag for tag, attributes in shell.tags if any(a == "style" or a.startswith("on") for a in attributes)]
    assert [] == [a for tag, a in shell.tags if tag == "script" and "src" not in a and a.get("type") != "application/json"]


@pytest.mark.parametrize("page", [path.name for path in pages()])
def test_every_word_of_a_page_comes_from_the_words_files(page: str) -> None:
    shell = Shell((ROOT / "pwa" / page).read_text("utf-8"))
    shown = ("alt", "aria-label", "placeholder", "title")
    texts = [shell.said, *(a[name] or "" for _, a in shell.tags for name in shown if name in a)]

    assert [] == re.findall(r"[^\W\d_]{2,}", re.sub(r"\{\{.*?\}\}", "", " ".join(texts)))


def test_no_script_holds_a_sentence() -> None:
    """A text of several words that begins with a capital letter is meant for somebody to read."""
    sentence = re.compile(r"""(['"`])([A-ZÆØÅ][a-zæøå][^'"`\n]* [^'"`\n]*)\1""")
    found = {path.name: sentence.findall(without_comments(path.read_text("utf-8"))) for path in scripts()}

    assert {} == {name: texts for name, texts in found.items() if texts}


def test_the_only_address_outside_is_the_target_of_the_exit() -> None:
    places = [
        *scripts(),
        *pages(),
        *(ROOT / "pwa").glob("*.css"),
        *(ROOT / "pwa/reader").glob("*.css"),
        *(ROOT / "pwa").glob("*.webmanifest"),
        *(ROOT / "docs/assets").glob("*.css"),
    ]
    texts = {path.name: without_comments(path.read_text("utf-8")) for path in places}
    found = {
        name: set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"'`)]*", text)) - {EXIT_TARGET} for name, text in texts.items()
    }

    # The name of a format that a picture or a document is in is an address by its looks only.
    names = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml", "http://ns.adobe.com/xap/1.0/"}
    assert {} == {name: addresses - names for name, addresses in found.items() if addresses - names}


# The words.


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    assert set(words("da")) == set(words("en"))


def test_a_text_has_the_same_fields_in_both_languages() -> None:
    danish, english = words("da"), words("en")
    # In the singular a language may say "one" without the number.
    differing = {
        key for key in danish if (fields(danish[key]) ^ fields(english[key])) - ({"n"} if key.endswith(".one") else set())
    }

    assert set() == differing


def test_no_text_is_empty() -> None:
    assert [] == [key for lang in ("da", "en") for key, text in words(lang).items() if not text.strip()]


def test_every_word_that_is_asked_for_exists(used: Used) -> None:
    assert {} == {key: where for key, where in used.asked.items() if key not in words("da")}


def test_no_word_is_left_over(used: Used) -> None:
    assert [] == [key for key in words("da") if not used.covers(key)]


def test_a_text_for_many_has_one_for_a_single_one() -> None:
    keys = set(words("da"))
    ones = {key.removesuffix(".one") for key in keys if key.endswith(".one")}
    many = {key.removesuffix(".many") for key in keys if key.endswith(".many")}

    assert many <= ones


def test_the_keys_that_are_built_are_declared(used: Used) -> None:
    known = set(words("da"))
    built = {start for start in used.built if any(key.startswith(start) for key in known)}

    assert set(BUILT) == built


# What is written about the project.


def test_the_commands_in_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text("utf-8")))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    from logbog import words as core
    from logbog_cli.__main__ import parser

    commands = set(next(iter(a.choices for a in parser(core.load("en"))._actions if a.choices and "verify" in a.choices)))
    told_make = set(re.findall(r"`make ([a-z]+)`", readme))
    told_logbog = set(re.findall(r"(?:`|\$ )logbog ([a-z]+)\b", readme))

    assert {"serve", "test"} <= told_make <= targets
    assert {"verify"} <= told_logbog <= commands
    assert "logbog_cli.__main__:main" == project["project"]["scripts"]["logbog"]


def test_the_files_that_the_readme_names_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"\]\((?!https?:|#)([^)]+)\)", readme))

    assert named
    assert [] == [name for name in named if not (ROOT / name).exists()]
