"""The bot as Discord sees it: one client that holds the cogs, from the login to the last answer."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.actions import Actions, Choose, Press
from bot.chat.cogs.about import AboutCog
from bot.chat.cogs.answers import AnswersCog
from bot.chat.cogs.archive import ArchiveCog
from bot.chat.cogs.ask import AskCog
from bot.chat.cogs.browse import BrowseCog
from bot.chat.cogs.mention import MentionCog
from bot.chat.cogs.menus import MenusCog
from bot.chat.desk import Desk
from bot.chat.failures import record, tell
from bot.chat.lookup import Lookup
from bot.chat.replies import Replies
from bot.chat.tree import DatelineTree
from bot.chat.words import CommandWords
from bot.state.forgetting import forget_old
from corpus.errors import DatelineError, DiscordError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.chat.desk import Backing
    from bot.settings import DiscordSettings

log = logging.getLogger(__name__)

DRAIN_S = 8.0  # what answers in flight get to finish when the bot stops
FAREWELL_S = 2.0  # what remains after that to tell the others to ask again later
TOKEN_REFUSED, INTENTS_REFUSED = 4004, 4014  # the gateway's close codes for them
FORGET_EVERY_S = 3600.0


class DatelineClient(commands.AutoShardedBot):
    """Serves questions until it is stopped."""

    def __init__(self, backing: Backing, settings: DiscordSettings) -> None:
        super().__init__(
            command_prefix=(),  # there are no text commands; see on_message
            help_command=None,
            tree_cls=DatelineTree,
            intents=discord.Intents(
                guilds=True, guild_messages=True, dm_messages=True, message_content=settings.message_content
            ),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
        )
        self._desk = Desk.over(backing, settings)
        self._workers = self._desk.workers
        self.actions = Actions(tell)
        self._forgetting: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()
        self._hurrying = asyncio.Event()

    async def setup_hook(self) -> None:
        """Add the cogs and tell Discord the commands.

        They are told at each start: the request replaces them all, changes nothing where nothing changed, and a record
        of what was told last could be wrong (another machine, commands removed by hand) where this cannot.
        """
        desk, lookup = self._desk, Lookup(self._desk.archive)
        replies = Replies(desk)
        answers, browse = AnswersCog(desk, lookup, replies), BrowseCog(desk, lookup)
        archive, menus = ArchiveCog(desk, lookup), MenusCog(desk, lookup, replies)
        for acting in (answers, browse, archive, menus):
            acting.take_on(self.actions)
        listening = (AskCog(desk, lookup, replies), AboutCog(desk, lookup), MentionCog(self, desk, lookup, replies))
        for cog in (answers, browse, archive, menus, *listening):
            await self.add_cog(cog)
        for menu in menus.menus:
            self.tree.add_command(menu)
        self.add_dynamic_items(Press, Choose)
        await self.tree.set_translator(CommandWords())
        await self.tree.sync()
        self._forgetting = asyncio.create_task(self._forget())

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Take in the forms that people have filled in; discord.py itself brings commands and buttons."""
        await self.actions.submitted(interaction)

    async def on_message(self, message: discord.Message, /) -> None:
        """Look for no text commands in messages: MentionCog reads them."""

    async def on_ready(self) -> None:
        """Log that the bot is there, and how to invite it as long as it is nowhere."""
        log.info("connected as %s, in %d servers", self.user, len(self.guilds))
        if not self.guilds and self.application_id:
            needed = discord.Permissions(
                view_channel=True,
                send_messages=True,
                read_message_history=True,
                create_public_threads=True,
                send_messages_in_threads=True,
            )
            scopes = ("bot", "applications.commands")
            invitation = discord.utils.oauth_url(self.application_id, permissions=needed, scopes=scopes)
            log.info("invite it to a server: %s", invitation)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002
        """Log what failed in a listener that could tell nobody."""
        failure = sys.exception()
        if failure is not None:
            asked = [argument.content for argument in args if isinstance(argument, discord.Message)]
            log.error("%s failed: error %s", event_method, record(failure, asked))

    async def serve(self, token: str) -> None:
        """Log in and answer until `stop`. Raises DiscordError when Discord does not let the bot in."""
        serving = asyncio.create_task(self._serve(token))
        stopped = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if not serving.done():
                await self._finish_answers()
                await self.close()
                await asyncio.wait({serving}, timeout=FAREWELL_S)  # a login that had not got through yet does not end
        finally:
            stopped.cancel()
            serving.cancel()
            await asyncio.wait({serving, stopped})
        failure = None if serving.cancelled() else serving.exception()
        if failure and not self._stopping.is_set():  # what fails because it is being stopped is no failure
            raise failure

    def stop(self) -> None:
        """Take no more questions, finish those in flight, go. Called once more: go at once."""
        if self._stopping.is_set():
            self._hurrying.set()
        log.info("stopping")
        self._workers.refuse()
        self._stopping.set()

    async def close(self) -> None:
        """Close the connection and let the threads go."""
        if self._forgetting is not None:
            self._forgetting.cancel()
        self._workers.close()
        await super().close()

    async def _forget(self) -> None:
        """Erase what has been kept long enough, now and every hour."""
        while True:
            try:
                gone = await forget_old(self._desk.database, self._desk.settings.retention_days)
            except DatelineError as failure:
                log.warning("could not erase what is old: %s", failure)
            else:
                if gone.answers:
                    log.info("erased %d answers of more than %d days", gone.answers, self._desk.settings.retention_days)
            await asyncio.sleep(FORGET_EVERY_S)

    async def _finish_answers(self) -> None:
        drained = asyncio.create_task(self._workers.drain(DRAIN_S))
        hurried = asyncio.create_task(self._hurrying.wait())
        await asyncio.wait({drained, hurried}, return_when=asyncio.FIRST_COMPLETED)
        if not drained.done() or not drained.result():
            log.warning("stopping before every question was answered")
            await self._workers.give_up(FAREWELL_S)
        drained.cancel()
        hurried.cancel()

    async def _serve(self, token: str) -> None:
        token = token.strip()
        if not token or not token.isascii() or not token.isprintable() or " " in token:
            raise _refused()  # such a token cannot even be sent
        try:
            await self.login(token)
            await self.connect()
        except discord.LoginFailure:
            raise _refused() from None
        except discord.ConnectionClosed as closed:
            if closed.code == TOKEN_REFUSED:
                raise _refused() from None
            if closed.code == INTENTS_REFUSED:
                raise _intents_refused() from None
            raise DiscordError(f"Discord closed the connection for good (code {closed.code})") from None
        except discord.PrivilegedIntentsRequired:
            raise _intents_refused() from None
        except discord.HTTPException as failure:
            raise DiscordError(f"Discord does not start the bot: {failure}") from None
        except (aiohttp.ClientError, OSError) as failure:
            # After the login discord.py reconnects by itself: this is from the login.
            raise DiscordError(f"Discord cannot be reached: {failure}", "check the network and try again") from None


async def run(backing: Backing, settings: DiscordSettings, token: str) -> None:
    """Be in Discord until SIGINT or SIGTERM: then answers in flight get ten seconds, and a second signal ends it.

    Raises DiscordError when Discord does not let the bot in.
    """
    # At DEBUG discord.py logs whole messages, and with them what people ask.
    library = logging.getLogger("discord")
    library.setLevel(max(library.getEffectiveLevel(), logging.INFO))
    async with DatelineClient(backing, settings) as client:
        with _stopped_by_signals(client):
            await client.serve(token)


@contextmanager
def _stopped_by_signals(client: DatelineClient) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)
    for number in signals:
        loop.add_signal_handler(number, client.stop)
    try:
        yield
    finally:
        for number in signals:
            loop.remove_signal_handler(number)


def _refused() -> DiscordError:
    return DiscordError(
        "Discord refuses the token", "set DISCORD_TOKEN to the token on the Bot page of your application"
    )


def _intents_refused() -> DiscordError:
    return DiscordError(
        "Discord does not grant the message content intent",
        "switch it on on the Bot page of your application, or set discord.message_content to false",
    )
