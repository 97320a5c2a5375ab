"""`/archive`: what administrators do with the archive, and with the bot in their server."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.asked import words_of
from bot.chat.background import in_thread
from bot.chat.escaping import escape, shorten
from bot.chat.pages import Layout
from bot.chat.progress import ProgressMessage
from bot.chat.server_panel import server_panel
from corpus.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.chat.actions import Action, Actions, Interaction, Values
    from bot.chat.desk import Desk
    from bot.chat.lookup import Facts, Lookup
    from bot.chat.words import Words
    from bot.state.feedback import Tally
    from index.build import Outcome
    from index.manifest import Manifest

_GENERATIONS_SHOWN = 5
_REASONS_SHOWN = 3


class ArchiveCog(commands.Cog):
    """The commands `/archive …`: hidden from everybody but administrators, and refused to everybody else."""

    archive = app_commands.Group(
        name="archive",
        description="Look after the archive",
        default_permissions=discord.Permissions(administrator=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        self._desk = desk
        self._lookup = lookup

    def take_on(self, actions: Actions) -> None:
        """Let this cog change the settings of a server from its panel."""
        for name in ("server-channels", "server-private", "server-span", "server-language"):
            actions.on(name, self.change_settings)

    @archive.command(name="status", description="The archive in numbers, and its earlier states")
    @app_commands.checks.has_permissions(administrator=True)
    async def status(self, interaction: Interaction) -> None:
        """Show what is indexed and what could be gone back to."""
        words = await words_of(self._desk, interaction)
        facts = await in_thread(self._lookup.facts)
        known = await in_thread(self._desk.upkeep.generations)
        tally = await self._desk.feedback.tally()
        view = _status(facts, known, tally, words)
        await interaction.response.send_message(view=view, ephemeral=True)

    @archive.command(name="rebuild", description="Read the sources anew and index what has changed")
    @app_commands.checks.has_permissions(administrator=True)
    async def rebuild(self, interaction: Interaction) -> None:
        """Rebuild, and tell how it goes and how it went."""
        self._refuse_elsewhere(interaction)
        await self._rebuild(interaction, None)

    @archive.command(name="add", description="Add a file of articles, or a feed as it stands now, and rebuild")
    @app_commands.describe(file="Articles in any format that the bot reads", feed="The address of an RSS or Atom feed")
    @app_commands.checks.has_permissions(administrator=True)
    async def add(
        self, interaction: Interaction, file: discord.Attachment | None = None, feed: str | None = None
    ) -> None:
        """Put a file or a feed beside the sources, then rebuild."""
        self._refuse_elsewhere(interaction)
        upkeep, limit = self._desk.upkeep, self._desk.upkeep.largest_file
        if file is not None and feed is None:
            if file.size > limit:
                raise QuestionError(f"the file has {file.size:,} bytes, {limit:,} are allowed", "add it in parts")
            name = file.filename

            async def fetched() -> Callable[[], int]:
                content = await file.read()
                return lambda: upkeep.add_file(name, content)

        elif feed is not None and file is None:
            address = feed

            async def fetched() -> Callable[[], int]:
                return lambda: upkeep.add_feed(address)

        else:
            raise QuestionError("one of the two must be given, a file or a feed", "choose one option")
        await interaction.response.defer(thinking=True, ephemeral=True)
        added = await in_thread(await fetched())
        await self._rebuild(interaction, added)

    @archive.command(name="rollback", description="Go back to an earlier state of the archive")
    @app_commands.describe(generation="Which one; the one before the current one if none is chosen")
    @app_commands.checks.has_permissions(administrator=True)
    async def rollback(self, interaction: Interaction, generation: str | None = None) -> None:
        """Make an earlier generation current."""
        self._refuse_elsewhere(interaction)
        words = await words_of(self._desk, interaction)
        await interaction.response.defer(thinking=True, ephemeral=True)
        manifest = await in_thread(lambda: self._desk.upkeep.rollback(generation))
        said = words(
            "The archive is again what it was on {when} (UTC): {articles} articles in {passages} passages.",
            when=_minute(manifest.created),
            articles=f"{manifest.articles:,}",
            passages=f"{manifest.passages:,}",
        )
        await interaction.edit_original_response(content=said)

    @rollback.autocomplete("generation")
    async def generations(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The earlier states, newest first."""
        known = await in_thread(self._desk.upkeep.generations)
        current = await in_thread(self._desk.upkeep.current_id)
        return [
            app_commands.Choice(name=f"{_minute(one.created)} UTC · {one.articles:,}"[:100], value=one.id)
            for one in known
            if one.id != current and typed in one.id
        ][:25]

    @archive.command(name="settings", description="Where the bot may speak here, and how")
    @app_commands.checks.has_permissions(administrator=True)
    async def settings(self, interaction: Interaction) -> None:
        """Show the settings of this server, to be changed in place."""
        words = await words_of(self._desk, interaction)
        server = await self._desk.servers.of(interaction.guild_id)
        await interaction.response.send_message(view=server_panel(server, words), ephemeral=True)

    async def change_settings(self, interaction: Interaction, action: Action, values: Values) -> None:
        """Change one setting of this server, and show how they are then."""
        if interaction.guild_id is None or not interaction.permissions.administrator:
            raise app_commands.MissingPermissions(["administrator"])
        server = await self._desk.servers.of(interaction.guild_id)
        chosen = values[action.name]
        changed = server.model_validate(server.model_dump() | _changed(action.name, chosen))
        await self._desk.servers.change(interaction.guild_id, changed)
        words = await words_of(self._desk, interaction)
        await interaction.response.edit_message(view=server_panel(changed, words))

    async def _rebuild(self, interaction: Interaction, added: int | None) -> None:
        words = await words_of(self._desk, interaction)
        if not interaction.response.is_done():
            await interaction.response.defer(thinking=True, ephemeral=True)
        progress = ProgressMessage(interaction, words)
        outcome = await progress.follow(lambda: self._desk.upkeep.rebuild(progress))
        text = _outcome(outcome, added, words)
        unread = "\n".join(f"{one.path}: {one.reason}" for one in outcome.unreadable)
        file = discord.File(io.BytesIO(unread.encode()), "not-read.txt") if unread else None
        await progress.show(text, file)

    def _refuse_elsewhere(self, interaction: Interaction) -> None:
        allowed = self._desk.settings.archive_servers
        if allowed and interaction.guild_id not in allowed:
            raise QuestionError("the archive is not looked after from this server", "see discord.archive_servers")


