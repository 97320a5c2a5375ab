"""The menu of a message: ask about it, or hold it against the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering.answer import Question, Turn
from bot.chat.actions import Action, Form
from bot.chat.asked import is_hidden, window_or_default, words_of
from bot.chat.escaping import on_one_line, shorten
from bot.chat.pages import Layout
from bot.chat.rendering import source_line
from bot.chat.words import words_for
from corpus.errors import QuestionError
from corpus.sentences import sentence_spans
from index.window import Window

if TYPE_CHECKING:
    from bot.chat.actions import Actions, Interaction, Values
    from bot.chat.desk import Desk
    from bot.chat.lookup import Lookup
    from bot.chat.replies import Replies
    from bot.chat.words import Words
    from index.search import Hit

_LONGEST_QUESTION = 1000
_LONGEST_TEXT = 2000
_MOST_STATEMENTS = 4
_FEWEST_WORDS = 4  # shorter sentences say nothing that could be held against anything


class MenusCog(commands.Cog):
    """The entries in the menu of a message."""

    def __init__(self, desk: Desk, lookup: Lookup, replies: Replies) -> None:
        self._desk = desk
        self._lookup = lookup
        self._replies = replies
        self.menus: tuple[app_commands.ContextMenu, ...] = (
            app_commands.ContextMenu(name="Ask about this message", callback=self.ask_about),
            app_commands.ContextMenu(name="Check against the archive", callback=self.check),
        )

    def take_on(self, actions: Actions) -> None:
        """Let this cog answer what is asked about a message."""
        actions.on("asked-about", self.asked_about)

    async def ask_about(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Open a form with the message in it."""
        text = on_one_line(message.content)
        if not text:
            raise QuestionError("this message has no text that I can read", "use it on a message with text")
        words = await words_of(self._desk, interaction)  # type: ignore[arg-type]  # the client is ours
        form = Form(Action("asked-about"), words("Ask about this message"))
        asks = text.endswith("?") and len(text) <= _LONGEST_QUESTION
        question: discord.ui.TextInput[Any] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph,
            custom_id="question",
            max_length=_LONGEST_QUESTION,
            default=text if asks else None,
        )
        about: discord.ui.TextInput[Any] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph,
            custom_id="about",
            required=False,
            max_length=_LONGEST_TEXT,
            default=None if asks else text[:_LONGEST_TEXT],
        )
        form.add_item(discord.ui.Label(text=words("Your question"), component=question))
        form.add_item(discord.ui.Label(text=words("About this text"), component=about))
        await interaction.response.send_modal(form)

    async def asked_about(self, interaction: Interaction, _: Action, values: Values) -> None:
        """Answer a question that leans on the text of a message."""
        text, about = " ".join(values.get("question", ())), " ".join(values.get("about", ()))
        server = await self._desk.servers.of(interaction.guild_id)
        window = await window_or_default(self._lookup, server, Window())
        question = Question(text, window, (Turn(about, ""),) if about else ())
        hidden = is_hidden(self._desk, server, interaction.channel_id)
        await self._replies.respond(interaction, question, words_for(server, interaction.locale), hidden=hidden)

    async def check(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Show, to whoever asks alone, what in the archive comes nearest to each statement of a message."""
        text = on_one_line(message.content)
        statements = [text[start:end] for start, end in sentence_spans(text)]
        statements = [one for one in statements if len(one.split()) >= _FEWEST_WORDS][:_MOST_STATEMENTS]
        if not statements:
            raise QuestionError("this message makes no statement that I could look up", "use it on a longer one")
        words = await words_of(self._desk, interaction)  # type: ignore[arg-type]  # the client is ours
        with self._desk.workers.place(interaction.user.id, interaction.guild_id) as place:
            await interaction.response.defer(ephemeral=True, thinking=True)
            found = await place.run(lambda: [(one, self._lookup.hits(Question(one))[:1]) for one in statements])
        await interaction.edit_original_response(view=_checked(found, words))


def _checked(found: list[tuple[str, list[Hit]]], words: Words) -> Layout:
    view = Layout()
    parts = []
    for statement, hits in found:
        lines = [f"**{shorten(statement, 250)}**"]
        lines += [f"> {shorten(hit.passage.text, 350)}\n{source_line(hit.article, words)}" for hit in hits]
        parts.append("\n".join(lines))
    note = words("The nearest words in print. Whether they agree with the message is for you to judge.")
    view.put(f"### {words('In the archive')}", *parts, f"-# {note}")
    return view
