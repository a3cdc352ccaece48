"""Protected files: the command opens what others locked and locks what others open, and a wrong passphrase is a sentence."""

import io
import json
import os
import shutil
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from logbog import words
from logbog.errors import CannotRead

if sys.platform == "emscripten":
    pytest.skip("the library for age files has parts in Rust", allow_module_level=True)

from logbog_cli import protected
from logbog_cli.__main__ import main
from logbog_cli.terminal import CannotOpen

AGE = shutil.which("age")
PASSPHRASE = "tre små ord på række"
# protected.age is good-one-incident.zip as the app's library locks it (age-encryption, work factor 10 to be quick).
VECTORS = Path(__file__).resolve().parent.parent / "vectors"
OPEN, LOCKED = VECTORS / "good-one-incident.zip", VECTORS / "protected.age"
Run = Callable[..., tuple[int, str, str]]
W = words.load("da")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command and gives the exit code, the answer, and what was said beside it."""

    def command(*arguments: object) -> tuple[int, str, str]:
        code = main([str(a) for a in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case file, open and locked, and its passphrase in a file."""
    path = tmp_path_factory.mktemp("protected")
    (path / "sag.zip").write_bytes(OPEN.read_bytes())
    (path / "sag.age").write_bytes(LOCKED.read_bytes())
    (path / "passphrase").write_text(f"{PASSPHRASE}\r\nen linje til\n", "utf-8")
    (path / "wrong").write_text("en anden\n", "utf-8")
    return path


def test_every_command_opens_a_protected_file(folder: Path, run: Run, tmp_path: Path) -> None:
    known = ("--passphrase-file", folder / "passphrase")

    assert 0 == run("verify", folder / "sag.age", *known)[0]
    assert run("read", folder / "sag.zip") == run("read", folder / "sag.age", *known)
    assert 0 == run("report", folder / "sag.age", "--format", "csv", "-o", tmp_path / "a.csv", *known)[0]
    assert 0 == run("convert", folder / "sag.age", "-o", tmp_path / "open.zip", *known)[0]
    assert OPEN.read_bytes() == (tmp_path / "open.zip").read_bytes()


def test_what_is_merged_from_a_protected_file_is_the_case_file_in_it(folder: Path, run: Run, tmp_path: Path) -> None:
    who = ("--name", "Ida", "--role", "rådgiver", "--passphrase-file", folder / "passphrase")
    code, _, _ = run("merge", folder / "sag.age", "-o", tmp_path / "sag.zip", *who)

    with zipfile.ZipFile(tmp_path / "sag.zip") as opened:
        assert (0, OPEN.read_bytes()) == (code, opened.read("originaler/A-sagspakke.zip"))


def test_a_wrong_passphrase_is_one_clear_sentence(folder: Path, run: Run) -> None:
    for command in ("verify", "read"):
        code, said, beside = run(command, folder / "sag.age", "--passphrase-file", folder / "wrong")
        assert (2, "") == (code, said)
        assert [W("cli.cannot_read", file=folder / "sag.age", why=W("error.wrong_passphrase"))] == beside.splitlines()
    value = json.loads(run("verify", folder / "sag.age", "--json", "--passphrase-file", folder / "wrong")[1])
    assert ("unreadable", "wrong_passphrase") == (value["verdict"], value["code"])


def test_a_file_of_passphrases_that_is_not_there_or_is_empty_is_said(folder: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    for name in ("nope", "empty"):
        code, _, beside = run("verify", folder / "sag.age", "--passphrase-file", tmp_path / name)
        assert (2, 1) == (code, len(beside.splitlines()))


def test_what_is_protected_opens_to_the_same_bytes(folder: Path, run: Run, tmp_path: Path) -> None:
    known = ("--passphrase-file", folder / "passphrase")
    assert 0 == run("convert", folder / "sag.zip", "-o", tmp_path / "ny.age", *known)[0]

    locked = (tmp_path / "ny.age").read_bytes()
    assert locked.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert OPEN.read_bytes() == opened(locked)


def opened(content: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return protected.opened(io.BytesIO(content), passphrase, "sag.age")


def locked(stanza: bytes = b"scrypt AAAAAAAAAAAAAAAAAAAAAA 18") -> bytes:
    return b"age-encryption.org/v1\n-> " + stanza + b"\nAAAA\n--- AAAA\n"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda whole: whole[:60], "damaged"),
        (lambda whole: whole[:-1], "damaged"),
        (lambda whole: whole[:-20] + bytes(20), "damaged"),
        (lambda whole: b"age-encryption.org/v9" + whole[21:], "damaged"),
        (lambda whole: b"-----BEGIN AGE ENCRYPTED FILE-----\n????\n", "damaged"),
        (lambda whole: locked(), "damaged"),
    ],
)
def test_a_damaged_one_is_told_from_a_wrong_passphrase(content: Callable[[bytes], bytes], code: str, folder: Path) -> None:
    with pytest.raises(CannotRead) as caught:
        opened(content((folder / "sag.age").read_bytes()))
    assert code == caught.value.code


@pytest.mark.parametrize("work", [21, 30, 63, 99])
def test_one_that_asks_for_too_much_work_is_refused_before_any_is_done(work: int) -> None:
    with pytest.raises(CannotOpen) as caught:
        opened(locked(b"scrypt AAAAAAAAAAAAAAAAAAAAAA %d" % work))
    assert "cli.too_much_work" == caught.value.key


