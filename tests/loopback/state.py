"""What there is in the loopback Discord: people, a server with its channels, messages, interactions, commands."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.loopback.watch import Watch

if TYPE_CHECKING:
    import asyncio

Json = dict[str, Any]

EPHEMERAL = 1 << 6
LOADING = 1 << 7
DISCORD_EPOCH_MS = 1_420_070_400_000

_counter = itertools.count()


def snowflake() -> int:
    """A new id: its upper bits tell the time of its making, as everywhere in Discord."""
    milliseconds = int(time.time() * 1000) - DISCORD_EPOCH_MS
    return milliseconds << 22 | next(_counter) & 0x3FFFFF


@dataclass(frozen=True, slots=True)
class User:
    """A person or a bot."""

    name: str
    bot: bool = False
    id: int = field(default_factory=snowflake)


@dataclass(frozen=True, slots=True)
class Channel:
    """A text channel of the server, or, with a recipient, a private one."""

    name: str = ""
    recipient: User | None = None
    id: int = field(default_factory=snowflake)


@dataclass(slots=True)
class Message:
    """A message, as it stands now."""

    channel: Channel
    author: User
    content: str = ""
    mentions: tuple[User, ...] = ()
    role_mentions: tuple[int, ...] = ()
    reply_to: Message | None = None
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    flags: int = 0
    id: int = field(default_factory=snowflake)

    @property
    def is_ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return bool(self.flags & EPHEMERAL)

    @property
    def is_loading(self) -> bool:
        """Whether it still says that the bot is thinking."""
        return bool(self.flags & LOADING)


@dataclass(slots=True)
class Interaction:
    """One use of a command; `callback_type` is the type of the first response, None before it."""

    command: str
    user: User
    channel: Channel
    token: str
    id: int = field(default_factory=snowflake)
    callback_type: int | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    deadline: asyncio.TimerHandle | None = None


class World:
    """Everything there is, and the list of what the bot did that Discord would not have stood for."""

    def __init__(self) -> None:
        self.watch = Watch()
        self.violations: list[str] = []
        self.bot = User("Dateline", bot=True)
        self.application_id = self.bot.id
        self.alice, self.bob = User("alice"), User("bob")
        self.robot = User("robot", bot=True)
        self.guild_id = snowflake()
        self.bot_role_id = snowflake()
        self.channel, self.other_channel = Channel("newsroom"), Channel("corridor")
        self.private_channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.interactions: dict[int, Interaction] = {}
        self.commands: list[Json] = []
        self.typing: list[int] = []  # the channels, in the order in which the bot typed in them
        self.refusals: list[str] = []  # what Discord said instead of doing what it was asked to, in order
        self.closed_channels: set[int] = set()  # where the bot may not write

    def violate(self, what: str) -> None:
        """Note what Discord would not have stood for."""
        self.violations.append(what)
        self.watch.notify()

    def add(self, message: Message) -> Message:
        """Put a message into its channel."""
        self.messages[message.id] = message
        self.watch.notify()
        return message

    def private_channel(self, person: User) -> Channel:
        """The channel between a person and the bot."""
        return self.private_channels.setdefault(person.id, Channel(recipient=person))

    def channel_by_id(self, channel_id: int) -> Channel | None:
        """A channel that the bot may write in, or None."""
        channels = [self.channel, self.other_channel, *self.private_channels.values()]
        return next((channel for channel in channels if channel.id == channel_id), None)

    def user_by_id(self, user_id: int) -> User | None:
        """Somebody by id, or None."""
        return next((user for user in (self.alice, self.bob, self.robot, self.bot) if user.id == user_id), None)

    def interaction_by_token(self, token: str) -> Interaction | None:
        """An interaction by its token, or None."""
        return next((known for known in self.interactions.values() if known.token == token), None)
