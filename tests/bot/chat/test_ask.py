"""`/ask`, as a person in Discord sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.chat import replies
from index.window import Window
from tests.bot.chat.askers import QUOTE, Archive, Wording, abstention_from, answer_to

if TYPE_CHECKING:
    import pytest

    from tests.bot.chat.conftest import Start
    from tests.loopback import LoopbackDiscord


async def test_ask_is_deferred_and_then_answered_with_what_stands_in_print(
    server: LoopbackDiscord, start: Start
) -> None:
    await start(Archive())
    use = await server.slash("ask", question="Where do the car talks resume?")
    assert not (await use.deferred()).is_ephemeral
    reply = await use.final_reply()
    assert "**Whistler**" in reply.content
    assert f"“{QUOTE}” [1]" in reply.content
    assert (
        "[1] Car talks move to Canada · The Harbour Post · 1995-05-03 · <https://harbour.example/a1>" in reply.content
    )
    assert "Where do the car talks resume?" in reply.content


async def test_a_private_ask_shows_everything_to_the_asker_alone(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    use = await server.slash("ask", question="Where?", private=True)
    assert (await use.deferred()).is_ephemeral
    assert (await use.final_reply()).is_ephemeral


async def test_answers_are_private_where_the_settings_say_so_unless_asked_otherwise(
    server: LoopbackDiscord, start: Start
) -> None:
    await start(Archive(), private=True)
    assert (await (await server.slash("ask", question="Where?")).final_reply()).is_ephemeral
    assert not (await (await server.slash("ask", question="Where?", private=False)).final_reply()).is_ephemeral


async def test_an_abstention_says_so_and_why_and_names_what_is_near(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive(abstention_from))
    reply = await (await server.slash("ask", question="What about bananas?")).final_reply()
    assert "**The archive does not say.**" in reply.content
    assert "Nothing up to 1995-05-01 mentions bananas." in reply.content
    assert "• Fruit imports fall · The Harbour Post · date unknown · <https://harbour.example/a2>" in reply.content
    assert "> " not in reply.content


async def test_dates_bound_the_question_and_the_answer_says_which_were_applied(
    server: LoopbackDiscord, start: Start
) -> None:
    archive = Archive()
    await start(archive)
    use = await server.slash("ask", question="Where?", after="1995-04", before="1995", as_of="1995-05-05")
    reply = await use.final_reply()
    assert archive.asked[0].window == Window(date(1995, 4, 1), date(1995, 12, 31), date(1995, 5, 5))
    assert "Searched: articles from 1995-04-01 to 1995-12-31, as of 1995-05-05" in reply.content


async def test_a_date_that_is_none_is_refused_in_one_line_to_the_asker_alone(
    server: LoopbackDiscord, start: Start
) -> None:
    archive = Archive()
    await start(archive)
    reply = await (await server.slash("ask", question="Where?", after="soon @everyone")).final_reply()
    assert reply.content == "⚠️ 'soon \\@everyone' is not a date (write 1995-05-03, 1995-05 or 1995)."
    assert reply.is_ephemeral
    assert archive.asked == []


async def test_a_window_that_ends_before_it_starts_is_refused_in_one_line(
    server: LoopbackDiscord, start: Start
) -> None:
    await start(Archive())
    reply = await (await server.slash("ask", question="Where?", after="1996", before="1995")).final_reply()
    assert reply.content.startswith("⚠️ The window ends (1995-12-31) before it starts (1996-01-01)")
    assert "\n" not in reply.content


async def test_ask_works_in_a_private_channel(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    channel = server.world.private_channel(server.alice)
    reply = await (await server.slash("ask", question="Where?", channel=channel)).final_reply()
    assert "**Whistler**" in reply.content


async def test_an_answer_that_is_worded_bit_by_bit_is_shown_as_it_grows(
    server: LoopbackDiscord, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "NOTE_AFTER_S", 0.01)
    asker = Wording()
    await start(asker)
    use = await server.slash("ask", question="Where?")
    draft = await use.reply_with("Negotiators meet again")
    assert draft.content == "-# Asked: Where?\nNegotiators meet again in \\*Whistler\\* ▌"
    assert draft.components == ()
    asker.gate.set()
    assert "▌" not in (await use.reply_with("**Whistler**")).content


async def test_what_is_to_be_known_of_how_an_answer_was_made_stands_under_it(
    server: LoopbackDiscord, start: Start
) -> None:
    note = "the language model did not answer: these are quotes"
    await start(Archive(lambda question: replace(answer_to(question), note=note)))
    assert f"-# {note}\n" in (await (await server.slash("ask", question="Where?")).final_reply()).content


async def test_ask_starts_afresh_each_time(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    await (await server.slash("ask", question="Where?")).final_reply()
    await (await server.slash("ask", question="When?")).final_reply()
    assert [question.history for question in archive.asked] == [(), ()]


async def test_a_command_that_this_version_does_not_know_is_explained(server: LoopbackDiscord, start: Start) -> None:
    client = await start(Archive())
    client.tree.clear_commands(guild=None)
    reply = await (await server.slash("ask", question="Where?")).final_reply()
    assert reply.content == "⚠️ This command has changed (restart Discord and try again)."
    assert reply.is_ephemeral
