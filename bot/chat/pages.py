"""Pages of print: a source with the quoted words in their paragraph, an article, the passages of a search.

Laid out with Discord's second generation of components, as they are read and turned, not searched for or quoted. A
page is at most 4,000 characters and 40 components long, all its texts together; each text here has its own bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot.chat.actions import Action, press
from bot.chat.answer_view import clipped, menu
from bot.chat.escaping import ELLIPSIS, beginning, escape, length, on_one_line, shorten
from bot.chat.rendering import link, source_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.answer import Citation
    from bot.chat.words import Words
    from corpus.article import Article
    from index.search import Hit

HITS_A_PAGE = 5
ARTICLE_PAGE = 2600  # characters of an article's text, escaped
_AROUND_A_QUOTE = 1200  # characters of its paragraph on either side of it, escaped
_QUOTE_LIMIT = 1000
_PASSAGE_LIMIT = 420
_LONGEST_ID = 60
_MOST_RELATED = 10

ACCENT = discord.Colour(0x2F5D8A)


@dataclass(frozen=True, slots=True)
class Related:
    """What hangs together with an article: its copies, the version that replaces it, the article that it corrects."""

    copies: tuple[Article, ...] = ()
    newer: Article | None = None
    corrects: Article | None = None


def source_page(answer_id: str, citations: Sequence[Citation], page: int, text: str | None, words: Words) -> Layout:
    """One source of an answer: where it stands, and its paragraph, `text` being the article's (None if it is gone)."""
    citation = citations[page]
    lines = [f"-# {words('Source {n} of {total}', n=page + 1, total=len(citations))}", _heading(citation, words)]
    quoted = _in_its_paragraph(citation, text)
    notes = [words("also in {outlets}", outlets=shorten(", ".join(citation.also_ran_in), 200))] * bool(
        citation.also_ran_in
    )
    notes += [words("a later version exists")] * bool(citation.superseded_by)
    view = Layout()
    view.put("\n".join(lines), quoted, *(f"-# {note}" for note in notes))
    view.turn("source-page", answer_id, page, len(citations))
    return view


