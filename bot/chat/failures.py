"""What a person is told when something fails, and what the log keeps of it.

The order in which failures are handled, in commands, buttons, forms and messages alike:

1. The message or the interaction is gone (deleted, expired), or the bot may not write there: nobody can be told;
   one line in the log.
2. DatelineError: its sentence. Where it tells of the index, the model or the bot's own file, the log gets it too.
3. A command that a person may not use, or not there: which permission it takes.
4. A command that Discord still shows and this version does not know: what to do about it.
5. Discord itself fails, after discord.py has tried again: what to do about it; one line in the log.
6. Anything else: an apology with a short id, under which the log has the traceback.

No question's text goes into the log: tracebacks that quote it have it taken out.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.chat.rendering import render_accident, render_failure
from corpus.errors import DatelineError, GenerationError, ModelError, QuestionError, StateError

if TYPE_CHECKING:
    from collections.abc import Iterable

log = logging.getLogger(__name__)

UNKNOWN_COMMAND = QuestionError("this command has changed", "restart Discord and try again")
DISCORD_FAILS = QuestionError("Discord has trouble at the moment", "try again in a minute")
INVALID_TOKEN = 50027  # of an interaction that is older than a quarter of an hour
_TAKEN_OUT = "[what was asked]"
_SHORTEST_TAKEN_OUT = 4  # shorter texts are no give-away, and taking out each "a" would leave no traceback


def explain(failure: BaseException, asked: Iterable[str] = ()) -> str | None:
    """The message for a failure, or None when nobody can be told; `asked` are the texts to keep out of the log."""
    if isinstance(failure, app_commands.CommandInvokeError):
        failure = failure.original
    if is_gone(failure):
        assert isinstance(failure, discord.HTTPException)  # noqa: S101 (what is_gone looks for)
        log.info("could not deliver: Discord says %s (code %s)", failure.status, failure.code)
        return None
    if isinstance(failure, DatelineError):
        if isinstance(failure, GenerationError | ModelError | StateError):
            log.warning("could not answer: %s", failure)
        return render_failure(failure)
    if refusal := _refusal(failure):
        return render_failure(refusal)
    return render_accident(record(failure, asked))


def _refusal(failure: BaseException) -> QuestionError | None:
    """What to say to failures of commands, and of Discord itself; None for others."""
    if isinstance(failure, app_commands.MissingPermissions):
        needed = ", ".join(name.replace("_", " ") for name in failure.missing_permissions)
        return QuestionError("you may not do this here", f"it takes the permission {needed}")
    if isinstance(failure, app_commands.NoPrivateMessage):
        return QuestionError("this works in a server only", "use it there")
    if isinstance(failure, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return UNKNOWN_COMMAND
    if isinstance(failure, discord.DiscordServerError | discord.RateLimited):
        log.warning("could not deliver: %s", failure)
        return DISCORD_FAILS
    return None


def is_gone(failure: BaseException) -> bool:
    """Whether what was to be written to is gone or closed to the bot."""
    if isinstance(failure, discord.NotFound | discord.Forbidden):
        return True
    return isinstance(failure, discord.HTTPException) and failure.code == INVALID_TOKEN


async def tell(interaction: discord.Interaction[Any], failure: BaseException, asked: Iterable[str] = ()) -> None:
    """Tell the person what failed: in place of the answer they wait for, else to them alone."""
    asked = list(asked)
    text = explain(failure, asked)
    if text is None:
        return
    waiting = discord.InteractionResponseType.deferred_channel_message
    try:
        if not interaction.response.is_done():
            await interaction.response.send_message(text, ephemeral=True, suppress_embeds=True)
        elif interaction.response.type is waiting:
            await interaction.edit_original_response(content=text)
        else:  # the first response was no message of this interaction's own: it must not be written over
            await interaction.followup.send(text, ephemeral=True, suppress_embeds=True)
    except discord.HTTPException as fallen_through:  # the failure itself is in the log already if it was unexpected
        explain(fallen_through, asked)


def record(failure: BaseException, asked: Iterable[str] = ()) -> str:
    """Log a failure that nobody foresaw; returns the id it has there."""
    error_id = secrets.token_hex(4)
    account = "".join(traceback.format_exception(failure))
    for text in sorted(asked, key=len, reverse=True):
        if len(text) >= _SHORTEST_TAKEN_OUT:
            account = account.replace(text, _TAKEN_OUT).replace(repr(text)[1:-1], _TAKEN_OUT)
    log.error("error %s\n%s", error_id, account)
    return error_id
