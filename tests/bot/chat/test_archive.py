"""`/archive`: what administrators do with the archive and with the bot in their server, over a real index."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bot.chat import progress
from bot.state.database import FILE, Database
from bot.state.servers import Servers, ServerSettings
from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.generation import Generations
from index.live import LiveArchive
from tests.bot.chat.askers import Archive
from tests.loopback import Attachment

if TYPE_CHECKING:
    from pathlib import Path

    from index.embedding import Embedder
    from index.settings import IndexSettings
    from tests.bot.chat.conftest import Start
    from tests.loopback import LoopbackDiscord

FIRST = """---
title: Ferry Service Resumes
date: 1995-06-01
outlet: The Harbour Post
---
The ferry to Osprey Island resumed on Thursday after a week of repairs, the harbour office said.
"""
SECOND = b"""---
title: Bridge Opens
date: 1995-06-02
outlet: The Harbour Post
---
The bridge over the Alder opened on Friday, two years late, and the first car across was a taxi.
"""
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Echo</title><link>https://echo.example/</link>
<item><title>Lighthouse Sold</title><link>https://echo.example/1</link><guid>https://echo.example/1</guid>
<pubDate>Sat, 03 Jun 1995 08:00:00 GMT</pubDate>
<description>The lighthouse at Cape Marl was sold on Saturday to a couple who mean to live in it.</description>
</item></channel></rss>"""