def search_page(search_id: str, query: str, hits: Sequence[Hit], page: int, words: Words) -> Layout:
    """Some of the passages that a search has found, best first."""
    pages = max(1, -(-len(hits) // HITS_A_PAGE))
    view = Layout()
    count = words("page {n} of {total}", n=page + 1, total=pages)
    shown = hits[page * HITS_A_PAGE : (page + 1) * HITS_A_PAGE]
    passages = [
        f"**{hit.rank}.** {source_line(hit.article, words)}\n> {shorten(hit.passage.text, _PASSAGE_LIMIT)}"
        for hit in shown
    ]
    if not passages:
        passages = [words("The archive holds nothing like it.")]
    view.put(f"-# {words('Search')}: {shorten(query, 200)} · {count}", *passages)
    related = [hit.article for hit in shown if len(hit.article.id) <= _LONGEST_ID]
    if related:
        view.choose(Action("article", page=page), words("Read an article"), related, words)
    view.turn("search-page", search_id, page, pages)
    return view


def article_page(article: Article, related: Related, page: int, words: Words) -> Layout:
    """A page of an article, and what became of it."""
    pages = text_pages(article.text)
    page = min(page, len(pages) - 1)
    head = [_heading(article, words)]
    if page == 0:
        head += [f"*{shorten(article.deck, 300)}*"] if article.deck else []
        head += [f"-# {shorten(article.byline, 150)}"] if article.byline else []
    view = Layout()
    view.put("\n".join(head), pages[page] or words("(no text)"), *_notes(related, words))
    named = [one for one in (related.newer, related.corrects, *related.copies) if one and len(one.id) <= _LONGEST_ID]
    named = list({one.id: one for one in named}.values())[:_MOST_RELATED]
    if named:
        view.choose(Action("article", page=page), words("Read a copy or another version"), named, words)
    if is_short(article.id):
        view.turn("article-page", article.id, page, len(pages))
    return view


def is_short(article_id: str) -> bool:
    """Whether an article's id fits into the id of a button."""
    return len(article_id) <= _LONGEST_ID and ":" not in article_id


def text_pages(text: str) -> list[str]:
    """An article's text in pages, escaped, cut between paragraphs, or between sentences where one is too long."""
    pages = [""]
    for paragraph in text.split("\n\n"):
        rest = on_one_line(paragraph)
        while rest:
            kept = beginning(rest, ARTICLE_PAGE)
            rest = rest[len(kept) :].lstrip()
            shown = escape(kept)
            if pages[-1] and length(pages[-1]) + length(shown) + 2 > ARTICLE_PAGE:
                pages.append(shown)
            else:
                pages[-1] = f"{pages[-1]}\n\n{shown}" if pages[-1] else shown
    return pages


class Layout(discord.ui.LayoutView):
    """A framed page whose parts work without being stored."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self._frame: discord.ui.Container[Any] = discord.ui.Container(accent_colour=ACCENT)
        self.add_item(self._frame)

    def is_finished(self) -> bool:
        """Yes: discord.py then keeps nothing of it, where else it would wait a quarter of an hour with a hidden one."""
        return True

    def put(self, *texts: str) -> None:
        """Add texts, with lines between them."""
        for number, text in enumerate(texts):
            if number == 1:
                self._frame.add_item(discord.ui.Separator())
            self._frame.add_item(discord.ui.TextDisplay(text))

    def buttons(self, *items: discord.ui.Item[Any]) -> None:
        """Add a row of buttons or a menu."""
        self._frame.add_item(discord.ui.ActionRow(*items))

    def turn(self, name: str, subject: str, page: int, pages: int) -> None:
        """Add the buttons that turn the page, if there are several."""
        if pages > 1:
            self.buttons(
                press(Action(name, subject, max(page - 1, 0)), emoji="◀️", disabled=page == 0),
                press(Action(name, subject, min(page + 1, pages - 1)), emoji="▶️", disabled=page == pages - 1),
            )

    def choose(self, action: Action, placeholder: str, articles: Sequence[Article], words: Words) -> None:
        """Add a menu of articles to read."""
        choices = [
            discord.SelectOption(
                label=clipped(article.title or words("(untitled)")),
                description=clipped(
                    f"{article.outlet or words('outlet unknown')}, {article.published or words('date unknown')}"
                ),
                value=article.id,
            )
            for article in {article.id: article for article in articles}.values()
        ]
        self.buttons(menu(action, placeholder, choices))


def _heading(source: Citation | Article, words: Words) -> str:
    title = shorten(source.title, 250) or words("(untitled)")
    outlet = shorten(source.outlet or "", 80) or words("outlet unknown")
    day = source.published.isoformat() if source.published else words("date unknown")
    return f"### {title}\n" + " · ".join([outlet, f"**{day}**", *link(source.url)])


def _notes(related: Related, words: Words) -> list[str]:
    notes = []
    if related.newer:
        notes.append(words("A later version: {title}", title=source_line(related.newer, words)))
    if related.corrects:
        notes.append(words("It corrects: {title}", title=source_line(related.corrects, words)))
    if related.copies:
        outlets = sorted({copy.outlet or words("outlet unknown") for copy in related.copies})
        notes.append(words("also in {outlets}", outlets=shorten(", ".join(outlets), 200)))
    return [f"-# {note}" for note in notes]


def _in_its_paragraph(citation: Citation, text: str | None) -> str:
    """The quoted words in bold, with what stands around them in the same paragraph."""
    quote = beginning(citation.quote, _QUOTE_LIMIT)
    cut = "" if quote == on_one_line(citation.quote) else f" {ELLIPSIS}"
    bold = f"**{escape(quote)}**{cut}"
    start = _position(citation, text) if text is not None else None
    if text is None or start is None:
        return f"“{bold}”"
    end = start + len(citation.quote)
    first = text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0
    last = text.find("\n\n", end)
    before = _ending(text[first:start])
    after = "" if cut else shorten(text[end : last if last >= 0 else len(text)], _AROUND_A_QUOTE)
    return " ".join(part for part in (before, bold, after) if part)


def _position(citation: Citation, text: str) -> int | None:
    """Where the quote stands: where it was, or elsewhere in an article that has changed since; None if it is gone."""
    if text[citation.start : citation.end] == citation.quote:
        return citation.start
    found = text.find(citation.quote)
    return found if found >= 0 else None


def _ending(text: str) -> str:
    """As `shorten`, but of the last words instead of the first."""
    line = on_one_line(text)
    if length(escape(line)) <= _AROUND_A_QUOTE:
        return escape(line)
    tail = line[-(_AROUND_A_QUOTE // 2) :]  # an escaped character is at most twice as long
    return f"{ELLIPSIS} {escape(tail[tail.find(' ') + 1 :])}"
