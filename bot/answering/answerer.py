"""From a question to an answer: search, read, weigh, and quote, or say that the archive does not say."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from bot.answering.answer import Answer, Citation, Claim, Question, Suggestion
from bot.answering.followup import standalone
from corpus.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.evidence import Evidence, Judge
    from bot.settings import AnsweringSettings
    from index.live import LiveArchive
    from index.search import Hit
    from index.window import Window

_SUGGESTIONS = 3


class Answerer:
    """Answers questions from the archive with verbatim sentences. Safe to use from several threads."""

    def __init__(self, archive: LiveArchive, judge: Judge, settings: AnsweringSettings) -> None:
        """Take the archive, the judge of its sentences and the rules of answering."""
        self._archive = archive
        self._judge = judge
        self._settings = settings

    def ask(self, question: Question) -> Answer:
        """Answer a question, or abstain with a reason. Raises QuestionError for one that cannot be asked."""
        started = time.perf_counter()
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
        citations = tuple(_citation(n, evidence) for n, evidence in enumerate(self._choose(verdict.evidence), 1))
        return said(
            text=" ".join(f"{citation.quote} [{citation.n}]" for citation in citations),
            abstained=False,
            reason=None,
            claims=tuple(Claim(citation.quote, (citation.n,)) for citation in citations),
            citations=citations,
            short_answer=verdict.short_answer,
        )

    def _checked(self, text: str) -> str:
        text = " ".join(text.split())
        limit = self._settings.max_question_chars
        if not any(character.isalnum() for character in text):
            raise QuestionError("the question is empty", "ask in words")
        if len(text) > limit:
            raise QuestionError(f"the question has {len(text)} characters, {limit} are allowed", "ask it shorter")
        return text

    def _choose(self, evidence: Sequence[Evidence]) -> list[Evidence]:
        """The best sentence, then others that are nearly as likely to answer, in the order of rank."""
        best, *others = evidence
        chosen = [best]
        for other in others:
            if len(chosen) == self._settings.max_sentences or other.probability < best.probability / 2:
                break
            if not any(other.text == taken.text for taken in chosen):
                chosen.append(other)
        return chosen


def _citation(n: int, evidence: Evidence) -> Citation:
    article = evidence.hit.article
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