def test_one_that_is_locked_with_a_key_is_told_from_one_with_a_passphrase() -> None:
    from pyrage import encrypt, x25519

    with pytest.raises(CannotOpen) as caught:
        opened(encrypt(b"x", [x25519.Identity.generate().to_public()]))
    assert "cli.locked_with_key" == caught.value.key


def test_one_in_letters_only_opens_too() -> None:
    from pyrage import passphrase

    in_letters = passphrase.encrypt(b"hej", "kort", armored=True)
    assert protected.is_protected(in_letters)
    assert b"hej" == opened(in_letters, "kort")


def test_a_passphrase_is_the_same_however_its_letters_were_typed() -> None:
    apart = unicodedata.normalize("NFD", PASSPHRASE)
    assert apart != PASSPHRASE
    assert OPEN.read_bytes() == opened(LOCKED.read_bytes(), apart)
    assert b"hej" == opened(protected.closed(b"hej", apart))


# On a terminal, and with the stock program.


def on_a_terminal(command: list[str], answers: list[tuple[bytes, str]]) -> tuple[int, bytes]:
    """Runs a program that believes a person sits there: after each prompt the answer is typed."""
    import fcntl
    import pty
    import struct
    import termios

    child, terminal = pty.fork()
    if child == 0:
        # A bar is as wide as the terminal, and one without a width shows none.
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))
        os.execv(command[0], command)
    said = b""
    for prompt, answer in answers:
        while prompt not in said:
            said += os.read(terminal, 1024)
        said = said.partition(prompt)[2]
        os.write(terminal, answer.encode() + b"\n")
    try:
        while more := os.read(terminal, 1024):
            said += more
    except OSError:
        # The other end of a terminal that is gone.
        pass
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


@pytest.mark.skipif(os.name != "posix", reason="no terminal to play here")
def test_the_passphrase_is_asked_for_and_never_shown(folder: Path) -> None:
    command = [sys.executable, "-m", "logbog_cli", "verify", str(folder / "sag.age"), "--lang", "en"]
    code, said = on_a_terminal(command, [(b"sag.age: ", PASSPHRASE)])

    assert 0 == code
    assert b"Unchanged." in said
    assert PASSPHRASE.encode() not in said


@pytest.mark.skipif(os.name != "posix", reason="no terminal to play here")
def test_a_new_passphrase_is_typed_twice(folder: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "logbog_cli",
        "convert",
        str(folder / "sag.zip"),
        "-o",
        str(tmp_path / "a.age"),
        "--lang",
        "en",
    ]
    prompts = (b"New passphrase: ", b"Type it again: ")

    code, said = on_a_terminal(command, list(zip(prompts, ("det ene", "det andet"), strict=True)))
    assert 2 == code
    assert b"not the same" in said
    assert not (tmp_path / "a.age").exists()
    code, _ = on_a_terminal(command, list(zip(prompts, ("det samme", "det samme"), strict=True)))
    assert 0 == code
    assert OPEN.read_bytes() == opened((tmp_path / "a.age").read_bytes(), "det samme")


@pytest.mark.skipif(os.name != "posix", reason="no terminal to play here")
@pytest.mark.parametrize(
    "asked",
    [("merge", "--name", "Ida", "--role", "r"), ("report", "--format", "pdf"), ("report", "--format", "xlsx")],
)
def test_whoever_watches_sees_how_far_long_work_has_come(asked: tuple[str, ...], folder: Path, tmp_path: Path) -> None:
    name, *more = asked
    files = [str(folder / "sag.zip"), str(VECTORS / "good.zip")]
    code, said = on_a_terminal([sys.executable, "-m", "logbog_cli", name, *files, *more, "-o", str(tmp_path / "out")], [])

    assert 0 == code
    assert b"%|" in said
    assert (tmp_path / "out").stat().st_size


@pytest.mark.skipif(os.name != "posix", reason="no terminal to play here")
def test_where_nobody_can_be_asked_the_command_says_so(folder: Path) -> None:
    import subprocess

    command = [sys.executable, "-m", "logbog_cli", "verify", str(folder / "sag.age")]
    answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, start_new_session=True, check=False)

    assert (2, b"") == (answer.returncode, answer.stdout)
    assert 1 == len(answer.stderr.splitlines())


@pytest.mark.skipif(not AGE, reason="the stock program is not on this machine")
def test_the_stock_program_opens_what_the_command_locked(folder: Path, tmp_path: Path) -> None:
    command = [str(AGE), "-d", "-o", str(tmp_path / "open.zip"), str(folder / "sag.age")]
    code, _ = on_a_terminal(command, [(b"passphrase", PASSPHRASE)])

    assert (0, OPEN.read_bytes()) == (code, (tmp_path / "open.zip").read_bytes())


@pytest.mark.skipif(not AGE, reason="the stock program is not on this machine")
@pytest.mark.parametrize("form", ["-p", "-pa"])
def test_the_command_opens_what_the_stock_program_locked(form: str, folder: Path, run: Run, tmp_path: Path) -> None:
    command = [str(AGE), *(f"-{letter}" for letter in form[1:]), "-o", str(tmp_path / "theirs.age"), str(folder / "sag.zip")]
    code, _ = on_a_terminal(command, [(b"passphrase", PASSPHRASE), (b"onfirm", PASSPHRASE)])
    assert 0 == code

    known = ("--passphrase-file", folder / "passphrase")
    assert 0 == run("convert", tmp_path / "theirs.age", "-o", tmp_path / "open.zip", *known)[0]
    assert OPEN.read_bytes() == (tmp_path / "open.zip").read_bytes()
