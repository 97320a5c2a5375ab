"""The bot speaks five languages, and Discord is told of all of them."""

from __future__ import annotations

import ast
import string
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.chat.words import LANGUAGES, Words, translations
from tests.bot.chat.askers import Archive, abstention_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bot.chat.conftest import Start
    from tests.loopback import LoopbackDiscord

CHAT = Path(__file__).parents[3] / "bot" / "chat"
LOCALES = {"ja", "fr", "de", "es-ES", "es-419"}


def said() -> Iterator[str]:
    """Every text that the code looks up in the words of a language."""
    for file in CHAT.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        constants = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "words":
                text = node.args[0]
                value = text.value if isinstance(text, ast.Constant) else constants.get(getattr(text, "id", ""))
                assert isinstance(value, str), f"{file.name}:{node.lineno} looks up no text"
                yield value


def test_all_that_the_bot_says_is_there_in_every_language() -> None:
    missing = [text for text in said() if set(translations().get(text, {})) != set(LANGUAGES) - {"en"}]
    assert missing == []


def test_a_translation_is_filled_in_with_what_the_english_text_is() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for english, translated in translations().items():
        for language, text in translated.items():
            assert fields(text) == fields(english), f"{language}: {text}"


def test_what_has_no_translation_is_said_in_english() -> None:
    assert Words("ja")("No {such} text", such="known") == "No known text"


def described(command: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A command and all its parts that have a description."""
    yield command
    for option in command.get("options") or []:
        yield from described(option)


async def test_every_description_is_registered_in_every_language(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    chat_input = [command for command in server.world.commands if command["type"] == 1]
    assert {command["name"] for command in chat_input} == {
        *("ask", "search", "article", "help", "about", "forget", "archive"),
    }
    for command in chat_input:
        for part in described(command):
            assert set(part["description_localizations"]) == LOCALES, part["name"]
            assert all(len(text) <= 100 for text in part["description_localizations"].values())


async def test_the_entries_in_the_menu_of_a_message_have_names_in_every_language(
    server: LoopbackDiscord, start: Start
) -> None:
    await start(Archive())
    menus = [command for command in server.world.commands if command["type"] == 3]
    assert len(menus) == 2
    assert all(set(menu["name_localizations"]) == LOCALES for menu in menus)


async def test_commands_can_be_installed_by_servers_and_by_people(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    kinds = {command["name"]: (command["integration_types"], command["contexts"]) for command in server.world.commands}
    assert kinds.pop("archive") == ([0], [0])
    assert all(kind == ([0, 1], [0, 1, 2]) for kind in kinds.values())


@pytest.mark.parametrize(
    ("locale", "verdict"),
    [("ja", "アーカイブには書かれていません"), ("es-419", "El archivo no lo dice"), ("pl", "does not say")],
)
async def test_the_bot_answers_in_the_language_of_a_persons_client(
    server: LoopbackDiscord, start: Start, locale: str, verdict: str
) -> None:
    server.world.locales[server.alice.id] = locale
    await start(Archive(abstention_from))
    assert verdict in (await (await server.slash("ask", question="What about bananas?")).final_reply()).content
