"""From a question to an answer: search, read, weigh, and quote, or say that the archive does not say."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from bot.answering.answer import Answer, Citation, Claim, Question, Suggestion
from bot.answering.followup import standalone
from corpus.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.evidence import Composer, Evidence, Judge
    from bot.settings import AnsweringSettings
    from index.live import LiveArchive
    from index.search import Hit
    from index.store import ArticleStore
    from index.window import Window

_SUGGESTIONS = 3
_NEARLY = 0.5  # of the best sentence's probability: what is below it is not quoted beside it


class Answerer:
    """Answers questions from the archive with verbatim sentences. Safe to use from several threads."""

    def __init__(
        self, archive: LiveArchive, judge: Judge, settings: AnsweringSettings, composer: Composer | None = None
    ) -> None:
        """Take the archive, the judge of its sentences, the rules of answering, and who words answers anew, if any."""
        self._composer = composer
        self._archive = archive
        self._judge = judge
        self._settings = settings

    def ask(self, question: Question, watch: Callable[[str], None] | None = None) -> Answer:
        """Answer a question, or abstain with a reason. Raises QuestionError for one that cannot be asked.

        `watch` is given the text of the answer so far while a language model words it, from the calling thread.
        """
        started = time.perf_counter()
        question = replace(question, text=_printable(question.text))
        text = self._checked(question.text)
        turns = question.history[-self._settings.history_turns :] if self._settings.history_turns else ()
        alone = standalone(text, turns)
        searcher = self._archive.searcher()
        hits = searcher.passages(alone, self._settings.passages, question.window)
        retrieved = time.perf_counter()
        verdict = self._judge.weigh(alone, hits, searcher)
        read = time.perf_counter()
        timings = {"retrieve": retrieved - started, "read": read - retrieved, "total": read - started}
        said = partial(
            Answer,
            question=question.text,
            standalone_question=alone,
            confidence=verdict.probability,
            window=question.window,
            window_from=None if question.window.is_open else "option",
            timings_ms={step: 1000 * spent for step, spent in timings.items()},
        )
        if verdict.probability < self._settings.min_confidence:
            return said(
                text="The archive does not say.",
                abstained=True,
                reason=_reason(question.window, found=bool(hits)),
                suggestions=_nearest(hits),
            )
        store = searcher.generation.store
        evidence = _newest_first(verdict.evidence) if question.window.as_of else verdict.evidence
        chosen = self._choose(evidence, store)
        citations = tuple(_citation(n, one, store, question.window) for n, one in enumerate(chosen, 1))
        answer = said(
            text=" ".join(f"{citation.quote} [{citation.n}]" for citation in citations),
            abstained=False,
            reason=None,
            claims=tuple(Claim(citation.quote, (citation.n,)) for citation in citations),
            citations=citations,
            short_answer=verdict.short_answer,
        )
        if self._composer is None:
            return answer

        def cite(n: int, one: Evidence) -> Citation:
            return _citation(n, one, store, question.window)

        return self._composer.compose(answer, evidence, cite, watch)

    def _checked(self, text: str) -> str:
        text = " ".join(text.split())
        limit = self._settings.max_question_chars
        if not any(character.isalnum() for character in text):
            raise QuestionError("the question is empty", "ask in words")
        if len(text) > limit:
            raise QuestionError(f"the question has {len(text)} characters, {limit} are allowed", "ask it shorter")
        return text

    def _choose(self, evidence: Sequence[Evidence], store: ArticleStore) -> list[Evidence]:
        """The best sentence, then others nearly as likely to answer; of copies of one story only one speaks."""
        best, *others = evidence
        chosen = [best]
        silent = {copy.id for copy in store.copies(best.hit.article.id)}
        for other in others:
            if len(chosen) == self._settings.max_sentences or other.probability < best.probability * _NEARLY:
                break
            if other.hit.article.id not in silent and not any(other.text == taken.text for taken in chosen):
                chosen.append(other)
                silent |= {copy.id for copy in store.copies(other.hit.article.id)}
        return chosen


def _newest_first(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The evidence with the newest of its likely sentences in the lead: who asks as of a day wants the state on it."""
    likely = [one for one in evidence if one.probability >= evidence[0].probability * _NEARLY]
    newest = max(likely, key=lambda one: (one.hit.article.published or date.min, one.probability))
    return (newest, *(one for one in evidence if one is not newest))


def _printable(text: str) -> str:
    """The text without halves of characters, which a command line or a JSON file can hold and nothing can print."""
    return text.encode("utf-8", "replace").decode()


def _citation(n: int, evidence: Evidence, store: ArticleStore, window: Window) -> Citation:
    """Where a sentence stands, with what the window lets be known of copies and of a newer version."""
    article = evidence.hit.article
    newer = store.superseded_by(article.id)
    ran = {copy.outlet for copy in store.copies(article.id) if copy.outlet and window.admits(copy.published)}
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
        also_ran_in=tuple(sorted(ran - {article.outlet})),
        superseded_by=newer.id if newer and window.admits(newer.published) else None,
    )


def _nearest(hits: Sequence[Hit]) -> tuple[Suggestion, ...]:
    """The articles of the best hits, once each."""
    articles = list({hit.article.id: hit.article for hit in hits}.values())[:_SUGGESTIONS]
    return tuple(Suggestion(a.id, a.title, a.outlet, a.published, a.url) for a in articles)


def _reason(window: Window, *, found: bool) -> str:
    """Why there is no answer, in the words of the window."""
    where = _in_words(window)
    if not found:
        return f"the archive holds no article published {where}" if where else "the archive holds nothing like it"
    return f"no passage published {where} answers this" if where else "no passage in the archive answers this"


def _in_words(window: Window) -> str:
    if window.after and window.last:
        return f"between {window.after} and {window.last}"
    if window.after:
        return f"since {window.after}"
    return f"up to {window.last}" if window.last else ""
