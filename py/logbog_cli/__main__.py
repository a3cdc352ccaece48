"""``logbog``: the arguments, and the exit code."""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from logbog import casefile, words, zipreading
from logbog.errors import LogbogError
from logbog.words import LANGUAGES, Words

from . import typed
from .terminal import STOPPED, UNREADABLE, CannotOpen, Terminal

MOST_INCIDENTS = 10_000
FORMATS = ("html", "pdf", "csv", "xlsx")
# As in logbog.importers, which only the command that needs it waits for.
GAP, MOST_GAP = 30, 24 * 60
ORDERS = ("day_first", "month_first")
Run = Callable[[argparse.Namespace, Terminal], int]


class _Help(argparse.HelpFormatter):
    """Help whose own words are ours too."""

    usage_word = ""

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, self.usage_word if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Arguments in the person's language."""

    w: Words

    def __init__(self, *, w: Words, **more: object) -> None:
        formatter = type("Help", (_Help,), {"usage_word": w("cli.usage")})
        super().__init__(add_help=False, formatter_class=formatter, allow_abbrev=False, **more)  # type: ignore[arg-type]
        self.w = w
        self.given = self.add_argument_group(w("cli.arguments"))
        self.options = self.add_argument_group(w("cli.options"))
        self.options.add_argument("-h", "--help", action="help", help=w("cli.help.help"))
        self.options.add_argument("--lang", choices=LANGUAGES, default=w.lang, metavar="da|en", help=w("cli.help.lang"))

    def option(self, flag: str, takes: str, *others: str, **more: object) -> None:
        """An option that takes a value; its help is ``cli.help.<name>``, what it takes ``cli.name.<takes>``."""
        name = (others[-1] if others else flag).lstrip("-").replace("-", "_")
        metavar, told = self.w(f"cli.name.{takes}"), self.w(f"cli.help.{name}")
        self.options.add_argument(flag, *others, metavar=metavar, help=told, **more)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """Shows the use; argparse's own message is English and is left out."""
        self.print_usage(sys.stderr)
        self.exit(UNREADABLE, self.w("cli.bad_usage") + "\n")


def parser(w: Words) -> argparse.ArgumentParser:
    """All commands with their arguments."""
    whole = _Parser(w=w, prog="logbog", description=w("cli.about"), epilog=w("cli.exit_codes"))
    commands = whole.add_subparsers(
        title=w("cli.commands"), dest="command", required=True, metavar=w("cli.name.command"), parser_class=_Parser
    )

    def command(name: str, room: str, run: str = "") -> _Parser:
        made: _Parser = commands.add_parser(name, w=w, help=w(f"cli.help.{name}"), description=w(f"cli.help.{name}"))
        made.set_defaults(run=_later(room, run or name))
        return made

    demo, report = command("demo", "making"), command("report", "making")
    verify, read = command("verify", "reading"), command("read", "reading")
    merge, convert = command("merge", "merging"), command("convert", "converting")
    bring_in = command("import", "importing", "look")

    _demo(demo, w)
    _import(bring_in, w)
    most = {"size": w.size(zipreading.MOST_BYTES), "log": w.size(casefile.MOST_LOG)}
    verify.epilog = w("cli.limits", files=w.number(zipreading.MOST_FILES), **most)
    for one in (verify, convert):
        one.given.add_argument("file", metavar=w("cli.name.file"), help=w("cli.help.file"))
    for many in (read, report, merge):
        many.given.add_argument("files", nargs="+", metavar=w("cli.name.file"), help=w("cli.help.files"))
        many.option("--label", "label", type=typed.label, action="append", default=None)
    verify.option("--seal", "code", default=None)
    report.option("--format", "form", choices=FORMATS, required=True)
    for name in ("name", "role"):
        merge.option(f"--{name}", "text", required=True)
    for name in ("place", "to", "text", "about"):
        merge.option(f"--{name}", "text", default="")
    for writes in (report, merge, convert):
        writes.option("-o", "file", "--output", required=True)
    for answers in (verify, read, bring_in):
        answers.options.add_argument("--json", action="store_true", help=w("cli.help.json"))
    for opens in (verify, read, report, merge, convert, bring_in):
        opens.option("--passphrase-file", "file", default=None)
    return whole


def _demo(demo: _Parser, w: Words) -> None:
    demo.given.add_argument("file", metavar=w("cli.name.file"), help=w("cli.help.demo_file"))
    demo.options.add_argument(
        "--incidents",
        type=typed.up_to(MOST_INCIDENTS),
        default=200,
        metavar=w("cli.name.number"),
        help=w("cli.help.incidents", most=w.number(MOST_INCIDENTS)),
    )
    demo.option("--neighbour", "file", default=None)
    demo.option("--seed", "word", default="noter")
    demo.option("--today", "day", type=typed.day, default=None)


def _import(bring_in: _Parser, w: Words) -> None:
    bring_in.given.add_argument("file", metavar=w("cli.name.file"), help=w("cli.help.import_file"))
    bring_in.option("--party", "text", default=None)
    bring_in.option("--own", "text", default="")
    minutes = {"metavar": w("cli.name.minutes"), "help": w("cli.help.gap", n=GAP)}
    bring_in.options.add_argument("--gap", type=typed.up_to(MOST_GAP), default=GAP, **minutes)  # type: ignore[arg-type]
    bring_in.option("--only", "only", type=typed.only, default=None)
    bring_in.option("--since", "day", type=typed.day, default=None)
    bring_in.option("--until", "day", type=typed.day, default=None)
    bring_in.option("--date-order", "order", choices=ORDERS, default=None)
    bring_in.option("--column", "column", type=typed.column, action="append", default=None)
    bring_in.option("--log", "file", default=None)


def _later(room: str, name: str) -> Run:
    """The command, brought in when it is run: whoever checks a file doesn't wait for what draws a report."""

    def run(asked: argparse.Namespace, terminal: Terminal) -> int:
        found: Run = getattr(importlib.import_module(f".{room}", __package__), name)
        return found(asked, terminal)

    return run


def _language(arguments: Sequence[str]) -> str:
    """The language asked for, which must be known before anything can be said."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--lang", default=LANGUAGES[0])
    try:
        return str(early.parse_known_args(arguments)[0].lang)
    except SystemExit:
        return LANGUAGES[0]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; the exit code is 0, 1 (altered) or 2 (can't be read)."""
    # What a command makes leads back to itself nowhere, and looking for that took a third of the time of a large check.
    was_looking = gc.isenabled()
    gc.disable()
    try:
        return _run(arguments)
    finally:
        if was_looking:
            gc.enable()


def _run(arguments: Sequence[str] | None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    w = words.load(_language(given))
    asked = parser(w).parse_args(given)
    terminal = Terminal(w)
    try:
        code = int(asked.run(asked, terminal))
        sys.stdout.flush()
        return code
    except CannotOpen as wrong:
        told = w(wrong.key, file=wrong.file)
        about_a_file = wrong.key.startswith("error.")
        terminal.warn(w("cli.cannot_read", file=wrong.file, why=told) if about_a_file else told)
        return UNREADABLE
    except LogbogError as wrong:
        terminal.warn(w(f"error.{wrong.code}"))
        return UNREADABLE
    except KeyboardInterrupt:
        terminal.warn(w("cli.stopped"))
        return STOPPED
    except BrokenPipeError:
        # Whoever was reading has stopped; what is left to say goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STOPPED


if __name__ == "__main__":
    sys.exit(main())
