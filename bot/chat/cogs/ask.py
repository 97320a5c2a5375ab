"""`/ask`: one question, with the dates it may draw on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.answering.answer import Question
from bot.chat.answer_view import clipped
from bot.chat.asked import is_hidden, window_or_default
from bot.chat.background import in_thread
from bot.chat.words import words_for
from corpus.errors import GenerationError
from index.window import window_from_text

if TYPE_CHECKING:
    from bot.chat.actions import Interaction
    from bot.chat.desk import Desk
    from bot.chat.lookup import Lookup
    from bot.chat.replies import Replies

LONGEST_QUESTION = 4000  # the most that answering.max_question_chars allows
# What the options say that narrow a question or a search; their translations are found by these words.
NARROWING = {
    "after": "Only articles from this date on: 1995-05-03, 1995-05 or 1995",
    "before": "Only articles up to this date: 1995-05-03, 1995-05 or 1995",
    "outlet": "Only articles of this outlet",
}


class AskCog(commands.Cog):
    """The command `/ask`. What it answers in public can be continued by a reply; each `/ask` starts afresh."""

    def __init__(self, desk: Desk, lookup: Lookup, replies: Replies) -> None:
        self._desk = desk
        self._lookup = lookup
        self._replies = replies

    @app_commands.command(name="ask", description="Ask the news archive: answers are dated and quoted to the letter")
    @app_commands.describe(
        **NARROWING,
        question="What you want to know",
        as_of="What could be known on this date: nothing published later is used",
        private="Show the answer to you alone",
    )
    async def ask(  # noqa: PLR0913, PLR0917 (each is an option of the command)
        self,
        interaction: Interaction,
        question: app_commands.Range[str, 1, LONGEST_QUESTION],
        after: str | None = None,
        before: str | None = None,
        as_of: str | None = None,
        outlet: str | None = None,
        private: bool | None = None,
    ) -> None:
        """Refuse a date or an outlet that is none at once, to the asker alone; else answer."""
        window = window_from_text(after, before, as_of)
        if outlet is not None:
            outlet = await known_outlet(self._lookup, outlet)
        server = await self._desk.servers.of(interaction.guild_id)
        window = await window_or_default(self._lookup, server, window)
        hidden = is_hidden(self._desk, server, interaction.channel_id, private)
        words = words_for(server, interaction.locale)
        await self._replies.respond(interaction, Question(question, window, outlet=outlet), words, hidden=hidden)

    @ask.autocomplete("outlet")
    async def outlets(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Outlets of the archive that go with what was typed so far."""
        return await outlet_choices(self._lookup, typed)


async def known_outlet(lookup: Lookup, typed: str) -> str:
    """The outlet of that name, as the archive spells it. Raises QuestionError where there is none."""
    return await in_thread(lambda: lookup.outlet(typed))


async def outlet_choices(lookup: Lookup, typed: str) -> list[app_commands.Choice[str]]:
    """Outlets with what was typed in their name; none where the archive cannot be read."""
    try:
        names = await in_thread(lambda: lookup.outlets(typed))
    except GenerationError:
        return []
    return [app_commands.Choice(name=clipped(name), value=name) for name in names if len(name) <= 100]
