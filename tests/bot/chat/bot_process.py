"""The bot as a process, for the tests of signals: `python -m tests.bot.chat.bot_process BASE GATEWAY DATA_DIR`."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bot.chat import client
from bot.chat.desk import Backing
from bot.settings import DiscordSettings, Settings
from bot.state.database import FILE, Database
from bot.upkeep import Upkeep
from tests.bot.chat.askers import Unindexed, answer_to
from tests.loopback import TOKEN, pointed_at

if TYPE_CHECKING:
    from bot.answering.answer import Answer, Question
    from tests.bot.chat.askers import Watch


class HeldBack:
    """Answers a slow question once there is a byte to read, any other at once."""

    def ask(self, question: Question, watch: Watch = None) -> Answer:  # noqa: ARG002 (the signature is the protocol's)
        """The answer, in time."""
        if question.text.startswith("slow"):
            os.read(sys.stdin.fileno(), 1)
        return answer_to(question)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    client.DRAIN_S = 600.0  # longer than any test waits: what ends sooner ends for another reason
    with pointed_at(sys.argv[1], sys.argv[2]):
        settings = Settings(data_dir=Path(sys.argv[3]), discord=DiscordSettings(cooldown_s=0))
        with closing(Database(settings.data_dir / FILE)) as database:
            backing = Backing(HeldBack(), Unindexed(), Upkeep(settings, Unindexed()), database)
            asyncio.run(client.run(backing, settings.discord, TOKEN))
