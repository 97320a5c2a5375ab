"""From a question to an answer: search, read, weigh, and quote, or say that the archive does not say."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.answering.answer import Answer, Citation, Claim, Question, Suggestion
from bot.answering.evidence import Evidence, gather
from bot.answering.followup import standalone
from bot.answering.scoring import answer_probability, sentence_probability, support
from bot.answering.wording import Wording
from corpus.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings import AnsweringSettings
    from index.live import LiveArchive
    from index.search import Hit
    from index.window import Window

_SUGGESTIONS = 3


class Answerer:
    """Answers questions from the archive with verbatim sentences. Safe to use from several threads."""

    def __init__(self, archive: LiveArchive, settings: AnsweringSettings) -> None:
        """Take the archive and the rules of answering."""
        self._archive = archive
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
        wording = Wording(alone, searcher.generation.lexical)
        ranked = _rank(gather(alone, wording, hits, searcher))
        probability = answer_probability(support(ranked, wording)) if ranked else 0.0
        read = time.perf_counter()
        timings = {
            "retrieve": 1e3 * (retrieved - started),
            "read": 1e3 * (read - retrieved),
            "total": 1e3 * (read - started),
        }
        if probability < self._settings.min_confidence:
            return _abstention(question, alone, hits, probability, timings)
        claims, citations = _quote(self._choose(ranked))
        return Answer(
            question=question.text,
            standalone_question=alone,
            text=" ".join(f"{claim.text} [{claim.citations[0]}]" for claim in claims),
            abstained=False,
            reason=None,
            confidence=probability,
            window=question.window,
            window_from=None if question.window.is_open else "option",
            claims=claims,
            citations=citations,
            timings_ms=timings,
        )

    def _checked(self, text: str) -> str:
        text = " ".join(text.split())
        limit = self._settings.max_question_chars
        if not any(character.isalnum() for character in text):
            raise QuestionError("the question is empty", "ask in words")
        if len(text) > limit:
            raise QuestionError(f"the question has {len(text)} characters, {limit} are allowed", "ask it shorter")
        return text

    def _choose(self, ranked: Sequence[Evidence]) -> list[Evidence]:
        """The best sentence, then others that are nearly as likely to answer, in the order of rank."""
        best = sentence_probability(ranked[0].features)
        chosen = [ranked[0]]
        for evidence in ranked[1:]:
            if len(chosen) == self._settings.max_sentences or sentence_probability(evidence.features) < best / 2:
                break
            if not any(evidence.text == other.text for other in chosen):
                chosen.append(evidence)
        return chosen


def _rank(found: list[Evidence]) -> list[Evidence]:
    return sorted(found, key=lambda evidence: -sentence_probability(evidence.features))


def _quote(chosen: Sequence[Evidence]) -> tuple[tuple[Claim, ...], tuple[Citation, ...]]:
    """A claim and a citation for each sentence."""
    citations = tuple(
        Citation(
            n=n,
            article_id=evidence.hit.article.id,
            title=evidence.hit.article.title,
            outlet=evidence.hit.article.outlet,
            published=evidence.hit.article.published,
            url=evidence.hit.article.url,
            quote=evidence.text,
            start=evidence.start,
            end=evidence.end,
        )
        for n, evidence in enumerate(chosen, 1)
    )
    return tuple(Claim(citation.quote, (citation.n,)) for citation in citations), citations


def _abstention(
    question: Question, alone: str, hits: Sequence[Hit], probability: float, timings: dict[str, float]
) -> Answer:
    nearest = list({hit.article.id: hit.article for hit in hits}.values())[:_SUGGESTIONS]
    return Answer(
        question=question.text,
        standalone_question=alone,
        text="The archive does not say.",
        abstained=True,
        reason=_reason(question.window, found=bool(hits)),
        confidence=probability,
        window=question.window,
        window_from=None if question.window.is_open else "option",
        suggestions=tuple(Suggestion(a.id, a.title, a.outlet, a.published, a.url) for a in nearest),
        timings_ms=timings,
    )


def _reason(window: Window, *, found: bool) -> str:
    """Why there is no answer, in the words of the window."""
    span = _in_words(window)
    if not found:
        return (
            f"no article {span} is in the archive" if span else "the archive holds nothing that resembles the question"
        )
    return f"no passage {span}answers this" if not span else f"no passage {span} answers this"


def _in_words(window: Window) -> str:
    if window.after and window.last:
        return f"published between {window.after} and {window.last}"
    if window.after:
        return f"published since {window.after}"
    return f"published up to {window.last}" if window.last else ""
