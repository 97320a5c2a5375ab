"""The checker of bodies catches what Discord's description does not admit, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.loopback.openapi import MISSING, Description, description_at, description_path
from tests.loopback.payloads import message_payload, own_user_payload
from tests.loopback.raw import raw_bot
from tests.loopback.server import LoopbackDiscord
from tests.loopback.state import Message, User, World

COMMANDS = "/applications/{application_id}/commands"
MESSAGES = "/channels/{channel_id}/messages"
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
OPTION = {"type": 3, "name": "question", "description": "What you want to know"}


FILE = description_path()
if FILE is None:
    pytest.skip(MISSING, allow_module_level=True)


@pytest.fixture
def description() -> Description:
    """Discord's description of its API."""
    assert FILE is not None
    return description_at(FILE)


def test_a_right_request_has_no_fault(description: Description) -> None:
    assert description.request_faults("PUT", COMMANDS, {}, [{"name": "ask", "options": [OPTION]}]) == []
    assert description.request_faults("POST", CALLBACK, {"with_response": "1"}, {"type": 5}) == []


@pytest.mark.parametrize(
    "commands",
    [
        {"name": "ask"},
        [{"description": "no name"}],
        [{"name": "x" * 33}],
        [{"name": "ask", "description": "x" * 101}],
        [{"name": "ask", "options": [OPTION | {"type": 99}]}],
        [{"name": "ask", "options": [OPTION | {"required": "yes"}]}],
        [{"name": "ask", "options": [OPTION] * 26}],
    ],
)
def test_a_wrong_request_body_is_caught(description: Description, commands: object) -> None:
    assert description.request_faults("PUT", COMMANDS, {}, commands)


@pytest.mark.parametrize("query", [{"with_reponse": "1"}, {"with_response": "perhaps"}])
def test_a_wrong_query_is_caught(description: Description, query: dict[str, str]) -> None:
    assert description.request_faults("POST", CALLBACK, query, {"type": 5})


def test_a_missing_body_and_one_too_many_are_caught(description: Description) -> None:
    assert description.request_faults("POST", MESSAGES, {}, None)
    assert description.request_faults("POST", "/channels/{channel_id}/typing", {}, {"typing": True})


def test_an_operation_that_is_not_described_is_caught(description: Description) -> None:
    assert description.request_faults("POST", "/nowhere", {}, None)
    assert description.request_faults("DELETE", MESSAGES, {}, None)


def test_an_id_may_be_a_number_and_may_not_be_a_word(description: Description) -> None:
    def reference(message_id: object) -> dict[str, Any]:
        return {"content": "hello", "message_reference": {"message_id": message_id}}

    assert description.request_faults("POST", MESSAGES, {}, reference(1234)) == []
    assert description.request_faults("POST", MESSAGES, {}, reference("1234")) == []
    assert description.request_faults("POST", MESSAGES, {}, reference("first"))


def test_a_right_response_has_no_fault(description: Description) -> None:
    world = World()
    message = message_payload(Message(world.channel, world.bot, "hello"), world)
    assert description.response_faults("POST", MESSAGES, 200, message) == []
    assert description.response_faults("GET", "/users/@me", 200, own_user_payload(world.bot)) == []


@pytest.mark.parametrize(
    "broken", [{"id": None}, {"content": None}, {"author": {"id": "1"}}, {"mentions": "nobody"}, {"embeds": [{}]}]
)
def test_a_wrong_response_body_is_caught(description: Description, broken: dict[str, Any]) -> None:
    world = World()
    message = message_payload(Message(world.channel, world.bot, "hello"), world)
    assert description.response_faults("POST", MESSAGES, 200, message | broken)


def test_a_response_that_is_not_described_is_caught(description: Description) -> None:
    assert description.response_faults("GET", "/users/@me", 204, None)
    assert description.response_faults("POST", CALLBACK, 204, {"type": 5})
    assert description.response_faults("GET", "/users/@me", 404, {"message": "an error without its code"})


async def test_the_server_notes_a_wrong_request_that_it_gets() -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        await bot.call("PUT", f"/applications/{server.world.application_id}/commands", [{"name": "x" * 33}])
        assert len(server.violations) == 1
        assert server.violations[0].startswith(f"PUT {COMMANDS}: $[0].name")


async def test_the_server_notes_a_wrong_response_that_it_gives() -> None:
    async with LoopbackDiscord() as server, raw_bot(server) as bot:
        server.world.bot = User(name=7)  # type: ignore[arg-type]  # the point of it
        await bot.call("GET", "/users/@me")
        assert len(server.violations) == 1
        assert server.violations[0].startswith("GET /users/@me -> 200: $.username")
