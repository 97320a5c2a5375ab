"""The loopback Discord stands for nothing that Discord would not, and for some things less."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord.gateway
import discord.http
import pytest

from tests.loopback.openapi import description_path
from tests.loopback.raw import INTENTS, RawBot, raw_bot
from tests.loopback.server import LoopbackDiscord
from tests.loopback.state import Interaction, Message

if TYPE_CHECKING:
    from pathlib import Path

NOBODY: dict[str, list[str]] = {"parse": []}
HELLO = {"content": "hello", "allowed_mentions": NOBODY}


def only_interaction(server: LoopbackDiscord) -> Interaction:
    """The interaction that there is."""
    (interaction,) = server.world.interactions.values()
    return interaction


async def respond(server: LoopbackDiscord, bot: RawBot, body: object) -> int:
    """Give a first response to the interaction that there is; returns the status."""
    interaction = only_interaction(server)
    path = f"/interactions/{interaction.id}/{interaction.token}/callback?with_response=true"
    return (await bot.call("POST", path, body))[0]


async def edit(server: LoopbackDiscord, bot: RawBot, body: object) -> int:
    """Edit the response to the interaction that there is; returns the status."""
    path = f"/webhooks/{server.world.application_id}/{only_interaction(server).token}/messages/@original"
    return (await bot.call("PATCH", path, body))[0]


async def send(server: LoopbackDiscord, bot: RawBot, body: object) -> int:
    """Send a message; returns the status."""
    return (await bot.call("POST", f"/channels/{server.world.channel.id}/messages", body))[0]


async def test_what_is_right_is_no_violation() -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        await bot.enter()
        use = await server.slash("ask", question="where?")
        assert await respond(server, bot, {"type": 5, "data": {"flags": 64}}) == 200
        assert (await use.deferred()).is_ephemeral
        assert await edit(server, bot, HELLO) == 200
        assert (await use.final_reply()).content == "hello"
        assert await send(server, bot, HELLO) == 200
    assert server.violations == []


async def test_an_unknown_route_is_a_violation() -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        assert (await bot.call("GET", "/users/@me/guilds"))[0] == 404
    assert server.violations == ["unknown route GET /users/@me/guilds"]


async def test_a_second_initial_response_is_a_violation() -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        await bot.enter()
        await server.slash("ask", question="where?")
        assert await respond(server, bot, {"type": 4, "data": HELLO}) == 200
        assert await respond(server, bot, {"type": 4, "data": HELLO}) == 400
    assert server.violations == ["a second initial response to /ask"]


async def test_a_missed_deadline_is_a_violation_and_the_interaction_is_gone() -> None:
    async with LoopbackDiscord(first_response_s=0.01) as server, raw_bot(server) as bot:
        await bot.enter()
        await server.slash("ask", question="where?")
        await server.world.watch.until(lambda: server.violations or None, "the violation")
        assert await respond(server, bot, {"type": 5}) == 404
    assert server.violations == [
        "no response to /ask within 0.01 s",
        "a first response after the deadline",
        "/ask was never answered",
    ]


async def test_a_deferred_response_that_never_comes_is_a_violation() -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        await bot.enter()
        await server.slash("ask", question="where?")
        await respond(server, bot, {"type": 5})
    assert server.violations == ["/ask was never answered"]


async def test_an_edit_before_the_first_response_is_a_violation() -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        await bot.enter()
        await server.slash("ask", question="where?")
        assert await edit(server, bot, HELLO) == 404
    assert server.violations == ["a response edited before it was given", "/ask was never answered"]


@pytest.mark.parametrize(
    ("message", "violation"),
    [
        (HELLO | {"content": "x" * 2001}, "content of 2001"),
        (HELLO | {"content": "👍" * 1001}, "content of 2002"),
        (HELLO | {"content": " "}, "an empty message"),
        (HELLO | {"embeds": [{"description": "x" * 4096}, {"description": "x" * 1905}]}, "embeds of 6001"),
        ({"content": "hello"}, "allowed_mentions is missing"),
        (HELLO | {"allowed_mentions": {"parse": ["users"]}}, "allowed_mentions admits parse"),
        (HELLO | {"allowed_mentions": {"parse": [], "users": ["1"]}}, "allowed_mentions admits users"),
        (HELLO | {"allowed_mentions": {"parse": [], "replied_user": True}}, "allowed_mentions admits replied_user"),
        (HELLO | {"flags": 64}, "an ephemeral message outside of an interaction"),
        (HELLO | {"flags": 1}, "flags that a bot cannot set: 1"),
        (HELLO | {"message_reference": {"message_id": "1"}}, "a reply to a message that there is not"),
    ],
)
async def test_a_message_that_breaks_a_rule_is_a_violation(message: object, violation: str) -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        await send(server, bot, message)
    assert any(found.startswith(violation) for found in server.violations)


async def test_a_wrong_token_is_refused_by_both_halves() -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        status, body = await bot.call("GET", "/users/@me", token="another")  # noqa: S106 (opens nothing)
        assert (status, body["message"]) == (401, "401: Unauthorized")
        await bot.connect()
        await bot.identify(token="another")  # noqa: S106 (opens nothing)
        assert await bot.receive() is None
        assert bot.close_code == 4004
    assert server.violations == []


async def test_privileged_intents_are_a_violation_and_the_connection_ends() -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        await bot.connect()
        await bot.identify(intents=INTENTS | 1 << 15)
        assert await bot.receive() is None
        assert bot.close_code == 4014
    assert len(server.violations) == 1


async def test_resuming_a_session_that_there_is_not_is_a_violation() -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        await bot.connect()
        await bot.tell(6, {"token": "another", "session_id": "none", "seq": 1})
        assert (await bot.receive())["op"] == 9
    assert len(server.violations) == 1


@pytest.mark.parametrize("query", ["v=9&encoding=json", "v=10&encoding=etf", "v=10&encoding=json&compress=lzma"])
async def test_a_gateway_asked_for_in_another_way_is_a_violation(query: str) -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        assert (await bot.connect(query))["op"] == 10
    assert len(server.violations) == 1


async def test_an_unknown_operation_is_a_violation_and_the_connection_ends() -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        await bot.connect()
        await bot.tell(42, None)
        assert await bot.receive() is None
        assert bot.close_code == 4001
    assert server.violations == ["an operation 42 to the gateway"]


async def test_a_message_that_does_not_mention_the_bot_arrives_without_its_text() -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        await bot.enter()
        await server.write(Message(server.world.channel, server.alice, "nice weather"))
        await server.mention("where?")
        await server.direct("when?")
        contents = [(await bot.receive())["d"]["content"] for _ in range(3)]
        assert contents == ["", f"<@{server.world.bot.id}> where?", "when?"]


async def test_without_the_intents_messages_do_not_arrive() -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        await bot.connect()
        await bot.identify(intents=1)
        await server.mention("where?")
        await server.direct("when?")
        await server.gateway.ask_for_heartbeat()
        assert [(await bot.receive())["op"] for _ in range(3)] == [0, 0, 1]


async def test_only_registered_commands_can_be_used_and_only_as_registered() -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        await bot.enter()
        with pytest.raises(AssertionError, match="/timeline is not registered"):
            await server.slash("timeline")
        with pytest.raises(AssertionError, match="has no option"):
            await server.slash("ask", query="where?")
        with pytest.raises(AssertionError, match="cannot be 7"):
            await server.slash("ask", question=7)
        assert server.world.interactions == {}


def test_the_file_that_the_environment_names_goes_before_the_shared_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "spec" / "discord-openapi.json"
    shared.parent.mkdir()
    shared.touch()
    monkeypatch.delenv("DISCORD_OPENAPI", raising=False)
    monkeypatch.setenv("SHARED_DATA", str(tmp_path))
    assert description_path() == shared
    monkeypatch.setenv("DISCORD_OPENAPI", str(tmp_path / "elsewhere.json"))
    assert description_path() is None


async def test_afterwards_discord_py_speaks_with_discord_again() -> None:
    route, socket = discord.http.Route, discord.gateway.DiscordWebSocket
    before = route.BASE, socket.DEFAULT_GATEWAY
    async with LoopbackDiscord() as server:
        assert server.base == route.BASE
        assert str(socket.DEFAULT_GATEWAY) == server.gateway.url
    assert before == (route.BASE, socket.DEFAULT_GATEWAY)
    assert before[0].startswith("https://discord.com/")


def button(number: int = 0, **changes: object) -> dict[str, object]:
    """A button that is right."""
    return {"type": 2, "style": 2, "label": "press", "custom_id": f"button-{number}"} | changes


def row(*components: object) -> dict[str, object]:
    """A row of components."""
    return {"type": 1, "components": list(components)}


def menu(**changes: object) -> dict[str, object]:
    """A menu that is right."""
    return {"type": 3, "custom_id": "menu", "options": [{"label": "one", "value": "1"}]} | changes


@pytest.mark.parametrize(
    ("components", "violation"),
    [
        ([row(button(label="x" * 81))], "a button's label of 81"),
        ([row(button(label=None))], "a button that shows nothing"),
        ([row(button(), button())], "two components of one id"),
        ([row(*map(button, range(6)))], "a row of"),
        ([row(menu(), button())], "a row of"),
        ([row(button(custom_id="x" * 101))], "an id of 101"),
        ([row(menu(placeholder="x" * 151))], "a placeholder of 151"),
        ([row(menu(options=[{"label": str(n), "value": str(n)} for n in range(26)]))], "a menu of 26"),
        ([row(menu(options=[{"label": "x" * 101, "value": "1"}]))], "an option's label of 101"),
        ([row(menu(options=[{"label": "a", "value": "1"}, {"label": "b", "value": "1"}]))], "a menu with two options"),
        ([{"type": 10, "content": "text"}], "a component of type 10 outside of a layout"),
        ([row(button(n)) for n in range(6)], "6 rows of components"),
    ],
)
async def test_components_that_break_a_rule_are_a_violation(components: object, violation: str) -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        await send(server, bot, HELLO | {"components": components})
    assert any(found.startswith(violation) for found in server.violations), server.violations


@pytest.mark.parametrize(
    ("message", "violation"),
    [
        ({"components": [{"type": 10, "content": "x" * 4001}]}, "texts of 4001"),
        ({"components": [{"type": 10, "content": str(n)} for n in range(41)]}, "41 components"),
        ({"components": [{"type": 10, "content": "text"}], "content": "hello"}, "content or embeds beside a layout"),
        ({"components": [{"type": 10, "content": " "}]}, "an empty text"),
        ({"components": []}, "an empty layout"),
    ],
)
async def test_a_layout_that_breaks_a_rule_is_a_violation(message: dict[str, object], violation: str) -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        await send(server, bot, {"allowed_mentions": NOBODY, "flags": 1 << 15} | message)
    assert any(found.startswith(violation) for found in server.violations), server.violations


def field(**changes: object) -> dict[str, object]:
    """A field of a form that is right."""
    return {"type": 18, "label": "Why?", "component": {"type": 4, "custom_id": "why", "style": 1} | changes}


@pytest.mark.parametrize(
    ("form", "violation"),
    [
        ({"title": "x" * 46, "components": [field()]}, "a form's title of 46"),
        ({"title": "Why?", "components": []}, "a form of 0 fields"),
        ({"title": "Why?", "components": [field() | {"label": "x" * 46}]}, "a field's label of 46"),
        ({"title": "Why?", "components": [field(value="x" * 11, max_length=10)]}, "a field's text of 11"),
        ({"title": "Why?", "components": [field(), field()]}, "two components of one id"),
        ({"title": "Why?", "components": [row(field()["component"])]}, "a component of type 1 in a form"),
    ],
)
async def test_a_form_that_breaks_a_rule_is_a_violation(form: dict[str, object], violation: str) -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        await bot.enter()
        await server.slash("ask", question="where?")
        await respond(server, bot, {"type": 9, "data": {"custom_id": "form"} | form})
    assert any(found.startswith(violation) for found in server.violations), server.violations


async def test_a_response_that_does_not_go_with_the_interaction_is_a_violation() -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        await bot.enter()
        await server.slash("ask", question="where?")
        assert await respond(server, bot, {"type": 6}) == 400
    assert server.violations[0] == "a response of type 6 to /ask"


async def test_a_message_of_the_same_nonce_is_not_made_twice() -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        for _ in range(2):
            assert await send(server, bot, HELLO | {"nonce": "n-1", "enforce_nonce": True}) == 200
        assert len(server.world.messages) == 1
    assert server.violations == []
