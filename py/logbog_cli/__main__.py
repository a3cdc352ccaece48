"""``logbog``: the arguments, and the exit code."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from logbog import words
from logbog.errors import LogbogError
from logbog.words import LANGUAGES, Words

from . import making, reading
from .terminal import STOPPED, UNREADABLE, CannotOpen, Terminal

MOST_INCIDENTS = 5000


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

    def command(name: str) -> _Parser:
        return commands.add_parser(name, w=w, help=w(f"cli.help.{name}"), description=w(f"cli.help.{name}"))

    demo = command("demo")
    demo.given.add_argument("file", metavar=w("cli.name.file"), help=w("cli.help.demo_file"))
    demo.options.add_argument(
        "--incidents",
        type=_up_to(MOST_INCIDENTS),
        default=200,
        metavar=w("cli.name.number"),
        help=w("cli.help.incidents", most=MOST_INCIDENTS),
    )
    demo.options.add_argument("--seed", default="noter", metavar=w("cli.name.word"), help=w("cli.help.seed"))
    demo.options.add_argument("--today", type=making.day, default=None, metavar=w("cli.name.day"), help=w("cli.help.today"))
    demo.set_defaults(run=making.demo)

    verify = command("verify")
    verify.options.add_argument("--seal", default=None, metavar=w("cli.name.code"), help=w("cli.help.seal"))
    verify.set_defaults(run=reading.verify)

    read = command("read")
    read.set_defaults(run=reading.read)

    report = command("report")
    report.options.add_argument(
        "--format", choices=making.FORMATS, required=True, metavar=w("cli.name.form"), help=w("cli.help.format")
    )
    report.options.add_argument("-o", "--output", required=True, metavar=w("cli.name.file"), help=w("cli.help.output"))
    report.set_defaults(run=making.report)

    for reads in (verify, read, report):
        reads.given.add_argument("file", metavar=w("cli.name.file"), help=w("cli.help.file"))
    for answers in (verify, read):
        answers.options.add_argument("--json", action="store_true", help=w("cli.help.json"))
    return whole


def _up_to(most: int):  # type: ignore[no-untyped-def]
    def number(text: str) -> int:
        if not 1 <= int(text) <= most:
            raise ValueError("out of range")
        return int(text)

    return number


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
        terminal.warn(w(wrong.key, file=wrong.file))
        return UNREADABLE
    except LogbogError as wrong:
        terminal.warn(w("cli.cannot_read", file=asked.file, why=w(f"error.{wrong.code}")))
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
