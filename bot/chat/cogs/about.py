"""`/help`, `/about` and `/forget me`: what the bot is, what the archive holds, and what is kept of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.chat.asked import words_of
from bot.chat.background import in_thread
from bot.chat.escaping import shorten
from bot.chat.pages import Layout
from bot.state.forgetting import forget_person

if TYPE_CHECKING:
    from bot.chat.actions import Interaction
    from bot.chat.desk import Desk
    from bot.chat.lookup import Facts, Lookup
    from bot.chat.words import Words

_OUTLETS_SHOWN = 15


class AboutCog(commands.Cog):
    """The commands that tell about the bot itself. What they say is shown to whoever asks alone."""

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        self._desk = desk
        self._lookup = lookup

    forget = app_commands.Group(name="forget", description="Erase what the bot keeps")

    @app_commands.command(name="help", description="How to ask, and what the buttons do")
    async def help(self, interaction: Interaction) -> None:
        """Explain the bot."""
        words = await words_of(self._desk, interaction)
        await interaction.response.send_message(view=_help(words, self._desk.settings.retention_days), ephemeral=True)

    @app_commands.command(name="about", description="What the archive holds: its span, size, outlets and last rebuild")
    async def about(self, interaction: Interaction) -> None:
        """Tell about the archive."""
        words = await words_of(self._desk, interaction)
        facts = await in_thread(self._lookup.facts)
        await interaction.response.send_message(view=_about(facts, words), ephemeral=True)

    @forget.command(name="me", description="Erase your questions, their answers, your feedback and your searches")
    async def forget_me(self, interaction: Interaction) -> None:
        """Erase all that is kept of a person."""
        words = await words_of(self._desk, interaction)
        gone = await forget_person(self._desk.database, interaction.user.id)
        said = words(
            "Erased: {answers} questions with their answers, {feedback} ratings, {searches} searches. "
            "Messages in Discord stay until they are deleted there; their buttons do nothing any more.",
            answers=gone.answers,
            feedback=gone.feedback,
            searches=gone.searches,
        )
        await interaction.response.send_message(said, ephemeral=True)


def _help(words: Words, days: int) -> Layout:
    view = Layout()
    view.put(
        f"### {words('Ask the archive')}",
        "\n".join(
            [
                words("`/ask` answers with sentences that stand in print, each with outlet, date and link."),
                words("`as_of` asks what could be known on a day; `after` and `before` bound the dates."),
                words("`/search` shows the passages, `/article` a whole article, `/about` what the archive holds."),
                words("Mention me or reply to an answer to ask on. In a thread of mine every mention goes on."),
            ]
        ),
        "\n".join(
            [
                words("📰 shows each source with the quoted words in bold, 💬 asks on, here or in a thread."),
                words("🗓 changes the dates, 👍 and 👎 tell what you think, 🗑️ deletes an answer of yours."),
                words("Right-click a message, *Apps*, to ask about it or to hold it against the archive."),
            ]
        ),
        f"-# {words('What you ask is kept for {days} days; `/forget me` erases it at once.', days=days)}",
    )
    return view


def _about(facts: Facts, words: Words) -> Layout:
    outlets = [f"{shorten(name, 80)} ({count:,})" for name, count in facts.outlets[:_OUTLETS_SHOWN]]
    more = len(facts.outlets) - len(outlets)
    if more > 0:
        outlets.append(words("and {n} more", n=more))
    span = (
        words("from {first} to {last}", first=facts.span[0], last=facts.span[1])
        if facts.span
        else words("date unknown")
    )
    view = Layout()
    view.put(
        f"### {words('The archive')}",
        "\n".join(
            [
                words(
                    "{articles} articles in {passages} passages, {span}",
                    articles=f"{facts.articles:,}",
                    passages=f"{facts.passages:,}",
                    span=span,
                ),
                words("Outlets: {outlets}", outlets=", ".join(outlets) or "-"),
                words("Last rebuilt: {when} (UTC)", when=facts.created.replace("T", " ")[:16]),
            ]
        ),
        f"-# {facts.generation}",
    )
    return view
