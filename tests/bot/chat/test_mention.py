"""Mentions, replies and private messages, as people in Discord see them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.answering.answer import Turn
from index.window import Window
from tests.bot.chat.askers import QUOTE, Archive
from tests.loopback import Message

if TYPE_CHECKING:
    import pytest

    from tests.bot.chat.conftest import Start
    from tests.loopback import LoopbackDiscord

ANSWERED = f"{QUOTE} [1]"


async def test_a_mention_is_answered_in_a_reply_while_the_bot_is_seen_typing(
    server: LoopbackDiscord, start: Start
) -> None:
    archive = Archive()
    await start(archive)
    reply = await (await server.mention("where do the talks resume?")).reply_from_bot()
    assert f"“{QUOTE}” [1]" in reply.content
    assert [question.text for question in archive.asked] == ["where do the talks resume?"]
    assert server.world.typing == [server.world.channel.id]


async def test_a_reply_continues_the_conversation(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    first = await (await server.mention("where do the talks resume?")).reply_from_bot()
    await (await server.reply(first, "and when?")).reply_from_bot()
    assert archive.asked[1].text == "and when?"
    assert archive.asked[1].history == (Turn("where do the talks resume?", ANSWERED),)


async def test_a_further_mention_continues_the_conversation(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    await (await server.mention("where?")).reply_from_bot()
    await (await server.mention("when?")).reply_from_bot()
    await (await server.mention("who?")).reply_from_bot()
    assert archive.asked[2].history == (Turn("where?", ANSWERED), Turn("when?", ANSWERED))


async def test_conversations_of_two_people_and_of_two_channels_are_kept_apart(
    server: LoopbackDiscord, start: Start
) -> None:
    archive = Archive()
    await start(archive)
    await (await server.mention("where?")).reply_from_bot()
    await (await server.mention("when?", user=server.bob)).reply_from_bot()
    await (await server.mention("who?", channel=server.world.other_channel)).reply_from_bot()
    assert [question.history for question in archive.asked] == [(), (), ()]


async def test_anybody_can_continue_from_an_answer_that_stands_in_the_channel(
    server: LoopbackDiscord, start: Start
) -> None:
    archive = Archive()
    await start(archive)
    first = await (await server.mention("where?")).reply_from_bot()
    await (await server.reply(first, "when?", user=server.bob)).reply_from_bot()
    assert archive.asked[1].history == (Turn("where?", ANSWERED),)


async def test_a_reply_to_an_older_answer_continues_from_there(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    first = await (await server.mention("where?")).reply_from_bot()
    await (await server.mention("when?")).reply_from_bot()
    await (await server.reply(first, "who?")).reply_from_bot()
    assert archive.asked[2].history == (Turn("where?", ANSWERED),)


async def test_a_reply_to_a_public_ask_continues_it_and_keeps_its_window(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    first = await (await server.slash("ask", question="where?", as_of="1995-05-05")).final_reply()
    await (await server.reply(first, "when?")).reply_from_bot()
    assert archive.asked[1].history == (Turn("where?", ANSWERED),)
    assert archive.asked[1].window == Window(as_of=date(1995, 5, 5))


async def test_what_was_asked_in_private_does_not_show_in_public(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    await (await server.slash("ask", question="where?", private=True)).final_reply()
    await (await server.mention("when?")).reply_from_bot()
    assert archive.asked[1].history == ()


async def test_in_private_a_message_needs_no_mention_and_is_continued(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    reply = await (await server.direct("where do the talks resume?")).reply_from_bot()
    assert "**Whistler**" in reply.content
    await (await server.direct("and when?")).reply_from_bot()
    assert archive.asked[1].history == (Turn("where do the talks resume?", ANSWERED),)


async def test_a_mention_by_another_bot_is_ignored(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    by_robot = await server.mention("where?", user=server.world.robot)
    await (await server.mention("when?")).reply_from_bot()  # comes after it: by now the other was passed over
    assert by_robot.replies == 0
    assert [question.text for question in archive.asked] == ["when?"]


async def test_a_message_without_a_mention_is_ignored(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    chatter = await server.write(Message(server.world.channel, server.alice, "nice weather"))
    await (await server.mention("when?")).reply_from_bot()
    assert chatter.replies == 0
    assert len(archive.asked) == 1


async def test_an_empty_mention_gets_a_hint_how_to_ask(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    reply = await (await server.mention("")).reply_from_bot()
    assert "/ask" in reply.content
    assert "\n" not in reply.content
    assert archive.asked == []


async def test_a_mention_of_the_bots_own_role_gets_the_hint(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    role = server.world.bot_role_id
    sent = await server.write(Message(server.world.channel, server.alice, f"<@&{role}> where?", role_mentions=(role,)))
    assert "mention me" in (await sent.reply_from_bot()).content


async def test_a_reply_with_the_ping_off_cannot_be_read_and_is_told_so(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    first = await (await server.mention("where?")).reply_from_bot()
    hint = await (await server.reply(first, "and when?", ping=False)).reply_from_bot()
    assert "leave the ping" in hint.content
    assert len(archive.asked) == 1


async def test_a_question_deleted_meanwhile_is_still_answered(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    sent = await server.mention("where?")
    server.delete(sent)
    assert "**Whistler**" in (await server.message_from_bot(server.world.channel, sent)).content


async def test_a_channel_that_the_bot_may_not_write_in_does_not_trouble_the_others(
    server: LoopbackDiscord, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="bot")
    await start(Archive())
    server.close_channel(server.world.other_channel)
    await server.mention("where?", channel=server.world.other_channel)
    await server.refused("Missing Permissions")
    await (await server.mention("when?")).reply_from_bot()
    assert "could not deliver: Discord says 403 (code 50013)" in caplog.text
    private = server.world.private_channel(server.alice)
    told = await server.world.watch.until(lambda: server.seen_in(private) or None, "a word in private")
    assert [
        f"<#{server.world.other_channel.id}>" in one.content and "Send Messages" in one.content for one in told
    ] == [True]
    await server.mention("and when?", channel=server.world.other_channel)
    await (await server.mention("and where?")).reply_from_bot()
    assert len(server.seen_in(private)) == 1
    assert "error" not in caplog.text
