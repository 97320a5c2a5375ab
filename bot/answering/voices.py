"""Who else stands behind an article: its copies, and what came after it. Asked of the store once for each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.answer import Citation

if TYPE_CHECKING:
    from bot.answering.evidence import Evidence
    from corpus.article import Article
    from index.filters import Filters
    from index.store import ArticleStore
    from index.window import Window


class Voices:
    """What window and filters let be known of copies and newer versions. Not to be shared between threads."""

    def __init__(self, store: ArticleStore, window: Window, filters: Filters) -> None:
        """Take the store, and what one answer may draw on."""
        self._store = store
        self._window = window
        self._filters = filters
        self._copies: dict[str, list[Article]] = {}
        self._newer: dict[str, Article | None] = {}

    def copies(self, article: Article) -> list[Article]:
        """The copies of an article that are admitted."""
        if article.id not in self._copies:
            copies = self._store.copies(article.id)
            self._copies[article.id] = [copy for copy in copies if self._admits(copy)]
        return self._copies[article.id]

    def are_one(self, one: Article, other: Article) -> bool:
        """Whether two articles are the same or copies of one story."""
        return one.id == other.id or any(copy.id == other.id for copy in self.copies(one))

    def newer(self, article: Article) -> Article | None:
        """The newest version that replaces an article, where that is admitted."""
        if article.id not in self._newer:
            newer = self._store.superseded_by(article.id)
            self._newer[article.id] = newer if newer and self._admits(newer) else None
        return self._newer[article.id]

    def _admits(self, article: Article) -> bool:
        return self._window.admits(article.published) and self._filters.admit(article)

    def corrects(self, one: Article, other: Article) -> bool:
        """Whether one article is a correction of the other."""
        corrected = self._store.correction_of(one.id) if one.id != other.id else None
        return corrected is not None and corrected.id == other.id

    def citation(self, n: int, evidence: Evidence) -> Citation:
        """Where a sentence stands in print: the citation numbered n."""
        article = evidence.hit.article
        newer = self.newer(article)
        outlets = {copy.outlet for copy in self.copies(article) if copy.outlet}
        return Citation(
            n=n,
            article_id=article.id,
            title=article.title,
            outlet=article.outlet,
            published=article.published,
            url=article.url,
            quote=evidence.text,
            start=evidence.start,
            end=evidence.end,
            also_ran_in=tuple(sorted(outlets - {article.outlet})),
            superseded_by=newer.id if newer else None,
        )
