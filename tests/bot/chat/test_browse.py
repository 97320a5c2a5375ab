"""`/search`, `/article`, `/help`, `/about` and the menu of a message, over the bundled archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.answer import Turn
from bot.chat.escaping import escape
from bot.chat.pages import ARTICLE_PAGE, text_pages
from index.window import Window
from tests.bot.chat.askers import Archive
from tests.loopback import Message

if TYPE_CHECKING:
    from pathlib import Path

    from index.live import LiveArchive
    from tests.bot.chat.conftest import Start
    from tests.loopback import LoopbackDiscord


async def test_search_shows_passages_with_outlet_date_and_link_page_by_page(
    server: LoopbackDiscord, start: Start, sample_archive: LiveArchive
) -> None:
    await start(Archive(), archive=sample_archive)
    use = await server.slash("search", text="purchase plans")
    await use.deferred()
    first = await use.final_reply()
    best = sample_archive.searcher().passages("purchase plans", 6)
    assert "page 1 of 5" in first.text
    for hit in best[:5]:
        assert f"**{hit.rank}.** {escape(hit.article.title)} · {escape(hit.article.outlet or '')}" in first.text
        assert str(hit.article.published) in first.text
    second = await (await server.press(first, "▶️", user=server.bob)).reply_with("page 2 of 5")
    assert "**6.**" in second.text
    assert "**1.**" not in second.text


async def test_a_search_can_be_turned_after_a_restart(
    server: LoopbackDiscord, start: Start, sample_archive: LiveArchive, tmp_path: Path
) -> None:
    first = await start(Archive(), archive=sample_archive, data_dir=tmp_path)
    page = await (await server.slash("search", text="purchase plans")).final_reply()
    first.stop()
    await start(Archive(), archive=sample_archive, data_dir=tmp_path)
    await (await server.press(page, "▶️")).reply_with("page 2 of 5")


async def test_a_search_keeps_to_its_dates_and_its_outlet(
    server: LoopbackDiscord, start: Start, sample_archive: LiveArchive
) -> None:
    await start(Archive(), archive=sample_archive)
    use = await server.slash("search", text="cars", after="1995-06", before="1995-06", outlet="pacific wire")
    page = await use.final_reply()
    assert "Pacific Wire · 1995-06-" in page.text
    assert "1995-05" not in page.text.replace("(1995-05", "")
    assert "Ledger ·" not in page.text


async def test_an_article_is_opened_from_a_search(
    server: LoopbackDiscord, start: Start, sample_archive: LiveArchive
) -> None:
    await start(Archive(), archive=sample_archive)
    page = await (await server.slash("search", text="purchase plans", private=True)).final_reply()
    assert page.is_ephemeral
    best = sample_archive.searcher().passages("purchase plans", 1)[0].article
    article = await (await server.choose(page, "article", best.id)).final_reply()
    assert article.is_ephemeral
    assert f"### {escape(best.title)}" in article.text


async def test_typing_a_title_suggests_articles_and_the_chosen_one_is_shown(
    server: LoopbackDiscord, start: Start, sample_archive: LiveArchive
) -> None:
    await start(Archive(), archive=sample_archive)
    suggested = await (await server.suggest("article", "title", "auto")).suggestions()
    assert len(suggested) > 1
    assert all("auto" in name.lower() for name in suggested)
    chosen = next(iter(suggested.values()))
    known = sample_archive.searcher().generation.store.article(chosen)
    assert known is not None
    shown = await (await server.slash("article", title=chosen)).final_reply()
    assert f"### {escape(known.title)}" in shown.text
    assert text_pages(known.text)[0] in shown.text


async def test_an_article_names_its_later_version_and_what_it_corrects(
    server: LoopbackDiscord, start: Start, sample_archive: LiveArchive
) -> None:
    await start(Archive(), archive=sample_archive)
    store = sample_archive.searcher().generation.store
    articles = {store.passage(position)[0].id: store.passage(position)[0] for position in range(store.passages)}
    corrections = [article for article in articles.values() if store.correction_of(article.id)]
    copied = [article for article in articles.values() if store.copies(article.id)]
    for article in corrections[:1]:
        corrected = store.correction_of(article.id)
        assert corrected is not None
        shown = await (await server.slash("article", title=article.id)).final_reply()
        assert f"It corrects: {escape(corrected.title)}" in shown.text
    for article in copied[:1]:
        shown = await (await server.slash("article", title=article.id)).final_reply()
        assert "also in" in shown.text
    assert corrections or copied


async def test_what_is_typed_freely_finds_the_nearest_article(
    server: LoopbackDiscord, start: Start, sample_archive: LiveArchive
) -> None:
    await start(Archive(), archive=sample_archive)
    shown = await (await server.slash("article", title="the head of the world trade organization")).final_reply()
    assert "### " in shown.text


async def test_typing_an_outlet_suggests_those_of_the_archive(
    server: LoopbackDiscord, start: Start, sample_archive: LiveArchive
) -> None:
    await start(Archive(), archive=sample_archive)
    assert list(await (await server.suggest("ask", "outlet", "wire")).suggestions()) == ["Pacific Wire"]
    assert len(await (await server.suggest("search", "outlet", "")).suggestions()) == 6


async def test_ask_keeps_to_an_outlet_and_refuses_one_that_is_not_there(
    server: LoopbackDiscord, start: Start, sample_archive: LiveArchive
) -> None:
    archive = Archive()
    await start(archive, archive=sample_archive)
    await (await server.slash("ask", question="Where?", outlet="pacific wire")).final_reply()
    assert archive.asked[0].outlet == "Pacific Wire"
    refused = await (await server.slash("ask", question="Where?", outlet="The Moon")).final_reply()
    assert "holds nothing of 'The Moon'" in refused.content
    assert refused.is_ephemeral


async def test_without_an_index_nothing_is_suggested_and_about_says_what_to_do(
    server: LoopbackDiscord, start: Start
) -> None:
    await start(Archive())
    assert await (await server.suggest("article", "title", "cars")).suggestions() == {}
    assert await (await server.suggest("ask", "outlet", "")).suggestions() == {}
    told = await (await server.slash("about")).final_reply()
    assert told.content == "⚠️ Nothing has been indexed (dateline rebuild)."


async def test_about_tells_span_size_outlets_and_the_last_rebuild(
    server: LoopbackDiscord, start: Start, sample_archive: LiveArchive
) -> None:
    await start(Archive(), archive=sample_archive)
    told = await (await server.slash("about")).final_reply()
    manifest = sample_archive.searcher().generation.manifest
    span = sample_archive.searcher().generation.store.span()
    assert span is not None
    assert f"{manifest.articles} articles in {manifest.passages} passages, from {span[0]} to {span[1]}" in told.text
    assert "Pacific Wire (" in told.text
    assert manifest.created[:10] in told.text
    assert told.is_ephemeral


async def test_help_names_every_command_that_people_use(server: LoopbackDiscord, start: Start) -> None:
    await start(Archive())
    told = await (await server.slash("help")).final_reply()
    assert told.is_ephemeral
    for command in ("/ask", "/search", "/article", "/about", "/forget me"):
        assert command in told.text


async def test_in_private_everything_but_the_archives_care_is_there(
    server: LoopbackDiscord, start: Start, sample_archive: LiveArchive
) -> None:
    await start(Archive(), archive=sample_archive)
    private = server.world.private_channel(server.alice)
    assert "### " in (await (await server.slash("about", channel=private)).final_reply()).text
    assert "page 1" in (await (await server.slash("search", text="cars", channel=private)).final_reply()).text
    with pytest.raises(AssertionError, match="not shown"):
        await server.slash("archive status", channel=private)


async def test_a_question_in_a_message_can_be_asked_from_its_menu(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    message = await server.write(Message(server.world.channel, server.bob, "Where do the talks resume?"))
    form = await (await server.menu_of_message("Ask about this message", message.message)).form()
    assert form.fields["question"]["value"] == "Where do the talks resume?"
    assert "**Whistler**" in (await (await server.fill_in(form)).final_reply()).content
    assert archive.asked[0].text == "Where do the talks resume?"


async def test_a_question_about_a_message_leans_on_its_text(server: LoopbackDiscord, start: Start) -> None:
    archive = Archive()
    await start(archive)
    said = "Mickey Kantor met Ryutaro Hashimoto in Whistler."
    message = await server.write(Message(server.world.channel, server.bob, said))
    form = await (await server.menu_of_message("Ask about this message", message.message)).form()
    await (await server.fill_in(form, question="What did he want?")).final_reply()
    assert archive.asked[0].history == (Turn(said, ""),)
    assert archive.asked[0].window == Window()


async def test_a_message_is_held_against_the_archive_statement_by_statement(
    server: LoopbackDiscord, start: Start, sample_archive: LiveArchive
) -> None:
    await start(Archive(), archive=sample_archive)
    said = "Renato Ruggiero took office in Geneva. Nice. The talks on cars broke down in Whistler."
    message = await server.write(Message(server.world.channel, server.bob, said))
    shown = await (await server.menu_of_message("Check against the archive", message.message)).final_reply()
    assert shown.is_ephemeral
    assert "**Renato Ruggiero took office in Geneva.**" in shown.text
    assert "**The talks on cars broke down in Whistler.**" in shown.text
    assert "**Nice.**" not in shown.text
    assert "Pacific Wire" in shown.text


@pytest.mark.parametrize("entry", ["Ask about this message", "Check against the archive"])
async def test_a_message_without_text_is_refused_in_words(server: LoopbackDiscord, start: Start, entry: str) -> None:
    await start(Archive())
    message = await server.write(Message(server.world.channel, server.bob, ""))
    told = await (await server.menu_of_message(entry, message.message)).final_reply()
    assert told.content.startswith("⚠️ This message ")
    assert told.is_ephemeral


def test_a_long_text_is_cut_into_pages_at_the_ends_of_paragraphs_and_nothing_is_lost() -> None:
    paragraphs = [f"Paragraph {n} says *this*. {'And it goes on. ' * (n * 9)}".strip() for n in range(40)]
    pages = text_pages("\n\n".join(paragraphs))
    assert all(len(page) <= ARTICLE_PAGE for page in pages)
    shown = " ".join(" ".join(pages).split())
    assert shown == " ".join(escape(paragraph) for paragraph in paragraphs)
