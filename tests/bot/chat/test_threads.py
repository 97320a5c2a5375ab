"""Threads that the bot has opened: each is one conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.chat.askers import Archive
from tests.loopback import Channel, Message
from tests.loopback.gateway import MESSAGE_CONTENT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.chat.conftest import Start
    from tests.loopback import LoopbackDiscord


async def opened_thread(server: LoopbackDiscord) -> Channel:
    """A thread that begins with an answer to "where?" and goes on with one to "and when?"."""
    reply = await (await server.slash("ask", question="where?")).final_reply()
    form = await (await server.press(reply, "Follow up")).form()
    await (await server.fill_in(form, question="and when?", where="thread")).final_reply()
    return server.world.threads[reply.message.id]


async def test_every_mention_in_a_thread_goes_on_whoever_speaks(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    thread = await opened_thread(server)
    await (await server.mention("who spoke?", channel=thread, user=server.bob)).reply_from_bot()
    await (await server.mention("what else?", channel=thread)).reply_from_bot()
    assert [turn.question for turn in archive.asked[3].history] == ["where?", "and when?", "who spoke?"]


async def test_a_thread_goes_on_after_a_restart(server: LoopbackDiscord, start: Start, tmp_path: Path) -> None:
    first = await start(Archive(), data_dir=tmp_path)
    thread = await opened_thread(server)
    first.stop()
    archive = Archive()
    await start(archive, data_dir=tmp_path)
    await (await server.mention("who spoke?", channel=thread, user=server.bob)).reply_from_bot()
    assert [turn.question for turn in archive.asked[0].history] == ["where?", "and when?"]


async def test_plain_messages_in_a_thread_are_ignored_unless_the_bot_is_set_to_read_them(
    server: LoopbackDiscord, start: Start
) -> None:
    archive = Archive()
    await start(archive)
    thread = await opened_thread(server)
    plain = await server.write(Message(thread, server.bob, "who spoke?"))
    await (await server.mention("what else?", channel=thread)).reply_from_bot()
    assert plain.replies == 0
    assert [question.text for question in archive.asked] == ["where?", "and when?", "what else?"]


@pytest.mark.parametrize("in_thread", [True, False])
async def test_with_message_content_plain_messages_are_questions_in_threads_alone(
    server: LoopbackDiscord, start: Start, *, in_thread: bool
) -> None:
    server.gateway.granted = MESSAGE_CONTENT
    archive = Archive()
    await start(archive, message_content=True)
    thread = await opened_thread(server)
    plain = await server.write(Message(thread if in_thread else server.world.channel, server.bob, "who spoke?"))
    if in_thread:
        assert "**Whistler**" in (await plain.reply_from_bot()).content
        assert [turn.question for turn in archive.asked[2].history] == ["where?", "and when?"]
    else:
        await (await server.mention("what else?")).reply_from_bot()
        assert plain.replies == 0
