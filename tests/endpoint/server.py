"""The endpoint: real HTTP and server-sent events, stricter about requests than the original."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Callable

_KNOWN = {"model", "messages", "max_tokens", "temperature", "stream", "stream_options"}
_NUMBERED = re.compile(r"^\[(\d+)\] \(([^)]*)\) (.*)$", re.MULTILINE)
_PIECE = 7  # characters in one delta, so that no delta is a word


@dataclass(frozen=True, slots=True)
class Script:
    """How one request is answered.

    `words` is what is said; `finish` how it ends, None for never; `status` another one than 200 refuses the request;
    `cut_after` closes the connection after so many deltas; `pause_s` passes before each delta; `drips` sends comments
    instead of deltas, for ever; `broken` sends a delta that is no JSON; `streams` is False for one document at the end;
    `page` is sent instead of everything else, as HTML; `tokens` is what the reply says that it cost.
    """

    words: str = ""
    finish: str | None = "stop"
    status: int = 200
    cut_after: int | None = None
    pause_s: float = 0.0
    drips: bool = False
    broken: bool = False
    streams: bool = True
    refusal: str | None = None
    usage: bool = True
    page: str | None = None
    tokens: int = 120


def numbered(request: dict[str, Any]) -> dict[int, str]:
    """The numbered sentences that a request shows, without their origin."""
    return {int(n): text for n, _, text in _NUMBERED.findall(request["messages"][-1]["content"])}


class ModelEndpoint:
    """Serves /v1/chat/completions on a port of its own, in a thread, while it is entered."""

    def __init__(self, script: Callable[[dict[str, Any]], Script]) -> None:
        """`script` says how a request, given as its JSON document, is answered."""
        self.script = script
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.base_url = ""
        self.models: list[str] | None = ["any"]
        self.looks = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _start(self) -> None:
        app = web.Application()
        app.router.add_post("/v1/chat/completions", self._complete)
        app.router.add_get("/v1/models", self._list)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.base_url = f"http://127.0.0.1:{port}/v1"

    async def _list(self, request: web.Request) -> web.Response:
        self.looks += 1
        if self.models is None:
            raise web.HTTPNotFound
        if not request.headers.get("Authorization", "").startswith("Bearer "):
            raise web.HTTPUnauthorized
        return web.json_response({"object": "list", "data": [{"id": name, "object": "model"} for name in self.models]})

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        document = await request.json()
        wrong = _wrong(document, request.headers.get("Authorization", ""))
        if wrong:
            return web.json_response({"error": {"message": wrong, "type": "invalid_request_error"}}, status=400)
        self.requests.append(document)
        self.keys.append(request.headers["Authorization"].removeprefix("Bearer "))
        script = self.script(document)
        if script.status != 200:
            refusal = {"error": {"message": "no", "type": "server_error"}}
            return web.json_response(refusal, status=script.status, headers={"Retry-After": "3600"})
        if script.page is not None:
            return web.Response(text=script.page, content_type="text/html")
        usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": script.tokens}
        if not script.streams:
            message = {"role": "assistant", "content": script.words, "refusal": script.refusal}
            choice = {"index": 0, "message": message, "finish_reason": script.finish}
            return web.json_response(_envelope("chat.completion", document) | {"choices": [choice], "usage": usage})
        return await self._stream(request, document, script, usage)

    async def _stream(
        self, request: web.Request, document: dict[str, Any], script: Script, usage: dict[str, int]
    ) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream; charset=utf-8"})
        await response.prepare(request)
        envelope = _envelope("chat.completion.chunk", document)

        async def send(delta: dict[str, Any], finish: str | None = None) -> None:
            chunk = envelope | {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
            await response.write(f"data: {json.dumps(chunk)}\n\n".encode())

        while script.drips:
            await response.write(b": wait\n\n")
            await asyncio.sleep(0.02)
        if script.refusal:
            await send({"refusal": script.refusal})
        pieces = [script.words[at : at + _PIECE] for at in range(0, len(script.words), _PIECE)]
        for count, piece in enumerate(pieces):
            await asyncio.sleep(script.pause_s)
            if count == script.cut_after and request.transport:
                request.transport.close()
                return response
            await send({"content": piece})
        if script.broken:
            await response.write(b"data: {never closed\n\n")
        if script.finish:
            await send({}, script.finish)
            if script.usage:
                await response.write(f"data: {json.dumps(envelope | {'choices': [], 'usage': usage})}\n\n".encode())
            await response.write(b"data: [DONE]\n\n")
        return response


def _envelope(kind: str, document: dict[str, Any]) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 0, "model": document["model"]}


def _wrong(document: dict[str, Any], authorization: str) -> str | None:
    """What is wrong with a request."""
    if set(document) - _KNOWN:
        return f"unknown: {sorted(set(document) - _KNOWN)}"
    if not document.get("model") or not isinstance(document.get("max_tokens"), int):
        return "model and max_tokens are required"
    roles = [message.get("role") for message in document.get("messages", ())]
    if roles != ["system", "user"] or not all(message["content"] for message in document["messages"]):
        return "one system and one user message are expected"
    return None if authorization.startswith("Bearer ") else "a key is expected"
