"""What people do and what they then see: the handles that a test holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.loopback.state import Interaction, Json, Message, World


@dataclass(frozen=True, slots=True)
class Reply:
    """A message of the bot, as the person sees it."""

    message: Message
    content: str
    is_ephemeral: bool
    embeds: tuple[Json, ...] = ()


def seen_as(message: Message) -> Reply:
    """A message as it stands, as the person sees it."""
    return Reply(message, message.content, message.is_ephemeral, tuple(message.embeds))


class SlashUse:
    """A person's use of a command."""

    def __init__(self, world: World, interaction: Interaction) -> None:
        self._world = world
        self._interaction = interaction

    async def deferred(self) -> Reply:
        """The bot is thinking: its first response, which must be a deferral."""
        first = await self.first_response()
        assert self._interaction.callback_type == 5, "the first response is no deferral"
        return first

    async def first_response(self) -> Reply:
        """The first response, a deferral or a message."""
        original = await self._world.watch.until(
            lambda: self._interaction.original, f"a response to /{self._interaction.command}"
        )
        return seen_as(original)

    async def final_reply(self) -> Reply:
        """The message that the person ends up with in place of the thinking."""
        original = await self._world.watch.until(self._final, f"a reply to /{self._interaction.command}")
        return seen_as(original)

    @property
    def is_answered(self) -> bool:
        """Whether the final reply is there."""
        return self._final() is not None

    @property
    def was_deferred(self) -> bool:
        """Whether the first response was a deferral."""
        return self._interaction.callback_type == 5

    def _final(self) -> Message | None:
        original = self._interaction.original
        return original if original and not original.is_loading else None


class SentMessage:
    """A message that somebody has written."""

    def __init__(self, world: World, message: Message) -> None:
        self._world = world
        self.message = message

    async def reply_from_bot(self) -> Reply:
        """The bot's reply to the message."""
        found = await self._world.watch.until(self._reply, f"a reply to {self.message.content!r}")
        return seen_as(found)

    @property
    def replies(self) -> int:
        """How many replies of the bot there are so far."""
        return sum(self._is_reply(message) for message in self._world.messages.values())

    def _reply(self) -> Message | None:
        return next((message for message in self._world.messages.values() if self._is_reply(message)), None)

    def _is_reply(self, message: Message) -> bool:
        return message.author == self._world.bot and message.reply_to is self.message
