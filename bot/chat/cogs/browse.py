"""`/search` and `/article`: the archive itself, without an answer made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.answering.answer import Question
from bot.chat.answer_view import clipped
from bot.chat.asked import is_hidden, window_or_default, words_of
from bot.chat.background import in_thread
from bot.chat.cogs.ask import NARROWING, known_outlet, outlet_choices
from bot.chat.pages import article_page, search_page
from bot.chat.words import words_for
from corpus.errors import GenerationError, QuestionError
from index.window import window_from_text

if TYPE_CHECKING:
    from bot.chat.actions import Action, Actions, Interaction, Values
    from bot.chat.desk import Desk
    from bot.chat.lookup import Lookup
    from bot.chat.pages import Layout
    from bot.chat.words import Words

_LONGEST_QUERY = 300
_LONGEST_CHOICE = 100


class BrowseCog(commands.Cog):
    """The commands `/search` and `/article`, and the pages they lead to."""

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        self._desk = desk
        self._lookup = lookup

    def take_on(self, actions: Actions) -> None:
        """Let these methods turn pages and open articles."""
        actions.on("search-page", self.turn_search)
        actions.on("article", self.open_article)
        actions.on("article-page", self.turn_article)

    @app_commands.command(name="search", description="Search the news archive: the passages themselves, page by page")
    @app_commands.describe(**NARROWING, text="What to look for", private="Show the result to you alone")
    async def search(
        self,
        interaction: Interaction,
        text: app_commands.Range[str, 1, _LONGEST_QUERY],
        after: str | None = None,
        before: str | None = None,
        outlet: str | None = None,
        private: bool | None = None,
    ) -> None:
        """Show the first page of what is found."""
        window = window_from_text(after, before)
        if outlet is not None:
            outlet = await known_outlet(self._lookup, outlet)
        server = await self._desk.servers.of(interaction.guild_id)
        query = Question(text, await window_or_default(self._lookup, server, window), outlet=outlet)
        hidden = is_hidden(self._desk, server, interaction.channel_id, private)
        with self._desk.workers.place(interaction.user.id, interaction.guild_id) as place:
            await interaction.response.defer(ephemeral=hidden, thinking=True)
            hits = await place.run(lambda: self._lookup.hits(query))
        search_id = await self._desk.searches.keep(interaction.user.id, query)
        page = search_page(search_id, text, hits, 0, words_for(server, interaction.locale))
        await interaction.edit_original_response(view=page)

    @app_commands.command(name="article", description="Read an article of the archive, with its copies and versions")
    @app_commands.describe(title="A part of its title", private="Show it to you alone")
    async def article(self, interaction: Interaction, title: str, private: bool | None = None) -> None:
        """Show the first page of an article."""
        server = await self._desk.servers.of(interaction.guild_id)
        view = await self._page_of(title, 0, words_for(server, interaction.locale))
        hidden = is_hidden(self._desk, server, interaction.channel_id, private)
        await interaction.response.send_message(view=view, ephemeral=hidden)

    @search.autocomplete("outlet")
    async def outlets(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Outlets of the archive that go with what was typed so far."""
        return await outlet_choices(self._lookup, typed)

    @article.autocomplete("title")
    async def titles(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Articles with what was typed so far in their title, newest first."""
        try:
            found = await in_thread(lambda: self._lookup.titled(typed))
        except GenerationError:
            return []
        return [
            app_commands.Choice(name=clipped(f"{article.published or '?'} {article.title}"), value=article.id)
            for article in found
            if len(article.id) <= _LONGEST_CHOICE
        ]

    async def turn_search(self, interaction: Interaction, action: Action, _: Values) -> None:
        """Turn to another page of a search."""
        query = await self._desk.searches.of(action.subject)
        if query is None:
            raise QuestionError("this search is not kept any more", "search again")
        hits = await in_thread(lambda: self._lookup.hits(query))
        words = await words_of(self._desk, interaction)
        await interaction.response.edit_message(view=search_page(action.subject, query.text, hits, action.page, words))

    async def open_article(self, interaction: Interaction, action: Action, values: Values) -> None:
        """Show the article that was chosen from a menu, to whoever chose it alone."""
        view = await self._page_of(values[action.name][0], 0, await words_of(self._desk, interaction))
        await interaction.response.send_message(view=view, ephemeral=True)

    async def turn_article(self, interaction: Interaction, action: Action, _: Values) -> None:
        """Turn to another page of an article."""
        view = await self._page_of(action.subject, action.page, await words_of(self._desk, interaction))
        await interaction.response.edit_message(view=view)

    async def _page_of(self, named: str, page: int, words: Words) -> Layout:
        article = await in_thread(lambda: self._lookup.article(named))
        related = await in_thread(lambda: self._lookup.related(article))
        return article_page(article, related, page, words)
