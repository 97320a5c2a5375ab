"""From a question to an answer: search, read, weigh, and quote, or say that the archive does not say."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.answering.abstaining import refusal
from bot.answering.answer import Answer
from bot.answering.composing import chosen, compose
from bot.answering.digest import asks_for_all, digest
from bot.answering.evidence import Verdict
from bot.answering.followup import alone
from bot.answering.latest import asked_news, news
from bot.answering.printed_dates import PrintedDates
from bot.answering.scope import of_event, scope_of, toward_event
from bot.answering.sides import sides
from bot.answering.speaking import toward_speaker
from bot.answering.spelling import mended
from bot.answering.stated import without_first
from bot.answering.statements import Statement, in_order
from bot.answering.voices import Voices
from corpus.errors import QuestionError
from index.filters import Filters
from index.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.answer import Question
    from bot.answering.evidence import Composer, Judge
    from bot.answering.followup import Alone
    from bot.answering.scope import Scope
    from bot.answering.sides import Side
    from bot.settings import AnsweringSettings
    from index.live import LiveArchive
    from index.search import Hit, Searcher


def _today() -> date:
    return datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a search found inside a scope, the verdict on it, and the statements of the answer, where they are fixed."""

    scope: Scope
    hits: Sequence[Hit]
    verdict: Verdict
    dates: PrintedDates
    told: tuple[Statement, ...] = ()


