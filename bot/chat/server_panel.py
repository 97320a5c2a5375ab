"""The settings of a server, as a page of menus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.chat.actions import Action, Choose
from bot.chat.answer_view import menu
from bot.chat.pages import Layout

if TYPE_CHECKING:
    from bot.chat.words import Words
    from bot.state.servers import ServerSettings

_MOST_CHANNELS = 25
_OWN_NAMES = {"en": "English", "ja": "日本語", "es": "Español", "fr": "Français", "de": "Deutsch"}


def server_panel(server: ServerSettings, words: Words) -> Layout:
    """Where the bot may speak, to whom, about which dates and in which language."""
    view = Layout()
    view.put(f"### {words('Settings of this server')}", words("Channels in which I may speak (none chosen: all)"))
    view.buttons(_channels(server))
    view.put(words("Answers"))
    private = {None: "default", True: "yes", False: "no"}[server.private]
    named = {"default": words("As the bot is set"), "no": words("For all to see"), "yes": words("To the asker alone")}
    view.buttons(_choice("server-private", named, private))
    view.put(words("Dates of a question that names none"))
    spans = {
        "any": words("Any time"),
        "week": words("Last week of the archive"),
        "month": words("Last month of the archive"),
        "year": words("Last year of the archive"),
    }
    view.buttons(_choice("server-span", spans, server.span))
    view.put(words("Language of my own words"))
    languages = {"auto": words("That of each person's Discord")} | _OWN_NAMES
    view.buttons(_choice("server-language", languages, server.language or "auto"))
    return view


def _choice(name: str, named: dict[str, str], chosen: str) -> Choose:
    options = [
        discord.SelectOption(label=label[:100], value=value, default=value == chosen) for value, label in named.items()
    ]
    return menu(Action(name), named[chosen], options)


def _channels(server: ServerSettings) -> Choose:
    action = Action("server-channels")
    select: discord.ui.ChannelSelect[Any] = discord.ui.ChannelSelect(
        custom_id=action.as_id("choose"),
        channel_types=[discord.ChannelType.text, discord.ChannelType.forum, discord.ChannelType.news],
        min_values=0,
        max_values=_MOST_CHANNELS,
        default_values=[
            discord.SelectDefaultValue(id=channel, type=discord.SelectDefaultValueType.channel)
            for channel in server.channels
        ],
    )
    return Choose(select, action)
