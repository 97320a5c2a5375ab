"""From a question to an answer: search, read, weigh, and quote, or say that the archive does not say."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.answering.abstaining import refusal
from bot.answering.answer import Answer, Citation, Claim, Question
from bot.answering.followup import alone
from bot.answering.printed_dates import PrintedDates
from bot.answering.scope import of_event, scope_of, toward_event
from corpus.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.evidence import Evidence, Judge, Verdict
    from bot.answering.scope import Scope
    from bot.settings import AnsweringSettings
    from index.live import LiveArchive
    from index.search import Hit, Searcher
    from index.store import ArticleStore
    from index.window import Window

_NEARLY = 0.5  # of the best sentence's probability: what is below it is not quoted beside it


def _today() -> date:
    return datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a search found inside a scope, and the verdict on it."""

    scope: Scope
    hits: Sequence[Hit]
    verdict: Verdict
    dates: PrintedDates


class Answerer:
    """Answers questions from the archive with verbatim sentences. Safe to use from several threads."""

    def __init__(
        self, archive: LiveArchive, judge: Judge, settings: AnsweringSettings, today: Callable[[], date] = _today
    ) -> None:
        """Take the archive, the judge of its sentences, the rules of answering and the calendar on the wall."""
        self._archive = archive
        self._judge = judge
        self._settings = settings
        self._today = today

    def ask(self, question: Question) -> Answer:
        """Answer a question, or abstain with a reason. Raises QuestionError for one that cannot be asked."""
        started = time.perf_counter()
        question = replace(question, text=_printable(question.text))
        text = self._checked(question.text)
        turns = question.history[-self._settings.history_turns :] if self._settings.history_turns else ()
        asked = alone(text, turns)
        searcher = self._archive.searcher()
        scope = scope_of(asked.core, question.window, searcher, self._judge, self._today())
        if asked.topic or asked.context:
            query = f"{scope.query} ({asked.topic})" if asked.topic else scope.query
            scope = replace(scope, query=query, context=asked.context)
        weighed, retrieving = self._weighed(scope, searcher)
        scope, verdict = weighed.scope, weighed.verdict
        total = time.perf_counter() - started
        timings = {"retrieve": retrieving, "read": total - retrieving, "total": total}
        said = partial(
            Answer,
            question=question.text,
            standalone_question=asked.text,
            confidence=verdict.probability,
            window=scope.window,
            window_from=scope.window_from,
            notes=scope.notes,
            timings_ms={step: 1000 * spent for step, spent in timings.items()},
        )
        if verdict.probability < self._settings.min_confidence or not verdict.evidence:
            no = refusal(scope, weighed.hits, searcher)
            return said(text="The archive does not say.", abstained=True, reason=no.reason, suggestions=no.suggestions)
        store = searcher.generation.store
        is_newest_asked = scope.window.as_of or scope.asked.newest
        evidence = _newest_first(verdict.evidence) if is_newest_asked else verdict.evidence
        chosen = self._choose(evidence, store)
        citations = tuple(_citation(n, one, store, scope.window) for n, one in enumerate(chosen, 1))
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

    def _weighed(self, scope: Scope, searcher: Searcher) -> tuple[Weighed, float]:
        """What is found inside the scope; where that does not answer, what later articles tell of the days asked for.

        The number is the seconds that searching took.
        """
        first, spent = self._read(scope, scope.window, searcher)
        if scope.wider is None or first.verdict.probability >= self._settings.min_confidence:
            return first, spent
        second, more = self._read(scope, scope.wider, searcher)
        told = of_event(second.verdict.evidence, scope, second.dates)
        if not told or second.verdict.probability < self._settings.min_confidence:
            return first, spent + more
        wider = replace(scope, window=scope.wider, notes=(*scope.notes, "told in articles published later"))
        return replace(second, scope=wider, verdict=replace(second.verdict, evidence=told)), spent + more

    def _read(self, scope: Scope, window: Window, searcher: Searcher) -> tuple[Weighed, float]:
        started = time.perf_counter()
        hits = searcher.passages(f"{scope.query} {scope.context}".rstrip(), self._settings.passages, window)
        spent = time.perf_counter() - started
        verdict, dates = self._judge.weigh(scope.query, hits, searcher), PrintedDates()
        evidence = toward_event(verdict.evidence, scope, dates)
        if verdict.evidence[:1] != evidence[:1]:
            verdict = replace(verdict, short_answer=None)
        return Weighed(scope, hits, replace(verdict, evidence=evidence), dates), spent

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
