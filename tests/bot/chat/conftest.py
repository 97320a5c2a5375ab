"""The loopback Discord with the bot in it, under both transport compressions."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord.utils
import pytest

from bot.chat.client import DatelineClient
from bot.chat.desk import Backing
from bot.settings import DiscordSettings, Settings
from bot.state.database import FILE, Database
from bot.upkeep import Upkeep
from corpus.settings import CorpusSettings
from tests.bot.chat.askers import Unindexed
from tests.loopback import TOKEN, LoopbackDiscord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.chat.asking import Archive, Asker

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


def backing_of(
    asker: Asker,
    data_dir: Path | None = None,
    archive: Archive | None = None,
    discord_settings: DiscordSettings | None = None,
) -> Backing:
    """What stands behind a bot: by default an archive without an index, and a memory that ends with it."""
    settings = Settings(
        data_dir=data_dir or Path("nowhere"),
        corpus=CorpusSettings(processes=1),
        discord=discord_settings or DiscordSettings(),
    )
    shown = archive or Unindexed()
    database = Database(data_dir / FILE if data_dir else None)
    return Backing(asker, shown, Upkeep(settings, shown), database)


@pytest.fixture
async def start(server: LoopbackDiscord) -> AsyncIterator[Start]:
    """Starts the bot with an asker and settings, without a cool-down unless one is given; stops it at the end.

    With `data_dir` it remembers there; with `archive` it has that archive.
    """
    running: list[tuple[DatelineClient, asyncio.Task[None], Database]] = []

    async def started(
        asker: Asker, *, data_dir: Path | None = None, archive: Archive | None = None, **settings: Any
    ) -> DatelineClient:
        chosen = DiscordSettings(**{"cooldown_s": 0, **settings})
        backing = backing_of(asker, data_dir, archive, chosen)
        client = DatelineClient(backing, chosen)
        running.append((client, asyncio.create_task(client.serve(TOKEN)), backing.database))
        server.gateway.session = None
        await server.bot_connected()
        return client

    yield started
    for client, serving, database in running:
        client.stop()
        await serving
        await client.close()
        database.close()
