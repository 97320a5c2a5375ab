"""Run the Discord bot; DISCORD_TOKEN comes from the environment."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from corpus.errors import DiscordError

if TYPE_CHECKING:
    import argparse

    from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options beyond those of every command."""


def run(_arguments: argparse.Namespace, settings: Settings) -> int:
    """Log in and answer until told to stop."""
    import asyncio
    import logging

    token = os.environ.get("DISCORD_TOKEN", "").strip()
    if not token:
        raise DiscordError("DISCORD_TOKEN is not set", "README.md, 'Setting up Discord', tells where to get one")
    from contextlib import closing

    from bot.chat.client import run as run_client
    from bot.chat.desk import Backing
    from bot.open import open_answerer, open_archive
    from bot.state.database import FILE, Database
    from bot.upkeep import Upkeep

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    archive = open_archive(settings)
    answerer = open_answerer(settings, archive)
    with closing(Database(settings.data_dir / FILE)) as database:
        backing = Backing(answerer, archive, Upkeep(settings, archive), database)
        asyncio.run(run_client(backing, settings.discord, token))
    return 0
