"""The WebSocket half: version 10 of the gateway, with sessions that can be resumed."""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.loopback.compression import STREAMS, PlainStream, Stream
from tests.loopback.payloads import guild_payload, user_payload

if TYPE_CHECKING:
    from tests.loopback.state import Json, World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 0, 1, 2, 6, 7, 9, 10, 11
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = 1 << 1 | 1 << 8 | MESSAGE_CONTENT
UNKNOWN_OPCODE, NOT_AUTHENTICATED, AUTHENTICATION_FAILED, DISALLOWED_INTENTS = 4001, 4003, 4004, 4014
HEARTBEAT_INTERVAL_MS = 41_250
_SETTLED_S = 3.0
PATH = "/gateway"


@dataclass(slots=True)
class Session:
    """What a bot has identified for: its events so far, in order, from sequence number 1."""

    intents: int
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    events: list[Json] = field(default_factory=list)
    forgotten: int = 0
    begun: float = field(default_factory=time.monotonic)

    def forget_all_but(self, kept: int) -> None:
        """Let go of what the first events said, which nobody will ask for again."""
        for position in range(self.forgotten, len(self.events) - kept):
            self.events[position] = {}
            self.forgotten = position + 1


class Gateway:
    """Speaks with one bot; what happens while its socket is down is kept for when it resumes."""

    def __init__(self, world: World, token: str) -> None:
        self._world = world
        self._token = token
        self._socket: web.WebSocketResponse | None = None
        self._stream: Stream = PlainStream()
        self.url = ""
        self.session: Session | None = None
        self.refuse_token = False
        self.granted = 0  # the privileged intents that the application may have
        self.compressions: list[str | None] = []  # asked for, connection by connection
        self.heartbeats = 0
        self._resuming = 0
        self._ended: set[str] = set()
        self.resumes = 0

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection, from HELLO to its end."""
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        compression = request.query.get("compress")
        if request.query.get("v") != "10" or request.query.get("encoding") != "json" or compression not in STREAMS:
            self._world.violate(f"a gateway connection with {dict(request.query)}")
        self.compressions.append(compression)
        self._socket, self._stream = socket, STREAMS.get(compression, PlainStream)()
        await self._send(HELLO, {"heartbeat_interval": HEARTBEAT_INTERVAL_MS})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._receive(json.loads(message.data))
        if self._socket is socket:
            self._socket = None
        self._world.watch.notify()
        return socket

    async def dispatch(self, event: str, data: Json) -> None:
        """Let an event happen: sent at once if the bot is connected, else when it resumes."""
        assert self.session is not None, f"{event} before the bot has identified"
        self.session.events.append({"op": DISPATCH, "t": event, "s": len(self.session.events) + 1, "d": data})
        await self._write(self.session.events[-1])

    async def ask_for_heartbeat(self) -> None:
        """Demand a heartbeat now."""
        await self._send(HEARTBEAT, None)

    async def ask_to_reconnect(self) -> None:
        """Tell the bot to reconnect and resume, as Discord does before it restarts a node."""
        await self._send(RECONNECT, None)

    async def invalidate_session(self) -> None:
        """Tell the bot that its session is gone, so that it must identify anew."""
        if self.session is not None:
            self._ended.add(self.session.id)
        self.session = None
        await self._send(INVALID_SESSION, False)

    @property
    def is_quiet(self) -> bool:
        """Whether the bot is connected, for some time, and has been told of all that happened."""
        session = self.session
        settled = session is not None and time.monotonic() - session.begun >= _SETTLED_S
        return settled and self._socket is not None and not self._socket.closed and self._resuming == 0

    async def drop_if_connected(self) -> bool:
        """Cut the connection, unless there is none or its session is so young that READY may still be on its way.

        Returns whether it was cut. What happens in a session that never got through is lost, as with Discord itself.
        """
        socket = self._socket
        transport = socket._req.transport if socket is not None and socket._req else None
        if transport is None or self.session is None or time.monotonic() - self.session.begun < _SETTLED_S:
            return False
        transport.abort()
        return True

    async def drop(self) -> None:
        """Cut the connection without a word."""
        assert self._socket is not None
        transport = self._socket._req.transport if self._socket._req else None
        assert transport is not None
        transport.abort()
        await self._world.watch.until(lambda: True if self._socket is None else None, "the socket to be gone")

    async def close(self) -> None:
        """Close the connection in good order."""
        if self._socket is not None:
            await self._socket.close(code=1001)

    async def _receive(self, payload: Json) -> None:
        op, data = payload.get("op"), payload.get("d")
        if op == HEARTBEAT:
            self.heartbeats += 1
            await self._send(HEARTBEAT_ACK, None)
        elif op == IDENTIFY:
            await self._identify(data)
        elif op == RESUME:
            await self._resume(data)
        else:
            self._world.violate(f"an operation {op} to the gateway")
            await self._refuse(UNKNOWN_OPCODE)
        self._world.watch.notify()

    async def _identify(self, data: Any) -> None:
        if data.get("token") != self._token or self.refuse_token:
            await self._refuse(AUTHENTICATION_FAILED)
            return
        if not {"os", "browser", "device"} <= set(data["properties"]):
            self._world.violate(f"identified with properties {data['properties']}")
        if forbidden := data["intents"] & PRIVILEGED & ~self.granted:
            self._world.violate(f"privileged intents asked for: {forbidden:b}")
            await self._refuse(DISALLOWED_INTENTS)
            return
        self.session = Session(data["intents"])
        ready = {
            "v": 10,
            "user": user_payload(self._world.bot),
            "guilds": [{"id": str(self._world.guild_id), "unavailable": True}],
            "session_id": self.session.id,
            "resume_gateway_url": self.url,
            "application": {"id": str(self._world.application_id), "flags": 0},
        }
        if "shard" in data:
            if data["shard"] != [0, 1]:
                self._world.violate(f"identified as shard {data['shard']}, where one is enough")
            ready["shard"] = data["shard"]
        await self.dispatch("READY", ready)
        if self.session.intents & GUILDS:
            await self.dispatch("GUILD_CREATE", guild_payload(self._world))

    async def _resume(self, data: Any) -> None:
        session, seq = self.session, data["seq"]
        if data["session_id"] in self._ended or seq is None:  # forgotten here, or cut off before READY came through
            await self._send(INVALID_SESSION, False)
            return
        known = session is not None and data["session_id"] == session.id and data["token"] == self._token
        if session is None or not known or not session.forgotten <= seq <= len(session.events):
            self._world.violate(f"a resume of a session that there is not, at {seq}")
            await self._send(INVALID_SESSION, False)
            return
        self._resuming += 1
        for event in session.events[seq:]:
            await self._write(event)
        self._resuming -= 1
        self.resumes += 1
        await self.dispatch("RESUMED", {})

    async def _refuse(self, code: int) -> None:
        assert self._socket is not None
        await self._socket.close(code=code)

    async def _send(self, op: int, data: Any) -> None:
        await self._write({"op": op, "d": data, "s": None, "t": None})

    async def _write(self, payload: Json) -> None:
        if self._socket is None or self._socket.closed:
            return
        encoded = self._stream.encode(json.dumps(payload))
        try:
            await (self._socket.send_str(encoded) if isinstance(encoded, str) else self._socket.send_bytes(encoded))
        except ConnectionResetError:  # the bot has gone: if it resumes it gets the event then
            return