class Answerer:
    """Answers questions from the archive with verbatim sentences. Safe to use from several threads."""

    def __init__(
        self,
        archive: LiveArchive,
        judge: Judge,
        settings: AnsweringSettings,
        composer: Composer | None = None,
        *,
        today: Callable[[], date] = _today,
    ) -> None:
        """Take the archive, the judge of its sentences, the rules, who words answers anew, if any, and the calendar."""
        self._composer = composer
        self._archive = archive
        self._judge = judge
        self._settings = settings
        self._today = today

    def ask(self, question: Question, watch: Callable[[str], None] | None = None) -> Answer:
        """Answer a question, or abstain with a reason. Raises QuestionError for one that cannot be asked.

        `watch` is given the text of the answer so far while a language model words it, from the calling thread.
        """
        started = time.perf_counter()
        question = replace(question, text=_printable(question.text))
        text = self._checked(question.text)
        turns = question.history[-self._settings.history_turns :] if self._settings.history_turns else ()
        searcher = self._archive.searcher()
        asked, scope = self._understood(alone(text, turns), question.window, question.outlet, searcher)
        weighed, retrieving = self._weighed(scope, searcher)
        said = partial(
            Answer,
            question=question.text,
            standalone_question=asked.text,
            confidence=weighed.verdict.probability,
            window=weighed.scope.window,
            window_from=weighed.scope.window_from,
            notes=weighed.scope.notes,
        )
        answer = self._told(said, weighed, searcher, watch)
        return replace(answer, timings_ms=_timings(started, retrieving, answer.timings_ms))

    def _understood(self, asked: Alone, chosen: Window, outlet: str | None, searcher: Searcher) -> tuple[Alone, Scope]:
        """The question with its names mended, and where to look for what."""
        filters = Filters(outlets=(outlet,)) if outlet else Filters()
        core, notes = mended(asked.core, searcher, Window(as_of=chosen.as_of), filters)
        scope = scope_of(core, chosen, searcher, self._judge, self._today(), outlet)
        query = f"{scope.query} ({asked.topic})" if asked.topic else scope.query
        scope = replace(scope, query=query, context=asked.context, notes=(*notes, *scope.notes))
        return replace(asked, core=core), scope

    def _told(
        self,
        said: Callable[..., Answer],
        weighed: Weighed,
        searcher: Searcher,
        watch: Callable[[str], None] | None,
    ) -> Answer:
        """The answer that the evidence gives, or why there is none."""
        scope, verdict = weighed.scope, weighed.verdict
        if verdict.probability < self._settings.min_confidence or not verdict.evidence:
            no = refusal(scope, weighed.hits, searcher)
            return said(text="The archive does not say.", abstained=True, reason=no.reason, suggestions=no.suggestions)
        voices = _voices(scope, searcher)
        told = weighed.told or in_order(self._chosen(weighed, voices, searcher))
        composed = compose(told, verdict.evidence, scope.query, voices, weighed.dates)
        answer = said(
            text=composed.text,
            abstained=False,
            reason=None,
            claims=composed.claims,
            citations=composed.citations,
            short_answer=composed.short_answer,
        )
        if self._composer is None:
            return answer
        return self._composer.compose(answer, composed.evidence, composed.cite, watch)

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

    def _chosen(self, weighed: Weighed, voices: Voices, searcher: Searcher) -> list[Statement]:
        """The statements of the answer, the leading one first."""
        evidence, lexical, most = weighed.verdict.evidence, searcher.generation.lexical, self._settings.max_sentences
        return chosen(evidence, weighed.scope, lexical, voices, weighed.dates, most)

    def _read(self, scope: Scope, window: Window, searcher: Searcher) -> tuple[Weighed, float]:
        started = time.perf_counter()
        if asks_for_all(scope):
            dates = PrintedDates()
            hits, verdict = digest(scope, searcher, dates)
            return Weighed(scope, hits, verdict, dates), time.perf_counter() - started
        if weighed := self._news(replace(scope, window=window), searcher):
            return weighed, time.perf_counter() - started
        if two := sides(scope.query):
            return self._both(two, scope, window, searcher)
        return self._one(scope, window, searcher)

    def _news(self, scope: Scope, searcher: Searcher) -> Weighed | None:
        """The news on what the question names; None where it asks for something else, or nothing is about that."""
        thing = asked_news(scope.query)
        found = news(thing, scope, _voices(scope, searcher), searcher) if thing else []
        if not found:
            return None
        told = tuple(
            Statement(one, label=f"{one.hit.article.published or 'date unknown'}:")
            for one in found[: self._settings.max_sentences]
        )
        verdict = Verdict(tuple(found), found[0].probability)
        return Weighed(scope, [one.hit for one in found], verdict, PrintedDates(), told)

    def _both(self, two: Sequence[Side], scope: Scope, window: Window, searcher: Searcher) -> tuple[Weighed, float]:
        """One statement for each of two sides; where one says nothing, the question is read as it stands."""
        context = f"{scope.query} {scope.context}".rstrip()
        read = [self._one(replace(scope, query=side.question, context=context), window, searcher) for side in two]
        spent = sum(seconds for _, seconds in read)
        voices = _voices(scope, searcher)
        found: dict[str, Weighed] = {}
        told: list[Statement] = []
        for side, (weighed, _) in zip(two, read, strict=True):
            evidence = side.own(weighed.verdict.evidence, [one.sentence for one in told])
            if evidence and weighed.verdict.probability >= self._settings.min_confidence:
                found[side.name] = replace(weighed, verdict=replace(weighed.verdict, evidence=evidence))
                told.append(replace(self._chosen(found[side.name], voices, searcher)[0], label=""))
        if len(told) < len(two):
            weighed, more = self._one(scope, window, searcher)
            return weighed, spent + more
        evidence = tuple(one for weighed in found.values() for one in weighed.verdict.evidence)
        verdict = Verdict(evidence, min(weighed.verdict.probability for weighed in found.values()))
        hits = [hit for weighed in found.values() for hit in weighed.hits]
        first = next(iter(found.values()))
        return Weighed(scope, hits, verdict, first.dates, tuple(told)), spent

    def _one(self, scope: Scope, window: Window, searcher: Searcher) -> tuple[Weighed, float]:
        """What is found on a question that is read as it stands."""
        started, dates = time.perf_counter(), PrintedDates()
        asked = without_first(scope.query)
        query = f"{asked} {scope.context}".rstrip()
        hits = searcher.passages(query, self._settings.passages, window, scope.filters)
        spent = time.perf_counter() - started
        verdict = self._judge.weigh(asked, hits, searcher)
        evidence, trust = toward_speaker(asked, toward_event(verdict.evidence, scope, dates))
        verdict = Verdict(evidence, verdict.probability * trust)
        return Weighed(scope, hits, verdict, dates), spent


def _voices(scope: Scope, searcher: Searcher) -> Voices:
    return Voices(searcher.generation.store, scope.window, scope.filters)


def _timings(started: float, retrieving: float, before: dict[str, float]) -> dict[str, float]:
    """Milliseconds by step: what was not spent on searching or generating went into reading and composing."""
    total, retrieve = 1000 * (time.perf_counter() - started), 1000 * retrieving
    read = total - retrieve - before.get("generate", 0.0)
    return before | {"retrieve": retrieve, "read": read, "total": total}


def _printable(text: str) -> str:
    """The text without halves of characters, which a command line or a JSON file can hold and nothing can print."""
    return text.encode("utf-8", "replace").decode()
