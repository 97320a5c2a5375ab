"""What people see of what the bot does: the handles that a test holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from tests.loopback.component_rules import BUTTON, SELECTS, TEXT_DISPLAY, walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.loopback.state import Attachment, Interaction, Json, Message, User, World

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Reply:
    """A message of the bot, as the person sees it."""

    message: Message
    content: str
    is_ephemeral: bool
    embeds: tuple[Json, ...] = ()
    components: tuple[Json, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def text(self) -> str:
        """All that is to be read: the content and the texts of a layout."""
        texts = [part["content"] for part in walk(list(self.components)) if part["type"] == TEXT_DISPLAY]
        return "\n".join([self.content, *texts]).strip()

    @property
    def buttons(self) -> list[str]:
        """What stands on the buttons that can be pressed."""
        return [_shown(part) for part in self._parts({BUTTON}) if not part.get("disabled")]

    @property
    def menus(self) -> list[str]:
        """What the menus say as long as nothing is chosen."""
        return [part.get("placeholder") or "" for part in self._parts(SELECTS)]

    def button(self, label: str) -> Json:
        """The button with that in its label or as its emoji."""
        found = [part for part in self._parts({BUTTON}) if label in _shown(part)]
        assert found, f"no button {label!r} among {self.buttons}"
        assert not found[0].get("disabled"), f"the button {label!r} is disabled"
        return found[0]

    def menu(self, placeholder: str) -> Json:
        """The menu with that in its placeholder or in its id."""
        menus = self._parts(SELECTS)
        found = [part for part in menus if placeholder in (part.get("placeholder") or "") + part["custom_id"]]
        assert found, f"no menu {placeholder!r} among {self.menus}"
        return found[0]

    def _parts(self, kinds: set[int] | frozenset[int]) -> list[Json]:
        return [part for part in walk(list(self.components)) if part["type"] in kinds]


def seen_as(message: Message) -> Reply:
    """A message as it stands, as the person sees it."""
    return Reply(
        *(message, message.content, message.is_ephemeral),
        *(tuple(message.embeds), tuple(message.components), tuple(message.attachments)),
    )


@dataclass(frozen=True, slots=True)
class Form:
    """A form that the bot has opened for somebody."""

    data: Json
    user: User
    source: Message | None
    interaction: Interaction

    @property
    def title(self) -> str:
        """What it is headed."""
        title: str = self.data["title"]
        return title

    @property
    def fields(self) -> dict[str, Json]:
        """Its fields by their ids."""
        return {part["custom_id"]: part for part in walk(self.data["components"]) if part.get("custom_id")}


class Use:
    """A person's use of a command, a button, a menu or a form."""

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
        original = await self._until(lambda: self._interaction.original, "a response")
        return seen_as(original)

    async def final_reply(self) -> Reply:
        """The message that the person ends up with: in place of the thinking, or edited, or a follow-up."""
        return seen_as(await self._until(lambda: self._interaction.answer, "a reply"))

    async def reply_with(self, text: str) -> Reply:
        """The message that the person ends up with, once that text is in it."""

        def look() -> Reply | None:
            answer = self._interaction.answer
            return seen_as(answer) if answer and text in seen_as(answer).text else None

        return await self._world.watch.until(look, f"{text!r} in the reply to {self._interaction.what}")

    async def reply_without(self, text: str) -> Reply:
        """The message that the person ends up with, once that text is not in it any more."""

        def look() -> Reply | None:
            answer = self._interaction.answer
            return seen_as(answer) if answer and text not in seen_as(answer).text else None

        return await self._world.watch.until(look, f"another reply than {text!r} to {self._interaction.what}")

    async def form(self) -> Form:
        """The form that the bot opens."""
        data = await self._until(lambda: self._interaction.modal, "a form")
        return Form(data, self._interaction.user, self._interaction.source, self._interaction)

    async def suggestions(self) -> dict[str, str]:
        """What the bot suggests while something is typed: the values by their names."""
        choices = await self._until(lambda: self._interaction.choices, "suggestions")
        return {choice["name"]: choice["value"] for choice in choices}

    async def followed_up(self) -> Reply:
        """The first follow-up beside the response itself."""
        return seen_as(await self._until(lambda: next(iter(self._interaction.followups), None), "a follow-up"))

    async def deleted(self) -> None:
        """The message that it was used on is gone."""
        source = self._interaction.source
        assert source is not None
        await self._until(lambda: True if source.id not in self._world.messages else None, "the message to go")

    @property
    def is_answered(self) -> bool:
        """Whether the final reply is there."""
        return self._interaction.is_answered

    @property
    def was_deferred(self) -> bool:
        """Whether the first response was a deferral."""
        return self._interaction.callback_type == 5

    def expire(self) -> None:
        """Let the interaction be older than a quarter of an hour."""
        self._interaction.expired = True

    async def _until(self, look: Callable[[], Found | None], what: str) -> Found:
        return await self._world.watch.until(look, f"{what} to {self._interaction.what}")


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


def _shown(button: Json) -> str:
    return f"{(button.get('emoji') or {}).get('name') or ''} {button.get('label') or ''}".strip()
