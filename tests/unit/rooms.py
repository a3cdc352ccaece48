"""Reads the project's own source: the modules of each room, what they import and call, and the words they use."""

from __future__ import annotations

import ast
import functools
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("logbog", "logbog_web", "logbog_cli")


class Module:
    """One Python file with its tree."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.room = path.relative_to(ROOT / "py").parts[0]
        self.name = path.relative_to(ROOT / "py").as_posix()
        self.text = path.read_text("utf-8")
        self.tree = ast.parse(self.text, self.name)

    @functools.cached_property
    def imports(self) -> list[tuple[str, bool]]:
        """Each absolute import as its full name, and whether it stands inside a function."""
        return list(self._imports())

    def _imports(self) -> Iterator[tuple[str, bool]]:
        inside = {id(node) for f in self.functions() for node in ast.walk(f)}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, id(node) in inside) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield from ((f"{node.module}.{alias.name}", id(node) in inside) for alias in node.names)

    def functions(self) -> Iterator[ast.AST]:
        return (node for node in ast.walk(self.tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))

    def calls(self) -> Iterator[str]:
        """The dotted name of everything that is called."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func)

    def bound(self, module: str) -> Iterator[tuple[str, str]]:
        """What is imported from MODULE, and the name it gets here."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module == module:
                yield from ((alias.name, alias.asname or alias.name) for alias in node.names)


@functools.cache
def modules(room: str) -> list[Module]:
    return [Module(path) for path in sorted((ROOT / "py" / room).rglob("*.py"))]


def every_module() -> list[Module]:
    return [module for room in PACKAGES for module in modules(room)]


def scripts() -> list[Path]:
    return sorted([*(ROOT / "pwa").glob("*.js"), *(ROOT / "pwa/reader").glob("*.js")])


def pages() -> list[Path]:
    return sorted((ROOT / "pwa").glob("*.html"))


def without_comments(script: str) -> str:
    """JavaScript without its comments; an address inside a string keeps its two slashes."""
    return re.sub(r"(?m)(^|\s)//.*$|/\*[\s\S]*?\*/", "", script)


def words(language: str) -> dict[str, str]:
    loaded: dict[str, str] = json.loads((ROOT / f"py/logbog/words/{language}.json").read_text("utf-8"))
    return loaded


class Used:
    """The keys of words that the project uses: said whole, or built from a part that is known when it runs."""

    def __init__(self) -> None:
        # A key that is asked for here must exist; where is told when it does not.
        self.asked: dict[str, str] = {}
        # Any text in the source may be a key that is handed on.
        self.mentioned: set[str] = set()
        # What stands before the first part that is not known yet, and the patterns that begin so.
        self.built: dict[str, list[re.Pattern[str]]] = {}
        for module in every_module():
            self._of_python(module)
        for path in scripts():
            self._of_script(path.name, without_comments(path.read_text("utf-8")))
        for path in pages():
            self._of_page(path.name, path.read_text("utf-8"))
        for path in sorted((ROOT / "overrides").rglob("*.html")):
            self._needs(path.name, re.findall(r"words\[['\"]([\w.]+)['\"]\]", path.read_text("utf-8")))

    def covers(self, key: str) -> bool:
        """Whether anything in the project can come to this key."""
        counted = key.rpartition(".")
        whole = key in self.mentioned or (counted[2] in ("one", "many") and counted[0] in self.mentioned)
        return whole or any(pattern.fullmatch(key) for patterns in self.built.values() for pattern in patterns)

    def _of_python(self, module: Module) -> None:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                self.mentioned.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                self._built(node)
            elif isinstance(node, ast.Call) and node.args:
                name, first = ast.unparse(node.func), node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    if re.fullmatch(r"(.*\.)?w", name):
                        self.asked[first.value] = module.name
                    elif re.fullmatch(r"(.*\.)?(w|words)\.many", name):
                        self.asked[f"{first.value}.one"] = self.asked[f"{first.value}.many"] = module.name

    def _built(self, node: ast.JoinedStr) -> None:
        """An f-string that begins like a key is a pattern of keys; ``many`` may add the number."""
        parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
        if (
            isinstance(parts[0], str)
            and re.fullmatch(r"[a-z_]+(\.[a-z_.]*)?", parts[0])
            and "." in "".join(map(str, filter(None, parts)))
        ):
            pattern = "".join("[a-z0-9_.]+" if part is None else re.escape(str(part)) for part in parts)
            self.built.setdefault(parts[0], []).append(re.compile(f"{pattern}(\\.(one|many))?"))

    def _of_script(self, name: str, text: str) -> None:
        self.mentioned.update(re.findall(r"['\"`]([a-z_]+(?:\.[a-z0-9_]+)+)['\"`]", text))
        for key in re.findall(r"\bword\(['\"]([\w.]+)['\"]", text):
            self.asked[key] = name
        for start in re.findall(r"\bword\(`([\w.]+)\$\{", text):
            self.built.setdefault(start, []).append(re.compile(re.escape(start) + r"[a-z0-9_.]+"))

    def _of_page(self, name: str, text: str) -> None:
        text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
        self._needs(name, set(re.findall(r"\{\{\s*([\w.]+)\s*\}\}", text)) - {"contacts"})
        self._needs(name, re.findall(r"data-word=\"([\w.]+)\"", text))
        for pairs in re.findall(r"data-word-attrs=\"([^\"]+)\"", text):
            self._needs(name, (pair.partition(":")[2] for pair in pairs.split()))

    def _needs(self, name: str, keys: Iterable[str]) -> None:
        for key in keys:
            self.mentioned.add(key)
            self.asked[key] = name
