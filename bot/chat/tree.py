"""The command tree: what becomes of a command that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.chat.failures import tell

if TYPE_CHECKING:
    from discord.ext import commands


class DatelineTree(app_commands.CommandTree["commands.Bot"]):
    """Tells the person what failed, in the order that `bot.chat.failures` documents."""

    async def on_error(
        self, interaction: discord.Interaction[commands.Bot], error: app_commands.AppCommandError, /
    ) -> None:
        """Answer a command that failed: in place of its answer, or to the asker alone if nothing was sent yet."""
        if interaction.type is discord.InteractionType.autocomplete:
            return  # there is nobody to tell: the person sees no suggestions and can go on typing
        await tell(interaction, error, [value for _, value in interaction.namespace if isinstance(value, str)])
