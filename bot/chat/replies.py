"""From a question to the message that answers it: the wait, the delivery, and what is kept for the buttons."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import discord

from bot.chat.answer_view import answer_view
from bot.chat.failures import explain, is_gone
from bot.chat.rendering import render, render_draft, render_with_question
from bot.state.answers import KeptAnswer

if TYPE_CHECKING:
    from bot.answering.answer import Answer, Question
    from bot.chat.actions import Interaction
    from bot.chat.desk import Desk
    from bot.chat.words import Words
    from bot.chat.workers import Place

log = logging.getLogger(__name__)

NOTE_AFTER_S = 1.5  # between two edits; who is answered sooner need not be told of a queue


class Draft:
    """An answer's text so far; it grows in the thread that answers and is read on the event loop."""

    def __init__(self) -> None:
        self.text = ""

    def grow(self, text: str) -> None:
        """Take the text as it stands now."""
        self.text = text


class Replies:
    """Answers questions that come by a command, a button or a form."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def respond(self, interaction: Interaction, question: Question, words: Words, *, hidden: bool) -> None:
        """Refuse at once, to the asker alone, what can be refused at once; else defer, answer in a thread, deliver."""
        with self._desk.workers.place(interaction.user.id, interaction.guild_id) as place:
            await interaction.response.defer(ephemeral=hidden, thinking=True)
            answer = await self._patiently(interaction, place, question, words)
        kept = await self.keep(interaction, question, answer, hidden=hidden)
        await self._deliver(interaction, kept, words)

    async def replace(self, interaction: Interaction, before: KeptAnswer, question: Question, words: Words) -> None:
        """Ask once more and put the new answer where the old one stands; the buttons go on naming the same id."""
        with self._desk.workers.place(interaction.user.id, interaction.guild_id) as place:
            await interaction.response.defer()
            answer = await place.ask(question)
        kept = KeptAnswer(
            *(before.person, before.server, before.channel, before.hidden),
            *(question, answer, before.message, before.id),
        )
        await self._desk.answers.keep(kept)
        await interaction.edit_original_response(
            content=render_with_question(answer, words), view=answer_view(kept, words)
        )

    async def keep(self, interaction: Interaction, question: Question, answer: Answer, *, hidden: bool) -> KeptAnswer:
        """Keep an answer, before it is sent: whoever sees it can press its buttons."""
        channel = interaction.channel_id or 0
        kept = KeptAnswer(interaction.user.id, interaction.guild_id, channel, hidden, question, answer)
        await self._desk.answers.keep(kept)
        return kept

    async def send(
        self, channel: discord.abc.Messageable, kept: KeptAnswer, words: Words, reference: Any = None
    ) -> discord.Message:
        """Send an answer as a message of its own: a reply where `reference` says to what.

        The nonce keeps Discord from showing it twice where it took the message and its word on that got lost.
        """
        text = render(kept.answer, words) if reference else render_with_question(kept.answer, words)
        view = answer_view(kept, words)
        if reference:
            message = await channel.send(text, view=view, reference=reference, suppress_embeds=True, nonce=kept.id)
        else:
            message = await channel.send(text, view=view, suppress_embeds=True, nonce=kept.id)
        await self._desk.answers.place(kept.id, message.id)
        return message

    async def _patiently(self, interaction: Interaction, place: Place, question: Question, words: Words) -> Answer:
        """The answer. Who has to wait for others is told of it once; what is worded bit by bit is shown as it grows."""
        ahead = place.ahead
        draft = Draft()
        answering = asyncio.create_task(place.ask(question, draft.grow))
        shown = None
        try:
            while not answering.done():
                await asyncio.wait({answering}, timeout=NOTE_AFTER_S)
                if ahead and not answering.done() and not draft.text:
                    await self._note(interaction, ahead, words)
                    ahead = 0
                if not answering.done() and draft.text and draft.text != shown:
                    shown = draft.text
                    await self._show(interaction, render_draft(question, shown, words))
            return await answering
        finally:
            answering.cancel()

    async def _note(self, interaction: Interaction, ahead: int, words: Words) -> None:
        text = (
            words("⏳ One question is ahead of you.")
            if ahead == 1
            else words("⏳ {n} questions are ahead of you.", n=ahead)
        )
        await self._show(interaction, text)

    async def _show(self, interaction: Interaction, text: str) -> None:
        try:
            await interaction.edit_original_response(content=text)
        except discord.HTTPException as failure:  # what is not seen on the way is no reason to give no answer
            log.info("could not show how far an answer is: %s", failure.status)

    async def _deliver(self, interaction: Interaction, kept: KeptAnswer, words: Words) -> None:
        """Put the answer in place of the wait; if that has expired, into the channel, unless it was for one alone."""
        text, view = render_with_question(kept.answer, words), answer_view(kept, words)
        try:
            message = await interaction.edit_original_response(content=text, view=view)
        except discord.HTTPException as failure:
            if kept.hidden or not is_gone(failure):
                raise
            channel = interaction.client.get_partial_messageable(kept.channel)
            try:
                await self.send(channel, kept, words)
            except (discord.Forbidden, discord.NotFound) as gone:
                explain(gone)
            return
        await self._desk.answers.place(kept.id, message.id)
