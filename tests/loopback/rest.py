"""The HTTP half: requests are matched, held to Discord's description, and answered by the routes of `routes`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.loopback.routes import Body, Refusal, Request, Routes

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.loopback.openapi import Description
    from tests.loopback.state import World

PREFIX = "/api/v10"
TOKEN_IN_PATH = ("/interactions/", "/webhooks/")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a request to a route gets instead of an answer: a 429 with its waiting time, or another status.

    With `after_all` what is asked for is done, and only its answer gets lost.
    """

    status: int
    retry_after_s: float = 0.0
    is_global: bool = False
    after_all: bool = False


class Rest:
    """Answers requests, and notes as a violation whatever is unknown, misses a rule or contradicts the description."""

    def __init__(self, world: World, token: str, description: Description | None) -> None:
        self._world = world
        self._token = token
        self._description = description
        self.troubles: dict[tuple[str, str], list[Trouble]] = {}  # by method and path: what comes next, in order
        self.weather: Callable[[str, str], Trouble | None] = lambda _method, _path: None
        self.routes = Routes(world)
        self._table = [
            (method, path, re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)), handler)
            for (method, path), handler in self.routes.table().items()
        ]

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one request."""
        url = request.path.removeprefix(PREFIX)
        for method, path, pattern, _ in self._table:
            match = pattern.fullmatch(url)
            if method == request.method and match:
                body, files = await self._body(request)
                understood = Request(match.groupdict(), dict(request.query), body, files)
                status, answered = await self._answer(request, path, understood)
                return self._respond(method, path, status, answered)
        self._world.violate(f"unknown route {request.method} {url}")
        return _json_response(404, {"code": 0, "message": "404: Not Found"})

    async def file(self, request: web.Request) -> web.Response:
        """Give out a file that hangs on something."""
        found = self._world.files.get(int(request.match_info["id"]))
        return web.Response(body=found.content) if found else web.Response(status=404)

    async def _answer(self, request: web.Request, path: str, understood: Request) -> tuple[int, Body]:
        method = request.method
        if not path.startswith(TOKEN_IN_PATH) and request.headers.get("Authorization") != f"Bot {self._token}":
            return 401, {"code": 0, "message": "401: Unauthorized"}
        coming = self.troubles.get((method, path))
        trouble = coming.pop(0) if coming else self.weather(method, path)
        if trouble and trouble.status == 429:
            waiting = {"retry_after": trouble.retry_after_s, "global": trouble.is_global}
            return 429, {"code": 0, "message": "You are being rate limited.", **waiting}
        if trouble and not trouble.after_all:
            return trouble.status, {"code": 0, "message": "no answer today"}
        if self._description:
            for fault in self._description.request_faults(method, path, understood.query, understood.body):
                self._world.violate(fault)
        try:
            answer = await self.routes.table()[method, path](understood)
        except Refusal as refusal:
            self._world.refusals.append(refusal.message)
            return refusal.status, {"code": refusal.code, "message": refusal.message}
        else:
            return (trouble.status, {"code": 0, "message": "it got lost"}) if trouble else answer
        finally:
            self._world.watch.notify()

    def _respond(self, method: str, path: str, status: int, body: Body) -> web.Response:
        if self._description and status < 500:
            for fault in self._description.response_faults(method, path, status, body):
                self._world.violate(fault)
        return web.Response(status=status) if body is None else _json_response(status, body)

    async def _body(self, request: web.Request) -> tuple[Any, dict[int, tuple[str, bytes]]]:
        """The JSON of a request, and its files by number with their names."""
        if request.content_type == "multipart/form-data":
            return await self._parts(request)
        raw = await request.read()
        if not raw:
            return None, {}
        if request.headers.get("Content-Type") != "application/json":
            self._world.violate(f"a body of type {request.headers.get('Content-Type')} to {request.path}")
        return json.loads(raw), {}

    async def _parts(self, request: web.Request) -> tuple[Any, dict[int, tuple[str, bytes]]]:
        body, files = None, {}
        for name, part in (await request.post()).items():
            numbered = re.fullmatch(r"files\[(\d+)\]", name)
            if name == "payload_json" and isinstance(part, str):
                body = json.loads(part)
            elif numbered and isinstance(part, web.FileField):
                files[int(numbered[1])] = (part.filename, part.file.read())
            else:
                self._world.violate(f"a part {name!r} in a request to {request.path}")
        return body, files


def _json_response(status: int, body: Body) -> web.Response:
    # Exactly this type, without a charset: discord.py takes anything else for text.
    headers = {"Content-Type": "application/json"} | ({"Via": "1.1 loopback"} if status == 429 else {})
    return web.Response(status=status, body=json.dumps(body).encode(), headers=headers)
