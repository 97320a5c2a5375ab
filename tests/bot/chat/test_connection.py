"""Coming, staying and going: the bot and its connection to Discord."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.chat import replies
from bot.chat.client import DatelineClient, run
from bot.settings import DiscordSettings
from corpus.errors import DiscordError
from tests.bot.chat.askers import Archive, Gated
from tests.bot.chat.conftest import backing_of
from tests.loopback import TOKEN, LoopbackDiscord, pointed_at

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.bot.chat.conftest import Start

REPOSITORY = Path(__file__).parents[3]
WAIT_S = 10.0


async def test_a_dropped_connection_is_resumed_and_nothing_asked_meanwhile_is_lost(
    server: LoopbackDiscord, start: Start
) -> None:
    archive = Archive()
    await start(archive)
    await (await server.mention("before?")).reply_from_bot()
    await server.gateway.drop()
    meanwhile = await server.mention("meanwhile?")
    await server.resumed()
    assert "**Whistler**" in (await meanwhile.reply_from_bot()).content
    assert "**Whistler**" in (await (await server.slash("ask", question="after?")).final_reply()).content
    assert [question.text for question in archive.asked] == ["before?", "meanwhile?", "after?"]


async def test_an_answer_in_the_making_survives_a_dropped_connection(server: LoopbackDiscord, start: Start) -> None:
    asker = Gated()
    await start(asker)
    use = await server.slash("ask", question="slow one")
    await use.deferred()
    await server.gateway.drop()
    await server.resumed()
    asker.gate.set()
    assert "**Whistler**" in (await use.final_reply()).content


async def test_the_bot_reconnects_when_discord_asks_for_it(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    await server.gateway.ask_to_reconnect()
    await server.resumed()
    assert "**Whistler**" in (await (await server.mention("where?")).reply_from_bot()).content


async def test_while_a_question_is_answered_the_heart_beats_and_others_are_answered(
    server: LoopbackDiscord, start: Start
) -> None:
    asker = Gated()
    await start(asker, workers=2)
    slow = await server.slash("ask", question="slow one")
    await slow.deferred()
    await server.heartbeat()
    quick = await (await server.slash("ask", question="quick one", user=server.bob)).final_reply()
    assert "**Whistler**" in quick.content
    assert not slow.is_answered
    asker.gate.set()
    await slow.final_reply()


async def test_an_answer_that_discord_wants_later_arrives_later(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    server.limit_next("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", 0.05)
    server.limit_next("POST", "/channels/{channel_id}/messages", 0.05)
    assert "**Whistler**" in (await (await server.slash("ask", question="where?")).final_reply()).content
    assert "**Whistler**" in (await (await server.mention("where?")).reply_from_bot()).content


async def test_a_global_limit_holds_back_everything_and_loses_nothing(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    server.limit_next("POST", "/channels/{channel_id}/messages", 0.1, is_global=True)
    first, second = await server.mention("where?"), await server.mention("when?", user=server.bob)
    assert "**Whistler**" in (await first.reply_from_bot()).content
    assert "**Whistler**" in (await second.reply_from_bot()).content
    assert (first.replies, second.replies) == (1, 1)


@pytest.mark.parametrize("status", [500, 502])
async def test_an_error_of_discords_own_is_tried_again(server: LoopbackDiscord, start: Start, status: int) -> None:
    await start(Archive())
    server.fail_next("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", status)
    use = await server.slash("ask", question="where?")
    assert "**Whistler**" in (await use.final_reply()).content


async def test_an_answer_that_discord_took_without_saying_so_is_not_shown_twice(
    server: LoopbackDiscord, start: Start
) -> None:
    await start(Archive())
    server.fail_next("POST", "/channels/{channel_id}/messages", 502, after_all=True)
    sent = await server.mention("where?")
    await sent.reply_from_bot()
    await (await server.mention("when?")).reply_from_bot()
    await server.heartbeat()
    assert sent.replies == 1


async def test_a_session_that_discord_has_forgotten_is_begun_anew(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    await server.gateway.invalidate_session()
    assert "**Whistler**" in (await (await server.mention("where?")).reply_from_bot()).content


async def test_an_answer_whose_interaction_has_expired_goes_into_the_channel(
    server: LoopbackDiscord, start: Start
) -> None:
    asker = Gated()
    await start(asker)
    use = await server.slash("ask", question="slow one")
    await use.deferred()
    use.expire()
    asker.gate.set()
    seen = await server.world.watch.until(
        lambda: next((one for one in server.seen_in(server.world.channel) if one.content), None), "an answer"
    )
    assert "-# Asked: slow one" in seen.content
    assert "**Whistler**" in seen.content
    assert (await (await server.press(seen, "Sources")).final_reply()).is_ephemeral


async def test_a_private_answer_whose_interaction_has_expired_is_shown_to_nobody(
    server: LoopbackDiscord, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="bot")
    asker = Gated()
    await start(asker)
    use = await server.slash("ask", question="slow one", private=True)
    await use.deferred()
    use.expire()
    asker.gate.set()
    await server.refused("Invalid Webhook Token")
    await (await server.mention("quick one")).reply_from_bot()
    assert [one.content for one in server.seen_in(server.world.channel) if "slow one" in one.content] == []
    assert "could not deliver: Discord says 401 (code 50027)" in caplog.text
    assert "error " not in caplog.text


async def test_a_channel_that_is_deleted_under_a_question_troubles_nobody(
    server: LoopbackDiscord, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    await start(Archive())
    server.delete_channel(server.world.other_channel)
    await server.mention("where?", channel=server.world.other_channel)
    await server.refused("Unknown Channel")
    assert "**Whistler**" in (await (await server.mention("where?")).reply_from_bot()).content
    assert "error " not in caplog.text


async def test_who_waits_behind_others_is_told_how_many(
    server: LoopbackDiscord, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "NOTE_AFTER_S", 0.01)
    asker = Gated()
    await start(asker, workers=1)
    first = await server.slash("ask", question="slow one")
    await asyncio.to_thread(asker.arrived.acquire)
    second = await server.slash("ask", question="slow two", user=server.bob)
    assert (await second.final_reply()).content == "⏳ One question is ahead of you."
    asker.gate.set()
    assert "**Whistler**" in (await first.reply_with("Whistler")).content
    assert "**Whistler**" in (await second.reply_with("Whistler")).content


async def test_without_the_message_content_intent_the_bot_says_where_to_switch_it_on() -> None:
    async with LoopbackDiscord() as server:
        with pytest.raises(DiscordError, match=r"message content intent \(switch it on"):
            await run(backing_of(Archive()), DiscordSettings(message_content=True), TOKEN)
        assert len(server.violations) == 1  # the loopback's own word on the intent


async def test_when_stopped_the_bot_finishes_its_answers_and_takes_no_new_question(
    server: LoopbackDiscord, start: Start
) -> None:
    asker = Gated()
    client = await start(asker)
    use, mention = await server.slash("ask", question="slow one"), await server.mention("slow two", user=server.bob)
    await use.deferred()
    await asyncio.to_thread(asker.arrived.acquire)
    await asyncio.to_thread(asker.arrived.acquire)
    client.stop()
    refused = await (await server.mention("quick one")).reply_from_bot()
    assert refused.content == "⚠️ I am being restarted (ask again in a minute)."
    asker.gate.set()
    assert "**Whistler**" in (await use.final_reply()).content
    assert "**Whistler**" in (await mention.reply_from_bot()).content


@pytest.mark.parametrize("token", ["not.the.token", "", "  ", "two words", "line\nbreak", "tökén"])
async def test_a_token_that_discord_refuses_is_one_clear_line(token: str) -> None:
    async with LoopbackDiscord() as server:
        with pytest.raises(DiscordError, match=r"^Discord refuses the token \(set DISCORD_TOKEN") as refusal:
            await run(backing_of(Archive()), DiscordSettings(), token)
        assert not token.strip() or token not in str(refusal.value)
        assert server.violations == []


async def test_a_token_that_the_gateway_refuses_is_the_same_clear_line() -> None:
    async with LoopbackDiscord() as server:
        server.gateway.refuse_token = True
        with pytest.raises(DiscordError, match="refuses the token"):
            await run(backing_of(Archive()), DiscordSettings(), TOKEN)
        assert server.violations == []


async def test_a_discord_that_cannot_be_reached_is_one_clear_line() -> None:
    async with LoopbackDiscord() as server:
        base, gateway = server.base, server.gateway.url
    with pointed_at(base, gateway), pytest.raises(DiscordError, match="Discord cannot be reached"):
        await run(backing_of(Archive()), DiscordSettings(), TOKEN)


async def test_the_bot_asks_for_no_privileged_intent_and_for_no_more_than_it_needs(
    server: LoopbackDiscord, start: Start
) -> None:
    await start(Archive())
    assert server.gateway.session is not None
    guilds, guild_messages, direct_messages = 1 << 0, 1 << 9, 1 << 12
    assert server.gateway.session.intents == guilds | guild_messages | direct_messages


async def test_discord_py_is_kept_from_logging_messages_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    library = logging.getLogger("discord")
    monkeypatch.setattr(library, "level", logging.DEBUG)
    async with LoopbackDiscord():
        with pytest.raises(DiscordError):
            await run(backing_of(Archive()), DiscordSettings(), "not.the.token")
    assert not library.isEnabledFor(logging.DEBUG)


async def test_a_bot_stopped_before_it_has_connected_ends() -> None:
    async with LoopbackDiscord() as server:
        async with DatelineClient(backing_of(Archive()), DiscordSettings()) as client:
            client.stop()
            async with asyncio.timeout(WAIT_S):
                await client.serve(TOKEN)
        assert server.violations == []


@asynccontextmanager
async def bot_process(server: LoopbackDiscord, data_dir: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot in a process of its own; it answers a slow question once it can read a byte from its standard input."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bot.chat.bot_process",
        server.base,
        server.gateway.url,
        str(data_dir),
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdin=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def stopping(process: asyncio.subprocess.Process) -> None:
    """Wait until the process says that it is stopping."""
    assert process.stderr is not None
    async with asyncio.timeout(WAIT_S):
        while b"stopping" not in (line := await process.stderr.readline()):
            assert line, "the process ended before it was told to"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_at_a_signal_the_process_finishes_its_answers_and_exits_cleanly(
    number: signal.Signals, tmp_path: Path
) -> None:
    async with LoopbackDiscord() as server, bot_process(server, tmp_path) as process:
        use = await server.slash("ask", question="slow one")
        await use.deferred()
        process.send_signal(number)
        await stopping(process)
        refused = await (await server.mention("quick one")).reply_from_bot()
        assert "being restarted" in refused.content
        assert process.stdin is not None
        process.stdin.write(b".")
        assert "**Whistler**" in (await use.final_reply()).content
        async with asyncio.timeout(WAIT_S):
            assert await process.wait() == 0
        assert server.violations == []


async def test_at_a_second_signal_the_process_tells_who_waits_and_goes_at_once(tmp_path: Path) -> None:
    async with LoopbackDiscord() as server, bot_process(server, tmp_path) as process:
        use, mention = await server.slash("ask", question="slow one"), await server.mention("slow two")
        await use.deferred()
        await server.world.watch.until(lambda: server.world.typing or None, "the bot to type")
        process.send_signal(signal.SIGTERM)
        await stopping(process)
        process.send_signal(signal.SIGTERM)
        told = "⚠️ I am being restarted (ask again in a minute)."
        assert (await use.final_reply()).content == told
        assert (await mention.reply_from_bot()).content == told
        async with asyncio.timeout(WAIT_S):
            assert await process.wait() == 0
        assert server.violations == []
