"""The loopback Discord: real HTTP and a real WebSocket on 127.0.0.1, for the real discord.py."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

import discord
import discord.gateway
import discord.http
import yarl
from aiohttp import web

from tests.loopback.acting import Acting
from tests.loopback.driver import Reply, SentMessage, seen_as
from tests.loopback.gateway import DIRECT_MESSAGES, GUILD_MESSAGES, MESSAGE_CONTENT, PATH, Gateway
from tests.loopback.openapi import description_at, description_path
from tests.loopback.payloads import member_payload, message_payload, user_payload
from tests.loopback.rest import PREFIX, Rest, Trouble
from tests.loopback.state import Channel, Message, User, World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

TOKEN = "loopback.token.of-no-worth"  # noqa: S105 (opens nothing but this server)
FIRST_RESPONSE_S = 3.0
FILES = "/files"


@contextmanager
def pointed_at(base: str, gateway: str) -> Iterator[None]:
    """discord.py speaks with these addresses in place of Discord's, until the end of the block."""
    route, socket = discord.http.Route, discord.gateway.DiscordWebSocket
    before = route.BASE, socket.DEFAULT_GATEWAY
    route.BASE, socket.DEFAULT_GATEWAY = base, yarl.URL(gateway)
    try:
        yield
    finally:
        route.BASE, socket.DEFAULT_GATEWAY = before


