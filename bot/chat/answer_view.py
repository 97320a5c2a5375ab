"""What stands under an answer: the window to change, the nearest articles of an abstention, and the buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.chat.actions import Action, Choose, press
from bot.chat.escaping import ELLIPSIS, on_one_line
from bot.chat.rendering import window_in_words

if TYPE_CHECKING:
    from bot.answering.answer import Suggestion
    from bot.chat.words import Words
    from bot.state.answers import KeptAnswer

ANY_TIME, LAST_WEEK, PICK_DATES = "any", "week", "pick"
_LONGEST_CHOICE = 100
_LONGEST_PLACEHOLDER = 150
_MOST_CHOICES = 25


def answer_view(kept: KeptAnswer, words: Words) -> discord.ui.View:
    """The components under an answer. They name it by its id, so they work as long as it is kept."""
    view = discord.ui.View(timeout=None)
    view.add_item(_window_menu(kept, words))
    answer = kept.answer
    if answer.abstained and answer.suggestions:
        view.add_item(_nearest_menu(kept.id, answer.suggestions, words))
    if answer.citations:
        view.add_item(press(Action("sources", kept.id), words("Sources"), emoji="📰", row=2))
    view.add_item(press(Action("follow-up", kept.id), words("Follow up"), emoji="💬", row=2))
    view.add_item(press(Action("good", kept.id), emoji="👍", row=2))
    view.add_item(press(Action("bad", kept.id), emoji="👎", row=2))
    if not kept.hidden:  # what only the asker sees they can dismiss
        view.add_item(press(Action("delete", kept.id), words("Delete"), emoji="🗑️", row=2))
    return view


def menu(action: Action, placeholder: str, choices: list[discord.SelectOption], row: int | None = None) -> Choose:
    """A menu of which one choice is to be made."""
    select: discord.ui.Select[Any] = discord.ui.Select(
        placeholder=clipped(placeholder, _LONGEST_PLACEHOLDER),
        options=choices[:_MOST_CHOICES],
        custom_id=action.as_id("choose"),
        row=row,
    )
    return Choose(select, action)


def clipped(text: str, limit: int = _LONGEST_CHOICE) -> str:
    """The text for where Discord formats nothing: on one line and within a limit, or `-` where there is none."""
    line = on_one_line(text)
    return (line if len(line) <= limit else line[: limit - 1].rstrip() + ELLIPSIS) or "-"


def _window_menu(kept: KeptAnswer, words: Words) -> Choose:
    choices = [
        discord.SelectOption(label=clipped(words("Any time")), value=ANY_TIME),
        discord.SelectOption(label=clipped(words("Last week of the archive")), value=LAST_WEEK),
        discord.SelectOption(label=clipped(words("Pick dates…")), value=PICK_DATES),
    ]
    said = window_in_words(kept.answer.window, kept.answer.window_from, words)
    return menu(Action("window", kept.id), f"🗓 {said}", choices, row=0)


def _nearest_menu(answer_id: str, suggestions: tuple[Suggestion, ...], words: Words) -> Choose:
    choices = [
        discord.SelectOption(
            label=clipped(near.title),
            description=clipped(f"{near.outlet or words('outlet unknown')}, {near.published or words('date unknown')}"),
            value=str(number),
        )
        for number, near in enumerate(suggestions)
    ]
    return menu(Action("nearest", answer_id), words("Read one of the nearest articles"), choices, row=1)
