"""The bot's own words in the languages it speaks; `words.json` holds the translations of the English ones.

What comes from the archive or from a person is never translated, nor are the sentences of `corpus.errors`, which an
operator must be able to look up.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, get_args

from discord import Locale, app_commands

from bot.state.servers import Language

if TYPE_CHECKING:
    from bot.state.servers import ServerSettings

LANGUAGES: tuple[str, ...] = get_args(Language)


class Words:
    """The words of one language. `words("Sources")` is "Quellen" in German; `{name}` in them is filled in."""

    def __init__(self, language: str = "en") -> None:
        self.language = language

    def __call__(self, english: str, **values: object) -> str:
        """The words, with what stands in braces filled in; English where there is no translation."""
        return translations().get(english, {}).get(self.language, english).format(**values)


ENGLISH = Words()


@cache
def translations() -> dict[str, dict[str, str]]:
    """What there is in other languages: for each English text, the text by language."""
    file = resources.files("bot.chat") / "words.json"
    read: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return read


def words_for(settings: ServerSettings, locale: Locale | None) -> Words:
    """The language that a server has chosen, else that of a person's client, else English."""
    spoken = settings.language or _language(locale)
    return Words(spoken or "en")


class CommandWords(app_commands.Translator):
    """Tells Discord the translations of descriptions, options and choices when the commands are registered.

    The names of commands and options stay English: help texts, answers and people refer to them by name.
    """

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The translation, or None where there is none."""
        places = app_commands.TranslationContextLocation
        if context.location in {places.group_name, places.parameter_name}:
            return None
        if context.location is places.command_name and not isinstance(context.data, app_commands.ContextMenu):
            return None
        return translations().get(string.message, {}).get(_language(locale) or "")


def _language(locale: Locale | None) -> str | None:
    """Spoken by the bot, of a client's locale such as `es-419`; None where it does not speak it."""
    spoken = locale.value.partition("-")[0] if locale else None
    return spoken if spoken in LANGUAGES else None
