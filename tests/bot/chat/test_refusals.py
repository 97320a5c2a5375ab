"""What people are told when there is no answer, and what the log says of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from corpus.errors import NoGeneration, QuestionError
from tests.bot.chat.askers import Archive, Broken, Gated

if TYPE_CHECKING:
    from tests.bot.chat.conftest import Start
    from tests.loopback import LoopbackDiscord


async def test_a_failure_that_a_person_can_understand_is_told_in_its_own_words(
    server: LoopbackDiscord, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    await start(Broken(NoGeneration("nothing has been indexed yet", "run dateline rebuild")))
    told = "⚠️ Nothing has been indexed yet (run dateline rebuild)."
    assert (await (await server.slash("ask", question="Where?")).final_reply()).content == told
    assert (await (await server.mention("where?")).reply_from_bot()).content == told
    assert "nothing has been indexed yet" in caplog.text


async def test_a_question_that_cannot_be_asked_is_no_matter_for_the_log(
    server: LoopbackDiscord, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    await start(Broken(QuestionError("the question is too long")))
    await (await server.slash("ask", question="Where?")).final_reply()
    assert "too long" not in caplog.text


async def test_an_unforeseen_failure_is_told_with_an_id_that_the_log_has(
    server: LoopbackDiscord, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    await start(Broken(RuntimeError("the roof is leaking")))
    by_command = await (await server.slash("ask", question="Where do the talks resume?")).final_reply()
    by_mention = await (await server.mention("where do the talks resume?")).reply_from_bot()
    ids = [re.findall(r"error `([0-9a-f]{8})`", reply.content) for reply in (by_command, by_mention)]
    assert all(len(found) == 1 for found in ids)
    assert ids[0] != ids[1]
    for found in ids:
        assert f"error {found[0]}" in caplog.text
    assert "the roof is leaking" in caplog.text
    assert "the roof is leaking" not in by_command.content + by_mention.content


@pytest.mark.parametrize("kind", [RuntimeError, KeyError])  # the second one shows what it is given as a literal
async def test_the_log_never_quotes_a_question(
    server: LoopbackDiscord, start: Start, caplog: pytest.LogCaptureFixture, kind: type[Exception]
) -> None:
    caplog.set_level("DEBUG", logger="bot")
    asked = """who "leaked" the 'tariff' list?"""
    await start(Broken(kind(asked)))
    await (await server.slash("ask", question=asked)).final_reply()
    await (await server.mention(asked)).reply_from_bot()
    assert kind.__name__ in caplog.text
    assert "tariff" not in caplog.text


async def test_a_question_that_takes_too_long_is_given_up_in_words(server: LoopbackDiscord, start: Start) -> None:
    asker = Gated()
    await start(asker, answer_timeout_s=0.05)
    by_command = await (await server.slash("ask", question="slow question")).final_reply()
    by_mention = await (await server.mention("slow question")).reply_from_bot()
    told = "⚠️ No answer within 0.05 seconds (try again, or ask for less at once)."
    assert [by_command.content, by_mention.content] == [told, told]
    asker.gate.set()


async def test_a_question_given_up_while_it_waited_is_never_asked(server: LoopbackDiscord, start: Start) -> None:
    asker = Gated()
    await start(asker, workers=1, answer_timeout_s=0.2)
    blocking = await server.slash("ask", question="slow one")
    waiting = await server.slash("ask", question="slow two", user=server.bob)
    assert "No answer within" in (await blocking.final_reply()).content
    assert "No answer within" in (await waiting.final_reply()).content
    asker.gate.set()
    await (await server.mention("quick")).reply_from_bot()
    assert asker.arrived.acquire(blocking=False)
    assert not asker.arrived.acquire(blocking=False)


async def test_when_all_is_busy_a_question_is_refused_at_once_and_the_waiting_ones_are_answered(
    server: LoopbackDiscord, start: Start
) -> None:
    asker = Gated()
    await start(asker, workers=1, max_waiting=1)
    at_work = await server.slash("ask", question="slow one")
    await at_work.deferred()
    waiting = await server.slash("ask", question="slow two", user=server.bob)
    await waiting.deferred()
    refused = await (await server.slash("ask", question="slow three")).final_reply()
    assert refused.content == "⚠️ Too many questions are waiting (try again in a minute)."
    assert refused.is_ephemeral
    asker.gate.set()
    assert "**Whistler**" in (await at_work.final_reply()).content
    assert "**Whistler**" in (await waiting.final_reply()).content


async def test_who_was_refused_because_all_was_busy_need_not_cool_down(server: LoopbackDiscord, start: Start) -> None:
    asker = Gated()
    await start(asker, workers=1, max_waiting=0, cooldown_s=3600)
    at_work = await server.slash("ask", question="slow one")
    await at_work.deferred()
    assert "too many" in (await (await server.mention("quick", user=server.bob)).reply_from_bot()).content.lower()
    asker.gate.set()
    await at_work.final_reply()
    assert "**Whistler**" in (await (await server.mention("quick", user=server.bob)).reply_from_bot()).content


async def test_a_person_must_cool_down_between_two_questions_and_another_need_not(
    server: LoopbackDiscord, start: Start
) -> None:
    archive = Archive()
    await start(archive, cooldown_s=3600)
    await (await server.slash("ask", question="Where?")).final_reply()
    by_command = await (await server.slash("ask", question="When?")).final_reply()
    by_mention = await (await server.mention("when?")).reply_from_bot()
    for reply in (by_command, by_mention):
        assert re.fullmatch(r"⚠️ You must wait between two questions: ask again in 3[56]\d\d seconds\.", reply.content)
    assert by_command.is_ephemeral
    assert (
        "**Whistler**" in (await (await server.slash("ask", question="When?", user=server.bob)).final_reply()).content
    )
    assert len(archive.asked) == 2


async def test_a_server_that_has_asked_enough_for_a_minute_is_refused_and_a_private_channel_is_not(
    server: LoopbackDiscord, start: Start
) -> None:
    await start(Archive(), server_per_minute=2)
    for person in (server.alice, server.bob):
        await (await server.slash("ask", question="Where?", user=person)).final_reply()
    refused = await (await server.slash("ask", question="When?")).final_reply()
    assert refused.content == "⚠️ This server has asked a lot in the last minute (ask again in a minute)."
    assert refused.is_ephemeral
    assert "**Whistler**" in (await (await server.direct("where?")).reply_from_bot()).content


async def test_a_refused_date_costs_no_cool_down(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive(), cooldown_s=3600)
    await (await server.slash("ask", question="Where?", after="soon")).final_reply()
    assert "**Whistler**" in (await (await server.slash("ask", question="Where?")).final_reply()).content
