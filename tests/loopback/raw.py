"""A bot without discord.py, which can do what discord.py would never do."""

from __future__ import annotations

import json
import zlib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp

from tests.loopback.server import TOKEN
from tests.loopback.watch import WAIT_S

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.loopback.server import LoopbackDiscord

INTENTS = 1 << 0 | 1 << 9 | 1 << 12
ASK = {"name": "ask", "description": "Ask", "options": [{"type": 3, "name": "question", "description": "What"}]}


class RawBot:
    """Sends what it is told to and returns what comes back."""

    def __init__(self, server: LoopbackDiscord, session: aiohttp.ClientSession) -> None:
        self._server = server
        self._session = session
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._inflator = zlib.decompressobj()
        self.close_code: int | None = None

    async def call(self, method: str, path: str, body: object = None, token: str = TOKEN) -> tuple[int, Any]:
        """One request; returns status and body."""
        headers = {"Authorization": f"Bot {token}"} | ({"Content-Type": "application/json"} if body is not None else {})
        data = None if body is None else json.dumps(body)
        async with self._session.request(method, self._server.base + path, data=data, headers=headers) as response:
            text = await response.text()
            assert not text or response.headers["Content-Type"] == "application/json"
            return response.status, json.loads(text) if text else None

    async def connect(self, query: str = "v=10&encoding=json&compress=zlib-stream") -> Any:
        """Open the gateway; returns its HELLO."""
        self._socket = await self._session.ws_connect(f"{self._server.gateway.url}?{query}")
        self._inflator = zlib.decompressobj()
        return await self.receive()

    async def tell(self, op: int, data: object) -> None:
        """Send one payload to the gateway."""
        assert self._socket is not None
        await self._socket.send_str(json.dumps({"op": op, "d": data}))

    async def receive(self) -> Any:
        """The next payload of the gateway, None once it has closed the connection; then `close_code` says why."""
        assert self._socket is not None
        message = await self._socket.receive(timeout=WAIT_S)
        if message.type is aiohttp.WSMsgType.BINARY:
            return json.loads(self._inflator.decompress(message.data))
        if message.type is aiohttp.WSMsgType.TEXT:
            return json.loads(message.data)
        self.close_code = self._socket.close_code
        return None

    async def leave(self) -> None:
        """Close the gateway if it is open."""
        if self._socket is not None:
            await self._socket.close()

    async def identify(self, token: str = TOKEN, intents: int = INTENTS) -> None:
        """Say who it is."""
        properties = {"os": "linux", "browser": "raw", "device": "raw"}
        await self.tell(2, {"token": token, "intents": intents, "properties": properties})

    async def enter(self) -> None:
        """Register the command `ask` and be there."""
        await self.call("PUT", f"/applications/{self._server.world.application_id}/commands", [ASK])
        await self.connect()
        await self.identify()
        assert (await self.receive())["t"] == "READY"
        assert (await self.receive())["t"] == "GUILD_CREATE"


@asynccontextmanager
async def raw_bot(server: LoopbackDiscord) -> AsyncIterator[RawBot]:
    """A bot that has not done anything yet."""
    async with aiohttp.ClientSession() as session:
        bot = RawBot(server, session)
        yield bot
        await bot.leave()
