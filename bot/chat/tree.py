"""The command tree: what becomes of a command that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.chat.failures import explain, record

if TYPE_CHECKING:
    from discord.ext import commands


class DatelineTree(app_commands.CommandTree["commands.Bot"]):
    """Tells the person what failed, in the order that `bot.chat.failures` documents."""

    async def on_error(
        self, interaction: discord.Interaction[commands.Bot], error: app_commands.AppCommandError, /
    ) -> None:
        """Answer a command that failed: in place of its answer, or to the asker alone if nothing was sent yet."""
        asked = [value for _, value in interaction.namespace if isinstance(value, str)]
        text = explain(error, asked)
        if text is None:
            return
        try:
            if interaction.response.is_done():
                await interaction.edit_original_response(content=text)
            else:
                await interaction.response.send_message(text, ephemeral=True, suppress_embeds=True)
        except discord.HTTPException as failure:  # the failure itself is in the log already if it was unexpected
            record(failure, asked)
