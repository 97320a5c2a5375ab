"""Who asks, and where: what that means for the words, for the window, and for whom an answer is shown to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.background import in_thread
from bot.chat.words import words_for
from corpus.errors import GenerationError

if TYPE_CHECKING:
    from bot.chat.actions import Interaction
    from bot.chat.desk import Desk
    from bot.chat.lookup import Lookup
    from bot.chat.words import Words
    from bot.state.servers import ServerSettings
    from index.window import Window


async def words_of(desk: Desk, interaction: Interaction) -> Words:
    """The words for whoever interacts."""
    return words_for(await desk.servers.of(interaction.guild_id), interaction.locale)


def is_hidden(desk: Desk, server: ServerSettings, channel: int | None, wanted: bool | None = None) -> bool:
    """Whether an answer goes to the asker alone: where the bot may not speak always, else as wanted, else as set."""
    if not may_speak(server, channel):
        return True
    if wanted is not None:
        return wanted
    return desk.settings.private if server.private is None else server.private


def may_speak(server: ServerSettings, *channels: int | None) -> bool:
    """Whether the bot may speak for all to see in a channel; of a thread, its own id or its parent's must be named."""
    return not server.channels or any(channel in server.channels for channel in channels)


async def window_or_default(lookup: Lookup, server: ServerSettings, window: Window) -> Window:
    """The window that was asked for, else the one that the server has chosen."""
    if not window.is_open or server.span == "any":
        return window
    try:
        return await in_thread(lambda: lookup.window(server.span))
    except GenerationError:  # the question itself will say what is wrong
        return window
