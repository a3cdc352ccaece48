"""The command can be installed from what is built, as pipx does, and works far away from the repository."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("pyproject.toml", "README.md", "LICENSE", "LICENSE-texts")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy so that the repository stays clean, without a network."""
    copy, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in NEEDED:
        shutil.copy(ROOT / name, copy)
    shutil.copytree(ROOT / "py", copy / "py", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    build = [sys.executable, "-m", "pip", "wheel", "--no-index", "--no-deps", "--no-build-isolation", "-q", "-w", out, copy]
    subprocess.run(build, check=True)
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in an environment of its own, which borrows from this one only what the wheel depends on."""
    home = tmp_path_factory.mktemp("far-away") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps", "-q", wheel]
    subprocess.run(install, check=True)
    told = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], capture_output=True, check=True
    )
    (Path(told.stdout.decode().strip()) / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return programs / "logbog"


def run(command: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    away = command.parent.parent.parent
    told = [str(command), *map(str, arguments)]
    return subprocess.run(told, cwd=away, env={"PATH": os.defpath}, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_wheel_holds_all_that_is_read_when_it_runs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        held = set(opened.namelist())
    there = {p.relative_to(ROOT / "py").as_posix() for room in ("logbog", "logbog_cli") for p in (ROOT / "py" / room).rglob("*")}
    read = {name for name in there if (ROOT / "py" / name).is_file() and "__pycache__" not in name}

    assert set() == read - held


def test_an_invented_case_is_made_checked_read_and_reported(command: Path) -> None:
    made = run(command, "demo", "a.zip", "--incidents", 12, "--today", "2026-11-21", "--neighbour", "b.zip")
    assert (0, "") == (made.returncode, made.stderr)
    for asked in (
        ("verify", "a.zip"),
        ("read", "a.zip", "b.zip", "--lang", "en"),
        ("report", "a.zip", "--format", "pdf", "-o", "a.pdf"),
        ("report", "a.zip", "b.zip", "--format", "xlsx", "-o", "b.xlsx", "--lang", "en"),
        ("merge", "a.zip", "b.zip", "-o", "sag.zip", "--name", "Ida", "--role", "rådgiver"),
        ("verify", "sag.zip", "--json"),
    ):
        done = run(command, *asked)
        assert (0, "") == (done.returncode, done.stderr), asked
        assert done.stdout


def test_it_runs_from_its_own_files(command: Path) -> None:
    python = command.with_name("python")
    told = subprocess.run(
        [python, "-c", "import logbog; print(logbog.__file__)"], cwd=command.parent, capture_output=True, text=True
    )

    assert Path(told.stdout.strip()).is_relative_to(command.parent.parent)
