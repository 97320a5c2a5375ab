"""`/ask`: one question, with the dates it may draw on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering.answer import Question
from bot.chat.conversations import Conversation, Conversations, Speaker
from bot.chat.rendering import render_with_question
from index.window import window_from_text

if TYPE_CHECKING:
    from bot.chat.workers import Workers

LONGEST_QUESTION = 4000  # the most that answering.max_question_chars allows


class AskCog(commands.Cog):
    """The command `/ask`. What it answers in public can be continued by a reply; each `/ask` starts afresh."""

    def __init__(self, workers: Workers, conversations: Conversations, *, private: bool) -> None:
        self._workers = workers
        self._conversations = conversations
        self._private = private

    @app_commands.command(name="ask", description="Ask the news archive: answers are dated and quoted to the letter")
    @app_commands.describe(
        question="What you want to know",
        after="Only articles from this date on: 1995-05-03, 1995-05 or 1995",
        before="Only articles up to this date: 1995-05-03, 1995-05 or 1995",
        as_of="What could be known on this date: nothing published later is used",
        private="Show the answer to you alone",
    )
    async def ask(
        self,
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, LONGEST_QUESTION],
        after: str | None = None,
        before: str | None = None,
        as_of: str | None = None,
        private: bool | None = None,
    ) -> None:
        """Refuse at once, to the asker alone, what can be refused at once; else defer, answer in a thread, deliver."""
        asked = Question(question, window_from_text(after, before, as_of))
        hidden = self._private if private is None else private
        with self._workers.place(interaction.user.id) as place:
            await interaction.response.defer(ephemeral=hidden, thinking=True)
            answer = await place.ask(asked)
        message = await interaction.edit_original_response(content=render_with_question(answer))
        if not hidden and interaction.channel_id is not None:
            speaker = Speaker(interaction.channel_id, interaction.user.id)
            self._conversations.remember(speaker, message.id, Conversation().after(asked, answer))
