"""Buttons, menus and forms that work for as long as what they name is kept, over restarts and without being stored.

Each carries its action in its id: `dateline:<kind>:<name>:<subject>:<page>`. The subject is mostly the id of a kept
answer. A press of a button or a choice in a menu comes back through discord.py's dynamic items, a form that was sent
through the event `interaction`; both end in `Actions.run`, where a failure is told as it is for a command.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, TypeAlias

import discord

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping

    from bot.chat.client import DatelineClient

Interaction: TypeAlias = "discord.Interaction[DatelineClient]"
# What was chosen or written, by the name of the field; a menu's choices under the name of its action.
Values: TypeAlias = "Mapping[str, tuple[str, ...]]"
Handler: TypeAlias = "Callable[[Interaction, Action, Values], Awaitable[None]]"

_REST = r":(?P<name>[a-z-]+):(?P<subject>[^:]*):(?P<page>\d+)"
_FORM = re.compile("dateline:form" + _REST)
LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Action:
    """What is to be done, with what, and at which of its pages."""

    name: str
    subject: str = ""
    page: int = 0

    def as_id(self, kind: str) -> str:
        """As the id of a component."""
        return f"dateline:{kind}:{self.name}:{self.subject}:{self.page}"

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """From an id that one of the patterns here has matched."""
        return cls(match["name"], match["subject"], int(match["page"]))


class Press(discord.ui.DynamicItem[discord.ui.Button[Any]], template="dateline:press" + _REST):
    """A button."""

    def __init__(self, button: discord.ui.Button[Any], action: Action) -> None:
        super().__init__(button)
        self.action = action

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """As pressed."""
        assert isinstance(item, discord.ui.Button)  # noqa: S101 (only buttons carry such an id)
        return cls(item, Action.of(match))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do it."""
        await interaction.client.actions.run(interaction, self.action, {})


class Choose(discord.ui.DynamicItem[discord.ui.Item[Any]], template="dateline:choose" + _REST):
    """A menu to choose from."""

    def __init__(self, menu: discord.ui.Item[Any], action: Action) -> None:
        super().__init__(menu)
        self.action = action

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """As chosen from."""
        return cls(item, Action.of(match))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do it with what was chosen."""
        data: Mapping[str, Any] = interaction.data or {}
        chosen = tuple(str(value) for value in data.get("values", ()))
        await interaction.client.actions.run(interaction, self.action, {self.action.name: chosen})


class Form(discord.ui.Modal):
    """A form to fill in. Its fields' ids are their names."""

    def __init__(self, action: Action, title: str) -> None:
        super().__init__(title=title[:45], custom_id=action.as_id("form"))

    def is_finished(self) -> bool:
        """Yes: discord.py then keeps nothing of it, as what is sent in tells by its id what it is about."""
        return True


def press(
    action: Action,
    label: str | None = None,
    *,
    emoji: str | None = None,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    row: int | None = None,
    disabled: bool = False,
) -> Press:
    """A button with a label, an emoji or both."""
    button: discord.ui.Button[Any] = discord.ui.Button(
        label=label and label[:LONGEST_LABEL], emoji=emoji, style=style, custom_id=action.as_id("press"), row=row
    )
    button.disabled = disabled
    return Press(button, action)


class Actions:
    """Which part of the bot does what."""

    def __init__(self, on_failure: Callable[[Interaction, BaseException, list[str]], Awaitable[None]]) -> None:
        self._handlers: dict[str, Handler] = {}
        self._on_failure = on_failure

    def on(self, name: str, handler: Handler) -> None:
        """Let a handler do an action; there is one for each."""
        if name in self._handlers:
            raise ValueError(f"two handlers of {name}")
        self._handlers[name] = handler

    async def run(self, interaction: Interaction, action: Action, values: Values) -> None:
        """Do an action; what fails is told to the person."""
        try:
            await self._handlers[action.name](interaction, action, values)
        except Exception as failure:  # noqa: BLE001 (each kind is handled there)
            await self._on_failure(interaction, failure, [text for texts in values.values() for text in texts])

    async def submitted(self, interaction: Interaction) -> None:
        """Do the action of a form that somebody has sent; other interactions are no matter of this."""
        data: Mapping[str, Any] = interaction.data or {}
        match = _FORM.fullmatch(data.get("custom_id", ""))
        if interaction.type is discord.InteractionType.modal_submit and match:
            await self.run(interaction, Action.of(match), dict(_filled_in(data["components"])))


def _filled_in(components: list[Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for component in components:
        inner = component.get("components") or ([component["component"]] if "component" in component else [])
        if inner:
            yield from _filled_in(inner)
        elif "custom_id" in component:
            values = component.get("values", [component.get("value", "")])
            yield component["custom_id"], tuple(str(value) for value in values if value)
