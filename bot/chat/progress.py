"""How far a long piece of work is, told by edits of one message: at most one every two seconds."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, TypeVar

import discord

from bot.chat.background import in_thread
from bot.chat.failures import explain, is_gone

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.chat.actions import Interaction
    from bot.chat.words import Words

log = logging.getLogger(__name__)

EDIT_EVERY_S = 2.0

Result = TypeVar("Result")


class ProgressMessage:
    """The response to a command, edited as the work goes on. It may be called from the thread that works."""

    def __init__(self, interaction: Interaction, words: Words) -> None:
        self._interaction = interaction
        self._words = words
        self._stage: tuple[str, int, int | None] | None = None
        self._message: discord.Message | None = None  # takes over when the response has expired

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """`done` of `total` are done in a stage."""
        self._stage = (stage, done, total)

    async def follow(self, work: Callable[[], Result]) -> Result:
        """Do the work in a thread and show how far it is, until it is done; returns or raises what it does."""
        working = asyncio.create_task(in_thread(work))
        shown = None
        try:
            while not working.done():
                await asyncio.wait({working}, timeout=EDIT_EVERY_S)
                if not working.done() and self._stage != shown:
                    shown = self._stage
                    await self._try_to_show(self._line())
            return await working
        finally:
            working.cancel()

    async def show(self, text: str, file: discord.File | None = None) -> None:
        """Edit the message; where that has expired, go on in a new one that stands in the channel."""
        files = [file] if file else []
        if self._message is None:
            try:
                await self._interaction.edit_original_response(content=text, attachments=files)
            except discord.HTTPException as failure:
                if not is_gone(failure):
                    raise
            else:
                return
            channel = self._interaction.client.get_partial_messageable(self._interaction.channel_id or 0)
            self._message = await channel.send(text, files=files, suppress_embeds=True)
            return
        await self._message.edit(content=text, attachments=files)

    async def _try_to_show(self, text: str) -> None:
        try:
            await self.show(text)
        except discord.HTTPException as failure:  # the work goes on whether it is seen or not
            explain(failure)

    def _line(self) -> str:
        stage, done, total = self._stage or ("", 0, None)
        name = self._words(stage)
        if not total:
            return f"⏳ {name}: {done:,}"
        full = min(20, round(20 * done / total))
        return f"⏳ {name}: {done:,} / {total:,}\n`{'█' * full}{'░' * (20 - full)}` {done / total:.0%}"
