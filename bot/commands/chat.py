"""Talk to the archive in the terminal, as one would in Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options beyond those of every command."""


def run(_arguments: argparse.Namespace, settings: Settings) -> int:
    """Chat until the input ends."""
    from bot.chat.console import converse
    from bot.open import open_answerer

    return converse(open_answerer(settings))