def _changed(name: str, chosen: tuple[str, ...]) -> dict[str, object]:
    """The one setting that a menu of the panel changes, as chosen there."""
    if name == "server-channels":
        return {"channels": tuple(int(channel) for channel in chosen)}
    (value,) = chosen
    if name == "server-private":
        return {"private": {"yes": True, "no": False}.get(value)}
    if name == "server-span":
        return {"span": value}
    return {"language": None if value == "auto" else value}


def _outcome(outcome: Outcome, added: int | None, words: Words) -> str:
    lines = [words("{n} articles were added.", n=f"{added:,}")] if added is not None else []
    size = words(
        "{articles} articles in {passages} passages", articles=f"{outcome.articles:,}", passages=f"{outcome.passages:,}"
    )
    if outcome.changed:
        lines.append(f"✅ {words('The archive is rebuilt')}: {size}.")
        lines.append(
            words(
                "{embedded} passages embedded, {carried} carried over, {seconds} s.",
                embedded=f"{outcome.embedded:,}",
                carried=f"{outcome.carried:,}",
                seconds=f"{outcome.seconds:.1f}",
            )
        )
    else:
        lines.append(f"✅ {words('Nothing has changed')}: {size}.")
    if outcome.unreadable:
        lines.append(f"⚠️ {words('{n} files could not be read:', n=len(outcome.unreadable))}")
        lines += [f"- {shorten(f'{one.path}: {one.reason}', 300)}" for one in outcome.unreadable[:_REASONS_SHOWN]]
    return "\n".join(lines)


def _status(facts: Facts, known: list[Manifest], tally: Tally, words: Words) -> Layout:
    span = (
        words("from {first} to {last}", first=facts.span[0], last=facts.span[1])
        if facts.span
        else words("date unknown")
    )
    states = [
        f"{'**→**' if one.id == facts.generation else '-'} {_minute(one.created)} UTC · "
        + words(
            "{articles} articles in {passages} passages", articles=f"{one.articles:,}", passages=f"{one.passages:,}"
        )
        for one in known[:_GENERATIONS_SHOWN]
    ]
    sources = next((one.sources for one in known if one.id == facts.generation), ())
    view = Layout()
    view.put(
        f"### {words('The archive')}",
        words(
            "{articles} articles in {passages} passages, {span}",
            articles=f"{facts.articles:,}",
            passages=f"{facts.passages:,}",
            span=span,
        ),
        f"**{words('States')}**\n" + "\n".join(states),
        f"**{words('Sources')}**\n" + shorten(", ".join(sources), 800),
        f"-# 👍 {tally.good} · 👎 {tally.bad} · {escape(facts.generation)}",
    )
    return view


def _minute(created: str) -> str:
    return f"{datetime.fromisoformat(created):%Y-%m-%d %H:%M}"
