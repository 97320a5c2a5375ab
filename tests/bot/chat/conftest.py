"""The loopback Discord with the bot in it, under both transport compressions."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from typing import TYPE_CHECKING, Any

import discord.utils
import pytest

from bot.chat.client import DatelineClient
from bot.settings import DiscordSettings
from tests.loopback import TOKEN, LoopbackDiscord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.chat.asking import Asker

    Start = Callable[..., Awaitable[DatelineClient]]


def decompression_of(compression: str) -> Any:
    """discord.py's own class for a compression; it defines only one of them, by whether it finds Zstandard."""
    if compression == "zstd-stream":
        pytest.importorskip("zstandard", reason="zstandard is not installed: discord.py would not ask for zstd-stream")
        return discord.utils._ActiveDecompressionContext
    spec = importlib.util.spec_from_file_location("discord._utils_without_zstandard", discord.utils.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    hidden = {"zstandard": None, "compression.zstd": None}
    with pytest.MonkeyPatch.context() as patch:
        for name in hidden:
            patch.setitem(sys.modules, name, None)
        patch.setitem(sys.modules, spec.name, module)  # its dataclasses look themselves up there
        spec.loader.exec_module(module)
    return module._ActiveDecompressionContext


@pytest.fixture(params=["zlib-stream", "zstd-stream"])
def compression(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The compression that the bot asks for."""
    name: str = request.param
    context = decompression_of(name)
    assert name == context.COMPRESSION_TYPE
    monkeypatch.setattr(discord.utils, "_ActiveDecompressionContext", context)
    return name


@pytest.fixture
async def server(compression: str) -> AsyncIterator[LoopbackDiscord]:
    """The loopback Discord; at the end the bot must have done nothing that Discord would not stand for."""
    async with LoopbackDiscord() as loopback:
        yield loopback
    assert loopback.violations == []
    assert set(loopback.gateway.compressions) <= {compression}


@pytest.fixture
async def start(server: LoopbackDiscord) -> AsyncIterator[Start]:
    """Starts the bot with an asker and settings, without a cool-down unless one is given; stops it at the end."""
    running: list[tuple[DatelineClient, asyncio.Task[None]]] = []

    async def started(asker: Asker, **settings: Any) -> DatelineClient:
        client = DatelineClient(asker, DiscordSettings(**{"cooldown_s": 0, **settings}))
        running.append((client, asyncio.create_task(client.serve(TOKEN))))
        await server.bot_connected()
        return client

    yield started
    for client, serving in running:
        client.stop()
        await serving
        await client.close()