@pytest.fixture
def small(tmp_path: Path, embedder: Embedder, index_settings: IndexSettings) -> LiveArchive:
    """An archive of one article, in the test's own folder."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.txt").write_text(FIRST, encoding="utf-8")
    rebuild = Rebuild(tmp_path, embedder, CorpusSettings(processes=1), index_settings, lambda *_: None)
    rebuild.update([str(tmp_path / "articles")])
    return LiveArchive(Generations(tmp_path), embedder, index_settings)


@pytest.mark.parametrize("command", ["status", "rebuild", "rollback", "add", "settings"])
async def test_who_is_no_administrator_is_not_shown_a_command_and_is_refused_it(
    server: LoopbackDiscord, start: Start, command: str
) -> None:
    await start(Archive())
    with pytest.raises(AssertionError, match="not shown to bob"):
        await server.slash(f"archive {command}", user=server.bob)
    refused = await (await server.slash(f"archive {command}", user=server.bob, hidden=True)).final_reply()
    assert refused.content == "⚠️ You may not do this here (it takes the permission administrator)."
    assert refused.is_ephemeral


async def test_a_rebuild_tells_how_it_goes_and_how_it_went_and_the_answers_follow(
    server: LoopbackDiscord, start: Start, tmp_path: Path, small: LiveArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "EDIT_EVERY_S", 0.001)
    await start(Archive(), data_dir=tmp_path, archive=small)
    (tmp_path / "articles" / "bridge.txt").write_bytes(SECOND)
    use = await server.slash("archive rebuild")
    await use.deferred()
    done = await use.reply_with("✅ The archive is rebuilt: 2 articles in 2 passages.")
    assert "1 passages embedded, 1 carried over" in done.content
    assert done.is_ephemeral
    assert "2 articles in 2 passages" in (await (await server.slash("about")).final_reply()).text


async def test_a_rebuild_without_news_says_that_nothing_has_changed(
    server: LoopbackDiscord, start: Start, tmp_path: Path, small: LiveArchive
) -> None:
    await start(Archive(), data_dir=tmp_path, archive=small)
    await (await server.slash("archive rebuild")).reply_with("✅ Nothing has changed: 1 articles")


async def test_what_a_rebuild_cannot_read_is_counted_and_attached(
    server: LoopbackDiscord, start: Start, tmp_path: Path, small: LiveArchive
) -> None:
    await start(Archive(), data_dir=tmp_path, archive=small)
    (tmp_path / "articles" / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing of the kind")
    done = await (await server.slash("archive rebuild")).reply_with("1 files could not be read")
    (file,) = done.attachments
    assert file.filename == "not-read.txt"
    assert b"broken.pdf" in file.content


async def test_a_rebuild_that_cannot_be_done_says_why_and_the_old_state_serves(
    server: LoopbackDiscord, start: Start, tmp_path: Path, small: LiveArchive
) -> None:
    await start(Archive(), data_dir=tmp_path, archive=small)
    shutil.rmtree(tmp_path / "articles")
    assert (await (await server.slash("archive rebuild")).reply_with("⚠️")).is_ephemeral
    assert "1 articles" in (await (await server.slash("about")).final_reply()).text


async def test_a_file_is_added_and_stays_through_the_next_rebuild(
    server: LoopbackDiscord, start: Start, tmp_path: Path, small: LiveArchive
) -> None:
    await start(Archive(), data_dir=tmp_path, archive=small)
    file = Attachment("../../bridge.txt", SECOND)
    await (await server.slash("archive add", file=file)).reply_with(
        "1 articles were added.\n✅ The archive is rebuilt: 2"
    )
    await (await server.slash("archive rebuild")).reply_with("✅ Nothing has changed: 2 articles")
    assert "### Bridge Opens" in (await (await server.slash("article", title="bridge")).final_reply()).text


async def test_a_feed_is_added_by_its_address(
    server: LoopbackDiscord, start: Start, tmp_path: Path, small: LiveArchive
) -> None:
    await start(Archive(), data_dir=tmp_path, archive=small, private_feeds=True)
    hosted = Attachment("feed.xml", FEED)
    server.world.files[hosted.id] = hosted
    use = await server.slash("archive add", feed=f"{server.world.files_url}/{hosted.id}/feed.xml")
    await use.reply_with("1 articles were added.")
    assert "### Lighthouse Sold" in (await (await server.slash("article", title="lighthouse")).final_reply()).text


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/feed", "http://localhost/feed", "file:///etc/passwd", "http://"]
)
async def test_an_address_in_the_bots_own_network_is_refused(
    server: LoopbackDiscord, start: Start, tmp_path: Path, small: LiveArchive, address: str
) -> None:
    await start(Archive(), data_dir=tmp_path, archive=small)
    assert "⚠️" in (await (await server.slash("archive add", feed=address)).reply_with("⚠️")).content
    assert not (tmp_path / "added").exists()


async def test_a_file_without_an_article_is_refused_and_not_kept(
    server: LoopbackDiscord, start: Start, tmp_path: Path, small: LiveArchive
) -> None:
    await start(Archive(), data_dir=tmp_path, archive=small)
    file = Attachment("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200))
    await (await server.slash("archive add", file=file)).reply_with("⚠️ Picture.png:")
    assert list((tmp_path / "added").iterdir()) == []


async def test_neither_a_file_nor_a_feed_is_refused_at_once(
    server: LoopbackDiscord, start: Start, tmp_path: Path, small: LiveArchive
) -> None:
    await start(Archive(), data_dir=tmp_path, archive=small)
    assert "One of the two" in (await (await server.slash("archive add")).final_reply()).content


async def test_a_rollback_goes_back_and_status_shows_where_one_is(
    server: LoopbackDiscord, start: Start, tmp_path: Path, small: LiveArchive
) -> None:
    await start(Archive(), data_dir=tmp_path, archive=small)
    await (await server.slash("archive add", file=Attachment("bridge.txt", SECOND))).reply_with("rebuilt: 2")
    before = small.searcher().generation.manifest.id
    earlier = await (await server.suggest("archive rollback", "generation", "")).suggestions()
    assert len(earlier) == 1
    await (await server.slash("archive rollback")).reply_with("1 articles in 1 passages")
    status = await (await server.slash("archive status")).final_reply()
    assert "**→**" in status.text
    assert small.searcher().generation.manifest.id in earlier.values()
    assert before not in status.text.rsplit("-#", 1)[1]
    refused = await (await server.slash("archive rollback")).reply_with("no earlier state")
    assert refused.is_ephemeral


async def test_where_the_archive_is_looked_after_from_one_server_others_are_refused(
    server: LoopbackDiscord, start: Start, tmp_path: Path, small: LiveArchive
) -> None:
    await start(Archive(), data_dir=tmp_path, archive=small, archive_servers=(1,))
    for command in ("rebuild", "rollback", "add"):
        told = await (await server.slash(f"archive {command}")).final_reply()
        assert "not looked after from this server" in told.content


async def test_settings_of_a_server_are_changed_in_place_and_hold_over_a_restart(
    server: LoopbackDiscord, start: Start, tmp_path: Path, small: LiveArchive
) -> None:
    await start(Archive(), data_dir=tmp_path, archive=small)
    panel = await (await server.slash("archive settings")).final_reply()
    assert panel.is_ephemeral
    await (await server.choose(panel, "channels", str(server.world.other_channel.id))).final_reply()
    await (await server.choose(panel, "private", "yes")).final_reply()
    await (await server.choose(panel, "span", "week")).final_reply()
    german = await (await server.choose(panel, "language", "de")).reply_with("Einstellungen")
    assert "Deutsch" in german.menus
    database = Database(tmp_path / FILE)
    kept = await Servers(database).of(server.world.guild_id)
    database.close()
    assert kept == ServerSettings(channels=(server.world.other_channel.id,), private=True, span="week", language="de")


async def test_who_is_no_administrator_any_more_cannot_change_settings(
    server: LoopbackDiscord, start: Start, tmp_path: Path, small: LiveArchive
) -> None:
    await start(Archive(), data_dir=tmp_path, archive=small)
    panel = await (await server.slash("archive settings")).final_reply()
    server.world.administrators.clear()
    refused = await (await server.choose(panel, "private", "yes")).final_reply()
    assert "it takes the permission administrator" in refused.content


async def test_in_a_server_answers_are_as_its_settings_say(
    server: LoopbackDiscord, start: Start, tmp_path: Path, small: LiveArchive
) -> None:
    database = Database(tmp_path / FILE)
    await Servers(database).change(
        server.world.guild_id, ServerSettings(channels=(server.world.channel.id,), span="week", language="fr")
    )
    database.close()
    archive = Archive()
    await start(archive, data_dir=tmp_path, archive=small)
    public = await (await server.slash("ask", question="Where?")).final_reply()
    assert not public.is_ephemeral
    assert str(archive.asked[0].window.last) == "1995-06-01"
    assert "Cherché" in public.content
    elsewhere = await (await server.slash("ask", question="Where?", channel=server.world.other_channel)).final_reply()
    assert elsewhere.is_ephemeral
    silent = await server.mention("where?", channel=server.world.other_channel)
    await (await server.mention("where?")).reply_from_bot()
    assert silent.replies == 0
