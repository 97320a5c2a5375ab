"""What a person is told when something fails, and what the log keeps of it.

The order in which failures are handled, in commands and in messages alike:

1. The message or the interaction is gone (deleted, expired), or the bot may not write there: nobody can be told;
   one line in the log.
2. DatelineError: its sentence. Where it tells of the index or the model, the log gets the sentence too.
3. A command that Discord still shows and this version does not know: what to do about it.
4. Anything else: an apology with a short id, under which the log has the traceback.

No question's text goes into the log: tracebacks that quote it have it taken out.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.chat.rendering import render_accident, render_failure
from corpus.errors import DatelineError, GenerationError, ModelError, QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterable

log = logging.getLogger(__name__)

UNKNOWN_COMMAND = QuestionError("this command has changed", "restart Discord and try again")
_TAKEN_OUT = "[what was asked]"
_SHORTEST_TAKEN_OUT = 4  # shorter texts are no give-away, and taking out each "a" would leave no traceback


def explain(failure: BaseException, asked: Iterable[str] = ()) -> str | None:
    """The message for a failure, or None when nobody can be told; `asked` are the texts to keep out of the log."""
    if isinstance(failure, app_commands.CommandInvokeError):
        failure = failure.original
    if isinstance(failure, discord.NotFound | discord.Forbidden):
        log.info("could not deliver: Discord says %s (code %s)", failure.status, failure.code)
        return None
    if isinstance(failure, DatelineError):
        if isinstance(failure, GenerationError | ModelError):
            log.warning("could not answer: %s", failure)
        return render_failure(failure)
    if isinstance(failure, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return render_failure(UNKNOWN_COMMAND)
    return render_accident(record(failure, asked))


def record(failure: BaseException, asked: Iterable[str] = ()) -> str:
    """Log a failure that nobody foresaw; returns the id it has there."""
    error_id = secrets.token_hex(4)
    account = "".join(traceback.format_exception(failure))
    for text in sorted(asked, key=len, reverse=True):
        if len(text) >= _SHORTEST_TAKEN_OUT:
            account = account.replace(text, _TAKEN_OUT).replace(repr(text)[1:-1], _TAKEN_OUT)
    log.error("error %s\n%s", error_id, account)
    return error_id
