"""What can be done with an answer: its sources, its dates, a further question, a thumb, the bin."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.answering.answer import Answer, Citation, Claim, Question, Suggestion, Turn
from bot.chat.escaping import escape
from bot.state.database import FILE, Database
from bot.state.feedback import Feedback, Tally
from corpus.sentences import sentence_spans
from index.window import Window
from tests.bot.chat.askers import QUOTE, Archive, abstention_from, answer_to

if TYPE_CHECKING:
    from pathlib import Path

    from index.live import LiveArchive
    from tests.bot.chat.conftest import Start
    from tests.loopback import LoopbackDiscord

ANSWERED = f"{QUOTE} [1]"


async def test_an_answer_carries_its_window_and_its_buttons(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    reply = await (await server.slash("ask", question="Where?", as_of="1995-05-05")).final_reply()
    assert reply.menus == ["🗓 Searched: articles as of 1995-05-05"]
    assert reply.buttons == ["📰 Sources", "💬 Follow up", "👍", "👎", "🗑️ Delete"]


async def test_an_answer_to_a_mention_has_them_too(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    reply = await (await server.mention("where?")).reply_from_bot()
    assert "📰 Sources" in reply.buttons


async def test_sources_show_the_quote_in_bold_within_its_paragraph_and_can_be_turned(
    server: LoopbackDiscord, start: Start, sample_archive: LiveArchive
) -> None:
    found = sample_archive.searcher().articles("talks on cars", 2)
    cited = []
    for n, article in enumerate((hit.article for hit in found), 1):
        start_of_second, end = sentence_spans(article.text)[1]
        where = (article.id, article.title, article.outlet, article.published, article.url)
        cited.append(Citation(n, *where, article.text[start_of_second:end], start_of_second, end))

    def answer(question: Question) -> Answer:
        claims = tuple(Claim(citation.quote, (citation.n,)) for citation in cited)
        return dataclasses.replace(answer_to(question), citations=tuple(cited), claims=claims)

    await start(Archive(answer), archive=sample_archive)
    reply = await (await server.slash("ask", question="Where?")).final_reply()
    first = await (await server.press(reply, "Sources", user=server.bob)).final_reply()
    assert first.is_ephemeral
    assert "Source 1 of 2" in first.text
    paragraph = next(part for part in found[0].article.text.split("\n\n") if cited[0].quote in part)
    assert escape(paragraph).replace(escape(cited[0].quote), f"**{escape(cited[0].quote)}**") in first.text
    second = await (await server.press(first, "▶️", user=server.bob)).reply_with("Source 2 of 2")
    assert f"**{escape(cited[1].quote)}**" in second.text
    assert second.buttons == ["◀️"]
    assert reply.message.edits <= 1


async def test_a_source_that_left_the_archive_still_shows_its_quote(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    reply = await (await server.slash("ask", question="Where?")).final_reply()
    page = await (await server.press(reply, "Sources")).final_reply()
    assert f"“**{QUOTE}**”" in page.text
    assert "The Harbour Post · **1995-05-03** · <https://harbour.example/a1>" in page.text


async def test_any_time_asks_again_without_dates_and_edits_the_answer(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    reply = await (await server.slash("ask", question="Where?", before="1995")).final_reply()
    edited = await (await server.choose(reply, "Searched", "any")).reply_with("articles of all dates")
    assert edited.message is reply.message
    assert [question.window for question in archive.asked] == [Window(before=date(1995, 12, 31)), Window()]


async def test_the_last_week_of_the_archive_counts_back_from_its_last_day(
    server: LoopbackDiscord, start: Start, sample_archive: LiveArchive
) -> None:
    archive = Archive()
    await start(archive, archive=sample_archive)
    reply = await (await server.slash("ask", question="Where?")).final_reply()
    await (await server.choose(reply, "Searched", "week")).reply_with("articles from ")
    span = sample_archive.searcher().generation.store.span()
    assert span is not None
    window = archive.asked[1].window
    assert window.before == span[1]
    assert window.after is not None
    assert (span[1] - window.after).days == 6


async def test_dates_are_picked_in_a_form_that_shows_those_that_hold(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    reply = await (await server.slash("ask", question="Where?", after="1995-04-01")).final_reply()
    form = await (await server.choose(reply, "Searched", "pick")).form()
    assert form.fields["after"]["value"] == "1995-04-01"
    edited = await (await server.fill_in(form, after="1995-05", before="1995-06")).reply_with("from 1995-05-01")
    assert edited.message is reply.message
    assert archive.asked[1].window == Window(date(1995, 5, 1), date(1995, 6, 30))


async def test_a_date_in_the_form_that_is_none_is_refused_and_the_answer_stays(
    server: LoopbackDiscord, start: Start
) -> None:
    await start(Archive())
    reply = await (await server.slash("ask", question="Where?")).final_reply()
    form = await (await server.choose(reply, "Searched", "pick")).form()
    refused = await (await server.fill_in(form, after="soon")).final_reply()
    assert refused.content.startswith("⚠️ 'soon' is not a date")
    assert refused.is_ephemeral
    assert "**Whistler**" in reply.message.content


async def test_nobody_else_can_change_the_dates_of_an_answer(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    reply = await (await server.slash("ask", question="Where?")).final_reply()
    refused = await (await server.choose(reply, "Searched", "any", user=server.bob)).final_reply()
    assert "Only who asked" in refused.content
    assert refused.is_ephemeral
    assert len(archive.asked) == 1


async def test_a_follow_up_leans_on_the_answer_and_keeps_its_window(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    reply = await (await server.slash("ask", question="where?", as_of="1995-05-05")).final_reply()
    form = await (await server.press(reply, "Follow up", user=server.bob)).form()
    use = await server.fill_in(form, question="and when?")
    await use.deferred()
    further = await use.final_reply()
    assert "-# Asked: and when?" in further.content
    assert further.message is not reply.message
    assert archive.asked[1] == Question("and when?", Window(as_of=date(1995, 5, 5)), (Turn("where?", ANSWERED),))


async def test_a_follow_up_to_a_private_answer_stays_private(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    reply = await (await server.slash("ask", question="where?", private=True)).final_reply()
    assert "🗑️ Delete" not in reply.buttons
    form = await (await server.press(reply, "Follow up")).form()
    assert "where" not in form.fields
    assert (await (await server.fill_in(form, question="and when?")).final_reply()).is_ephemeral


async def test_a_follow_up_in_a_thread_makes_the_thread_one_conversation(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    reply = await (await server.slash("ask", question="where?")).final_reply()
    form = await (await server.press(reply, "Follow up")).form()
    told = await (await server.fill_in(form, question="and when?", where="thread")).final_reply()
    assert told.is_ephemeral
    thread = server.world.threads[reply.message.id]
    assert f"<#{thread.id}>" in told.content
    assert thread.name == "where?"
    assert "-# Asked: and when?" in server.seen_in(thread)[0].content
    await (await server.mention("and who?", channel=thread, user=server.bob)).reply_from_bot()
    assert [turn.question for turn in archive.asked[2].history] == ["where?", "and when?"]


async def test_an_answer_that_has_a_thread_already_gets_no_second_one(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    reply = await (await server.slash("ask", question="where?")).final_reply()
    for text in ("and when?", "and who?"):
        form = await (await server.press(reply, "Follow up")).form()
        await (await server.fill_in(form, question=text, where="thread")).final_reply()
    (thread,) = server.world.threads.values()
    assert [message.content.split("\n")[0] for message in server.seen_in(thread)] == [
        "-# Asked: and when?",
        "-# Asked: and who?",
    ]


async def test_where_the_bot_may_open_no_thread_it_says_what_it_takes(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    reply = await (await server.slash("ask", question="where?")).final_reply()
    form = await (await server.press(reply, "Follow up")).form()
    server.close_channel(server.world.channel)
    told = await (await server.fill_in(form, question="and when?", where="thread")).final_reply()
    assert "Create Public Threads" in told.content


@pytest.mark.parametrize("thumb", ["👍", "👎"])
async def test_a_thumb_is_kept_and_its_reason_is_optional(
    server: LoopbackDiscord, start: Start, tmp_path: Path, thumb: str
) -> None:
    await start(Archive(), data_dir=tmp_path)
    reply = await (await server.slash("ask", question="where?")).final_reply()
    form = await (await server.press(reply, thumb, user=server.bob)).form()
    thanked = await (await server.fill_in(form, reason="short and to the point")).final_reply()
    assert thanked.is_ephemeral
    database = Database(tmp_path / FILE)
    good = thumb == "👍"
    assert await Feedback(database).tally() == Tally(good=int(good), bad=int(not good))
    rows = await database.run(lambda db: db.execute("select person, reason from feedback").fetchall())
    assert rows == [(server.bob.id, "short and to the point")]
    database.close()


async def test_who_asked_can_delete_the_answer(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    reply = await (await server.slash("ask", question="where?", user=server.bob)).final_reply()
    await (await server.press(reply, "Delete", user=server.bob)).deleted()


async def test_a_moderator_can_delete_an_answer_and_nobody_else(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    reply = await (await server.mention("where?")).reply_from_bot()
    refused = await (await server.press(reply, "Delete", user=server.bob)).final_reply()
    assert "only who asked, or a moderator" in refused.content.lower()
    server.world.moderators.add(server.bob.id)
    await (await server.press(reply, "Delete", user=server.bob)).deleted()


async def test_buttons_work_after_a_restart(server: LoopbackDiscord, start: Start, tmp_path: Path) -> None:
    first = await start(Archive(), data_dir=tmp_path)
    reply = await (await server.slash("ask", question="where?")).final_reply()
    form = await (await server.press(reply, "Follow up")).form()
    first.stop()
    archive = Archive()
    await start(archive, data_dir=tmp_path)
    assert f"**{QUOTE}**" in (await (await server.press(reply, "Sources")).final_reply()).text
    await (await server.fill_in(form, question="and when?")).final_reply()  # opened before, sent after
    assert archive.asked[0].history == (Turn("where?", ANSWERED),)


async def test_the_buttons_of_an_answer_that_is_forgotten_say_so(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    reply = await (await server.slash("ask", question="where?")).final_reply()
    erased = await (await server.slash("forget me")).final_reply()
    assert "Erased: 1 questions" in erased.content
    assert erased.is_ephemeral
    told = await (await server.press(reply, "Sources")).final_reply()
    assert told.content == "⚠️ This answer is not kept any more (ask again)."


async def test_an_abstention_offers_the_nearest_articles_to_read(
    server: LoopbackDiscord, start: Start, sample_archive: LiveArchive
) -> None:
    article = sample_archive.searcher().generation.store.passage(0)[0]
    near = Suggestion(article.id, article.title, article.outlet, article.published, article.url)
    await start(
        Archive(lambda question: dataclasses.replace(abstention_from(question), suggestions=(near,))),
        archive=sample_archive,
    )
    reply = await (await server.slash("ask", question="What about bananas?")).final_reply()
    assert "📰 Sources" not in reply.buttons
    page = await (await server.choose(reply, "nearest", "0")).final_reply()
    assert page.is_ephemeral
    assert article.text[:20] in page.text
