"""From the bundled archive to a message in Discord, with every part real."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.answering.answerer import Answerer
from bot.settings import AnsweringSettings

if TYPE_CHECKING:
    from bot.answering.evidence import Judge
    from index.live import LiveArchive
    from tests.bot.chat.conftest import Start
    from tests.loopback import LoopbackDiscord


@pytest.fixture
def answerer(sample_archive: LiveArchive, judge: Judge) -> Answerer:
    return Answerer(sample_archive, judge, AnsweringSettings())


async def test_ask_quotes_the_archive_with_outlet_date_and_link(
    server: LoopbackDiscord, start: Start, answerer: Answerer
) -> None:
    await start(answerer)
    use = await server.slash("ask", question="Who runs the World Trade Organization?")
    await use.deferred()
    reply = await use.final_reply()
    assert "Renato Ruggiero" in reply.content
    assert "[1]" in reply.content
    assert "<https://example.org/" in reply.content


async def test_ask_as_of_a_day_knows_nothing_later(server: LoopbackDiscord, start: Start, answerer: Answerer) -> None:
    await start(answerer)
    use = await server.slash("ask", question="Did Hashimoto agree to discuss the purchase plans?", as_of="1995-05-02")
    reply = await use.final_reply()
    published = re.findall(r"/(\d{4}/\d\d/\d\d)/", reply.content)  # the addresses of the sample tell the day
    assert published
    assert max(published) == "1995/05/02"


async def test_a_mention_is_answered_or_refused_and_a_reply_to_it_continues(
    server: LoopbackDiscord, start: Start, answerer: Answerer
) -> None:
    await start(answerer)
    answer = await (await server.mention("Who runs the World Trade Organization?")).reply_from_bot()
    assert "Renato Ruggiero" in answer.content
    further = await (await server.reply(answer, "When did he take office?")).reply_from_bot()
    assert "1995" in further.content
    no = await (await server.mention("Who won the World Series in 1995?")).reply_from_bot()
    assert "The archive does not say" in no.content
