"""The HTTP half: the routes that a bot uses, each as Discord's description spells it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.loopback.payloads import (
    application_payload,
    channel_payload,
    command_payload,
    message_payload,
    own_user_payload,
)
from tests.loopback.rules import EPHEMERAL, message_faults
from tests.loopback.state import LOADING, Channel, Interaction, Json, Message, World, snowflake

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.loopback.openapi import Description

PREFIX = "/api/v10"
MESSAGE, DEFERRED = 4, 5
Body = Json | list[Json] | None
TOKEN_IN_PATH = ("/interactions/", "/webhooks/")


class Refusal(Exception):
    """What Discord answers instead: a status, its own code and a message."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


@dataclass(frozen=True, slots=True)
class Request:
    """A request, understood: the parts of the path by name, the query, and the body or None."""

    path: dict[str, str]
    query: dict[str, str]
    body: Any


@dataclass(frozen=True, slots=True)
class RateLimit:
    """The next request to a route is told to come back later."""

    method: str
    path: str
    retry_after_s: float


class Rest:
    """Answers requests, and notes as a violation whatever is unknown, misses a rule or contradicts the description."""

    def __init__(self, world: World, token: str, description: Description | None) -> None:
        self._world = world
        self._token = token
        self._description = description
        self.rate_limits: list[RateLimit] = []
        self.gateway_url = ""
        self._routes: list[tuple[str, str, re.Pattern[str], Callable[[Request], Awaitable[tuple[int, Body]]]]] = [
            (method, path, re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)), handler)
            for method, path, handler in (
                ("GET", "/users/@me", self._own_user),
                ("GET", "/oauth2/applications/@me", self._application),
                ("GET", "/gateway/bot", self._gateway),
                ("PUT", "/applications/{application_id}/commands", self._set_commands),
                ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", self._callback),
                ("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", self._original),
                ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", self._edit_original),
                ("POST", "/webhooks/{webhook_id}/{webhook_token}", self._follow_up),
                ("POST", "/users/@me/channels", self._open_private_channel),
                ("POST", "/channels/{channel_id}/messages", self._send),
                ("POST", "/channels/{channel_id}/typing", self._typing),
            )
        ]

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one request."""
        url = request.path.removeprefix(PREFIX)
        for method, path, pattern, handler in self._routes:
            match = pattern.fullmatch(url)
            if method == request.method and match:
                understood = Request(match.groupdict(), dict(request.query), await self._body(request))
                status, body = await self._answer(request, path, understood, handler)
                return self._respond(method, path, status, body)
        self._world.violate(f"unknown route {request.method} {url}")
        return _json_response(404, {"code": 0, "message": "404: Not Found"})

    async def _answer(
        self,
        request: web.Request,
        path: str,
        understood: Request,
        handler: Callable[[Request], Awaitable[tuple[int, Body]]],
    ) -> tuple[int, Body]:
        if not path.startswith(TOKEN_IN_PATH) and request.headers.get("Authorization") != f"Bot {self._token}":
            return 401, {"code": 0, "message": "401: Unauthorized"}
        for limit in self.rate_limits:
            if (limit.method, limit.path) == (request.method, path):
                self.rate_limits.remove(limit)
                body = {
                    "code": 0,
                    "message": "You are being rate limited.",
                    "retry_after": limit.retry_after_s,
                    "global": False,
                }
                return 429, body
        if self._description:
            for fault in self._description.request_faults(request.method, path, understood.query, understood.body):
                self._world.violate(fault)
        try:
            return await handler(understood)
        except Refusal as refusal:
            self._world.refusals.append(refusal.message)
            return refusal.status, {"code": refusal.code, "message": refusal.message}
        finally:
            self._world.watch.notify()

    def _respond(self, method: str, path: str, status: int, body: Body) -> web.Response:
        if self._description:
            for fault in self._description.response_faults(method, path, status, body):
                self._world.violate(fault)
        return web.Response(status=status) if body is None else _json_response(status, body)

    async def _body(self, request: web.Request) -> Any:
        raw = await request.read()
        if not raw:
            return None
        if request.headers.get("Content-Type") != "application/json":
            self._world.violate(f"a body of type {request.headers.get('Content-Type')} to {request.path}")
        return json.loads(raw)

    async def _own_user(self, _: Request) -> tuple[int, Body]:
        return 200, own_user_payload(self._world.bot)

    async def _application(self, _: Request) -> tuple[int, Body]:
        return 200, application_payload(self._world)

    async def _gateway(self, _: Request) -> tuple[int, Body]:
        limit = {"total": 1000, "remaining": 999, "reset_after": 1000, "max_concurrency": 1}
        return 200, {"url": self.gateway_url, "shards": 1, "session_start_limit": limit}

    async def _set_commands(self, request: Request) -> tuple[int, Body]:
        if int(request.path["application_id"]) != self._world.application_id:
            raise Refusal(403, 20012, "You are not authorized to perform this action on this application")
        names = [(command["name"], command.get("type") or 1) for command in request.body]
        if len(set(names)) != len(names):
            self._world.violate(f"two commands of one name among {names}")
        self._world.commands = [command_payload(command, self._world, snowflake()) for command in request.body]
        return 200, list(self._world.commands)

    async def _callback(self, request: Request) -> tuple[int, Body]:
        interaction = self._world.interactions.get(int(request.path["interaction_id"]))
        if interaction is None or interaction.token != request.path["interaction_token"]:
            raise self._refused("a response to an interaction that there is not", 404, 10062, "Unknown interaction")
        if interaction.deadline is None:
            raise self._refused("a first response after the deadline", 404, 10062, "Unknown interaction")
        if interaction.callback_type is not None:
            what = f"a second initial response to /{interaction.command}"
            raise self._refused(what, 400, 40060, "Interaction has already been acknowledged.")
        interaction.deadline.cancel()
        kind, data = request.body["type"], request.body.get("data") or {}
        if kind not in {MESSAGE, DEFERRED}:
            raise self._refused(f"a response of type {kind} to a command", 400, 50035, "Invalid Form Body")
        message = Message(interaction.channel, self._world.bot, flags=data.get("flags") or 0)
        if kind == MESSAGE:
            self._fill(message, data, data)
        else:
            message.flags |= LOADING
        interaction.callback_type, interaction.original = kind, self._world.add(message)
        if request.query.get("with_response") not in {"1", "true"}:
            return 204, None
        described: Json = {
            "id": str(interaction.id),
            "type": 2,
            "response_message_id": str(message.id),
            "response_message_loading": message.is_loading,
            "response_message_ephemeral": message.is_ephemeral,
        }
        if kind == DEFERRED:
            return 200, {"interaction": described}
        resource = {"type": MESSAGE, "message": message_payload(message, self._world)}
        return 200, {"interaction": described, "resource": resource}

    async def _original(self, request: Request) -> tuple[int, Body]:
        return 200, message_payload(self._original_of(self._interaction(request)), self._world)

    async def _edit_original(self, request: Request) -> tuple[int, Body]:
        message = self._original_of(self._interaction(request))
        self._fill(message, request.body, _as_it_would_stand(message, request.body))
        return 200, message_payload(message, self._world)

    async def _follow_up(self, request: Request) -> tuple[int, Body]:
        """As in Discord, the first follow-up to a deferred response takes its place, ephemeral as that was."""
        interaction = self._interaction(request)
        message = self._original_of(interaction)
        if message.is_loading:
            self._fill(message, request.body, request.body)
        else:
            message = Message(interaction.channel, self._world.bot, flags=request.body.get("flags") or 0)
            self._fill(message, request.body, request.body)
            interaction.followups.append(self._world.add(message))
        return (200, message_payload(message, self._world)) if request.query.get("wait") == "true" else (204, None)

    async def _open_private_channel(self, request: Request) -> tuple[int, Body]:
        person = self._world.user_by_id(int(request.body["recipient_id"]))
        if person is None or person.bot:
            raise self._refused("a private channel with nobody", 400, 50033, "Invalid Recipient(s)")
        return 200, channel_payload(self._world.private_channel(person), self._world)

    async def _send(self, request: Request) -> tuple[int, Body]:
        channel = self._writable_channel(request)
        if (request.body.get("flags") or 0) & EPHEMERAL:
            self._world.violate("an ephemeral message outside of an interaction")
        message = Message(channel, self._world.bot, flags=request.body.get("flags") or 0)
        reference = request.body.get("message_reference")
        if reference:
            message.reply_to = self._world.messages.get(int(reference["message_id"]))
            if message.reply_to is None and reference.get("fail_if_not_exists", True):
                raise self._refused("a reply to a message that there is not", 400, 50035, "Unknown message")
        self._fill(message, request.body, request.body)
        return 200, message_payload(self._world.add(message), self._world)

    async def _typing(self, request: Request) -> tuple[int, Body]:
        channel = self._writable_channel(request)
        self._world.typing.append(channel.id)
        return 204, None

    def _fill(self, message: Message, sent: Json, whole: Json) -> None:
        """Put into a message what was sent; the rules look at the message as it would stand then."""
        faults = message_faults(whole | {"allowed_mentions": sent.get("allowed_mentions")})
        for fault in faults:
            self._world.violate(fault)
        if any("more than" in fault or "empty" in fault for fault in faults):
            raise Refusal(400, 50035, "Invalid Form Body")
        message.content = whole.get("content") or ""
        message.embeds = whole.get("embeds") or []
        message.components = whole.get("components") or []
        message.flags &= ~LOADING

    def _writable_channel(self, request: Request) -> Channel:
        channel = self._world.channel_by_id(int(request.path["channel_id"]))
        if channel is None:
            raise Refusal(404, 10003, "Unknown Channel")
        if channel.id in self._world.closed_channels:
            raise Refusal(403, 50013, "Missing Permissions")
        return channel

    def _interaction(self, request: Request) -> Interaction:
        interaction = self._world.interaction_by_token(request.path["webhook_token"])
        if interaction is None or int(request.path["webhook_id"]) != self._world.application_id:
            raise self._refused("an interaction that there is not", 404, 10015, "Unknown Webhook")
        return interaction

    def _original_of(self, interaction: Interaction) -> Message:
        if interaction.original is None:
            raise self._refused("a response edited before it was given", 404, 10008, "Unknown Message")
        return interaction.original

    def _refused(self, violation: str, status: int, code: int, message: str) -> Refusal:
        self._world.violate(violation)
        return Refusal(status, code, message)


def _as_it_would_stand(message: Message, edit: Json) -> Json:
    stands = {"content": message.content, "embeds": message.embeds, "components": message.components}
    return stands | {"flags": 0} | edit


def _json_response(status: int, body: Json | list[Json]) -> web.Response:
    # Exactly this type, without a charset: discord.py takes anything else for text.
    headers = {"Content-Type": "application/json"} | ({"Via": "1.1 loopback"} if status == 429 else {})
    return web.Response(status=status, body=json.dumps(body).encode(), headers=headers)
