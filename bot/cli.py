"""The command line of Dateline. Exit codes: 0 done, 1 an error that one line on stderr explains, 2 wrong usage."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from bot.commands import ask, chat, discord, doctor, evaluate, generations, inspect, read, search
from corpus.errors import DatelineError
from index import rebuild

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

COMMANDS: dict[str, ModuleType] = {
    "rebuild": rebuild,
    "search": search,
    "ask": ask,
    "chat": chat,
    "inspect": inspect,
    "read": read,
    "bot": discord,
    "eval": evaluate,
    "doctor": doctor,
    "generations": generations,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the console script `dateline`."""
    arguments = build_parser().parse_args(argv)
    try:
        # Imported here: `dateline --help` must not wait for the libraries of the settings.
        from bot.settings import load_settings

        code: int = COMMANDS[arguments.command].run(arguments, load_settings(arguments.config, arguments.data_dir))
        sys.stdout.flush()
    except DatelineError as failure:
        sys.stderr.write(f"dateline: {failure}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("dateline: stopped\n")
        return 130
    except BrokenPipeError:
        # Whoever read our output has enough. Nothing is left to flush at exit, which would fail a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def build_parser() -> argparse.ArgumentParser:
    """The parser of every command."""
    shared = argparse.ArgumentParser(add_help=False)
    rebuild.add_shared_arguments(shared)
    parser = argparse.ArgumentParser(
        prog="dateline",
        description="Answers questions from a news archive: dated, quoted to the letter, or an honest no.",
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        purpose = (command.__doc__ or "").splitlines()[0]
        subparser = subparsers.add_parser(name, parents=[shared], help=purpose, description=purpose)
        command.add_arguments(subparser)
    return parser
