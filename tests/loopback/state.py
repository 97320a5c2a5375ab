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
    """A text channel of the server; with a recipient, a private one; with a parent, a thread in that channel."""

    name: str = ""
    recipient: User | None = None
    parent: Channel | None = None
    id: int = field(default_factory=snowflake)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that hangs on a message or on a command."""

    filename: str
    content: bytes
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
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    edits: int = 0
    nonce: str | None = None
    id: int = field(default_factory=snowflake)

    @property
    def is_ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return bool(self.flags & EPHEMERAL)

    @property
    def is_loading(self) -> bool:
        """Whether it still says that the bot is thinking."""
        return bool(self.flags & LOADING)


COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5


@dataclass(slots=True)
class Interaction:
    """One use of a command, a component or a form; `callback_type` is the type of the first response, None before it.

    `original` is the message of the first response, or, of a component, the message that it stands in once the first
    response was to edit that; `source` is that message in any case. `edits` counts what became of `original`; `made`
    and `responded` are seconds of a clock of no known beginning.
    """

    what: str
    user: User
    channel: Channel
    token: str
    kind: int = COMMAND
    source: Message | None = None
    id: int = field(default_factory=snowflake)
    callback_type: int | None = None
    original: Message | None = None
    modal: Json | None = None
    choices: list[Json] | None = None
    edits: int = 0
    expired: bool = False
    made: float = field(default_factory=time.perf_counter)
    responded: float | None = None
    followups: list[Message] = field(default_factory=list)
    deadline: asyncio.TimerHandle | None = None

    @property
    def is_answered(self) -> bool:
        """Whether the person has got all that they wait for."""
        if self.modal is not None or self.choices is not None:
            return True
        return self.answer is not None

    @property
    def answer(self) -> Message | None:
        """What the person ends up with: a message that says something, an edited one, or else the first follow-up."""
        if self.callback_type == 6 and not self.edits:
            return self.followups[0] if self.followups else None
        return self.original if self.original and not self.original.is_loading else None


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
        self.threads: dict[int, Channel] = {}
        self.files: dict[int, Attachment] = {}
        self.files_url = ""
        self.locales: dict[int, str] = {}  # of people's clients, where it is not English
        self.administrators: set[int] = {self.alice.id}
        self.moderators: set[int] = set()
        self.people: dict[int, User] = {}  # beside Alice and Bob
        self.typing: list[int] = []  # the channels, in the order in which the bot typed in them
        self.refusals: list[str] = []  # what Discord said instead of doing what it was asked to, in order
        self.closed_channels: set[int] = set()  # where the bot may not write
        self.deleted_channels: set[int] = set()

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
        channels = [self.channel, self.other_channel, *self.private_channels.values(), *self.threads.values()]
        return next((channel for channel in channels if channel.id == channel_id), None)

    def user_by_id(self, user_id: int) -> User | None:
        """Somebody by id, or None."""
        known = (self.alice, self.bob, self.robot, self.bot, *self.people.values())
        return next((user for user in known if user.id == user_id), None)

    def interaction_by_token(self, token: str) -> Interaction | None:
        """An interaction by its token, or None."""
        return next((known for known in self.interactions.values() if known.token == token), None)