class LoopbackDiscord(Acting):
    """A Discord of one server and three people, stricter than the real one.

    What the bot does that it should not is in `violations`, which a test asserts to be empty at its end.
    """

    def __init__(self, first_response_s: float = FIRST_RESPONSE_S) -> None:
        self._first_response_s = first_response_s
        path = description_path()
        self.world = World()
        self.gateway = Gateway(self.world, TOKEN)
        self.rest = Rest(self.world, TOKEN, description_at(path) if path else None)
        app = web.Application()
        app.router.add_get(PATH, self.gateway.handle)
        app.router.add_get(FILES + "/{id}/{name}", self.rest.file)
        app.router.add_route("*", PREFIX + "/{rest:.*}", self.rest.handle)
        self._runner = web.AppRunner(app, shutdown_timeout=1.0)
        self.base = ""

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.base = f"http://{host}:{port}{PREFIX}"
        self.world.files_url = f"http://{host}:{port}{FILES}"
        self.rest.routes.dispatch = self.gateway.dispatch
        self.gateway.url = self.rest.routes.gateway_url = f"ws://{host}:{port}{PATH}"
        self._pointing = pointed_at(self.base, self.gateway.url)
        self._pointing.__enter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pointing.__exit__(kind, failure, trace)
        for interaction in self.world.interactions.values():
            if interaction.deadline:
                interaction.deadline.cancel()
            if not interaction.is_answered and not interaction.expired:
                self.world.violate(f"{interaction.what} was never answered")
        await self.gateway.close()
        await self._runner.cleanup()

    @property
    def violations(self) -> list[str]:
        """What the bot did that Discord would not have stood for."""
        return self.world.violations

    @property
    def alice(self) -> User:
        """A person."""
        return self.world.alice

    @property
    def bob(self) -> User:
        """Another person."""
        return self.world.bob

    async def bot_connected(self) -> None:
        """Wait until the bot has identified and knows the server."""
        await self.world.watch.until(
            lambda: True if self.gateway.session and len(self.gateway.session.events) >= 2 else None,
            "the bot to connect",
        )

    async def mention(
        self, text: str, *, user: User | None = None, channel: Channel | None = None, reply_to: Message | None = None
    ) -> SentMessage:
        """Somebody writes a message that begins with a mention of the bot."""
        message = Message(
            channel or self.world.channel,
            user or self.alice,
            f"<@{self.world.bot.id}> {text}".strip(),
            mentions=(self.world.bot,),
            reply_to=reply_to,
        )
        return await self.write(message)

    async def reply(self, reply: Reply, text: str, *, user: User | None = None, ping: bool = True) -> SentMessage:
        """Somebody replies to a message of the bot, with the ping on unless told otherwise."""
        mentions = (self.world.bot,) if ping else ()
        message = Message(reply.message.channel, user or self.alice, text, mentions=mentions, reply_to=reply.message)
        return await self.write(message)

    async def direct(self, text: str, *, user: User | None = None) -> SentMessage:
        """Somebody writes to the bot in private."""
        person = user or self.alice
        return await self.write(Message(self.world.private_channel(person), person, text))

    async def write(self, message: Message) -> SentMessage:
        """Somebody writes a message; the bot hears of it as its intents allow, and reads it only if it may."""
        await self.bot_connected()
        session = self.gateway.session
        assert session is not None
        self.world.add(message)
        is_private = message.channel.recipient is not None
        if session.intents & (DIRECT_MESSAGES if is_private else GUILD_MESSAGES):
            payload = message_payload(message, self.world)
            may_read = is_private or self.world.bot in message.mentions or session.intents & MESSAGE_CONTENT
            if not may_read:
                payload |= {"content": "", "embeds": [], "components": [], "attachments": []}
            if not is_private:
                mentions = [user_payload(user) | {"member": member_payload()} for user in message.mentions]
                payload |= {"guild_id": str(self.world.guild_id), "member": member_payload(), "mentions": mentions}
            await self.gateway.dispatch("MESSAGE_CREATE", payload)
        return SentMessage(self.world, message)

    async def heartbeat(self) -> None:
        """Demand a heartbeat and wait for it: a bot whose event loop is blocked owes it."""
        before = self.gateway.heartbeats
        await self.gateway.ask_for_heartbeat()
        await self.world.watch.until(lambda: True if self.gateway.heartbeats > before else None, "a heartbeat")

    async def resumed(self, times: int = 1) -> None:
        """Wait until the bot has resumed its session."""
        await self.world.watch.until(lambda: True if self.gateway.resumes >= times else None, "the bot to resume")

    async def refused(self, message: str) -> None:
        """Wait until the bot has been told this instead of what it asked for."""
        await self.world.watch.until(lambda: message in self.world.refusals or None, f"the refusal {message!r}")

    def delete_channel(self, channel: Channel) -> None:
        """Somebody deletes a channel."""
        self.world.deleted_channels.add(channel.id)

    def delete(self, sent: SentMessage) -> None:
        """Somebody deletes a message."""
        del self.world.messages[sent.message.id]

    def close_channel(self, channel: Channel) -> None:
        """The bot may not write in a channel any more."""
        self.world.closed_channels.add(channel.id)

    async def message_from_bot(self, channel: Channel, after: SentMessage) -> Reply:
        """The bot's next message in a channel, be it a reply or not."""
        return await self.world.watch.until(
            lambda: next((seen_as(m) for m in self._by_bot(channel) if m.id > after.message.id), None),
            f"a message in {channel.name or 'private'}",
        )

    def seen_in(self, channel: Channel) -> list[Reply]:
        """The bot's messages in a channel, in order."""
        return [seen_as(message) for message in self._by_bot(channel)]

    def _by_bot(self, channel: Channel) -> list[Message]:
        return [m for m in self.world.messages.values() if m.author == self.world.bot and m.channel == channel]

    def limit_next(self, method: str, path: str, retry_after_s: float, *, is_global: bool = False) -> None:
        """Answer the next request to a route, spelled as in the description, with 429."""
        self._trouble(method, path, Trouble(429, retry_after_s, is_global))

    def fail_next(self, method: str, path: str, status: int, *, after_all: bool = False) -> None:
        """Answer the next request to a route with an error of Discord's own, `after_all` only having done it."""
        self._trouble(method, path, Trouble(status, after_all=after_all))

    def _trouble(self, method: str, path: str, trouble: Trouble) -> None:
        self.rest.troubles.setdefault((method, path), []).append(trouble)
