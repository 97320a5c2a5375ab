"""Looking things up in the archive: articles, titles, outlets, its size and span. All of it blocks: use a thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.chat.pages import Related
from corpus.errors import QuestionError
from index.filters import Filters
from index.window import Window

if TYPE_CHECKING:
    from bot.answering.answer import Question
    from bot.chat.asking import Archive
    from bot.state.servers import Span
    from corpus.article import Article
    from index.search import Hit

MOST_HITS = 25
_DAYS: dict[Span, int] = {"week": 7, "month": 31, "year": 366}


@dataclass(frozen=True, slots=True)
class Facts:
    """What there is to say about the archive; `created` is the time of its last rebuild, in UTC."""

    articles: int
    passages: int
    span: tuple[date, date] | None
    outlets: tuple[tuple[str, int], ...]
    created: str
    generation: str


class Lookup:
    """Reads in the current generation. Each method raises GenerationError where there is none."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def facts(self) -> Facts:
        """The archive in numbers."""
        generation = self._archive.searcher().generation
        manifest, store = generation.manifest, generation.store
        return Facts(manifest.articles, manifest.passages, store.span(), store.outlets(), manifest.created, manifest.id)

    def window(self, span: Span) -> Window:
        """The last week, month or year of the archive, counted back from its last day; open for any time."""
        days, known = _DAYS.get(span), self._archive.searcher().generation.store.span()
        if days is None or known is None:
            return Window()
        return Window(after=known[1] - timedelta(days=days - 1), before=known[1])

    def outlets(self, typed: str, limit: int = 25) -> list[str]:
        """Outlets with what was typed in their name, the largest first."""
        known = self._archive.searcher().generation.store.outlets()
        return [name for name, _ in known if typed.casefold() in name.casefold()][:limit]

    def outlet(self, typed: str) -> str:
        """The outlet of that name. Raises QuestionError where there is none."""
        for name, _ in self._archive.searcher().generation.store.outlets():
            if name.casefold() == typed.strip().casefold():
                return name
        raise QuestionError(f"the archive holds nothing of {typed!r}", "choose an outlet from the list")

    def titled(self, typed: str, limit: int = 25) -> list[Article]:
        """Articles with what was typed in their title, newest first."""
        return self._archive.searcher().generation.store.titled(typed, limit)

    def article(self, named: str) -> Article:
        """The article of that id, else the one whose title is nearest. Raises QuestionError where there is none."""
        searcher = self._archive.searcher()
        found = searcher.generation.store.article(named)
        if found is None:
            titled = searcher.generation.store.titled(named, 1)
            found = titled[0] if titled else next((hit.article for hit in searcher.articles(named, 1)), None)
        if found is None:
            raise QuestionError("there is no such article", "choose one from the list")
        return found

    def text_of(self, article_id: str) -> str | None:
        """The text of an article, or None where the archive does not hold it any more."""
        article = self._archive.searcher().generation.store.article(article_id)
        return article.text if article else None

    def related(self, article: Article) -> Related:
        """What hangs together with an article."""
        store = self._archive.searcher().generation.store
        return Related(
            tuple(store.copies(article.id)), store.superseded_by(article.id), store.correction_of(article.id)
        )

    def hits(self, query: Question) -> list[Hit]:
        """The passages nearest to a query."""
        text = " ".join(query.text.split())
        if not any(character.isalnum() for character in text):
            raise QuestionError("the search is empty", "search for words")
        filters = Filters(outlets=(query.outlet,)) if query.outlet else Filters()
        return self._archive.searcher().passages(text, MOST_HITS, query.window, filters)
