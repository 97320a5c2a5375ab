"""The nouns of a conversation: a question with what was said before it, and the answer with its evidence."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from index.window import Window

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was asked earlier in the conversation, and its answer's text."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks: the text, the window they chose, and the turns before it, oldest first.

    `outlet` is the one whose articles alone are to answer, as the archive spells it; None for any.
    """

    text: str
    window: Window = Window()
    history: tuple[Turn, ...] = ()
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a claim stands in print: `quote` is `article.text[start:end]` to the letter."""

    n: int
    article_id: str
    title: str
    outlet: str | None
    published: date | None
    url: str | None
    quote: str
    start: int
    end: int
    also_ran_in: tuple[str, ...] = ()
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an answer, with the numbers of its citations."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An article near the question, offered when the archive does not answer it."""

    article_id: str
    title: str
    outlet: str | None
    published: date | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Generation:
    """What became of a language model's sentences: kept, replaced by the quote they cite, dropped; and what failed."""

    kept: int
    quoted: int
    dropped: int
    failed: dict[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """What Dateline says to a question.

    `text` carries [n] marks that point into `citations`. Where `abstained` is true there are no claims, and `reason`
    says why and `suggestions` what is nearest. `confidence` estimates the probability, 0 to 1, that the archive
    answers the question. `timings_ms` holds wall-clock milliseconds by step. `notes` say how the question was
    understood, where that is not plain; `note` is what a person should know of how the answer was made; `generation` is
    there where a language model replied.
    """

    question: str
    standalone_question: str
    text: str
    abstained: bool
    reason: str | None
    confidence: float
    window: Window
    window_from: str | None
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    short_answer: str | None = None
    notes: tuple[str, ...] = ()
    answerer: str = "extractive"
    timings_ms: dict[str, float] = field(default_factory=dict)
    note: str | None = None
    generation: Generation | None = None

    def document(self, question_id: str | None = None) -> dict[str, Any]:
        """The answer as the JSON document that `dateline ask --json` prints."""
        identity = {} if question_id is None else {"id": question_id}
        return identity | {
            "question": self.question,
            "standalone_question": self.standalone_question,
            "answer": self.text,
            "abstained": self.abstained,
            "reason": self.reason,
            "confidence": round(self.confidence, 3),
            "window": {
                "after": _iso(self.window.after),
                "before": _iso(self.window.before),
                "as_of": _iso(self.window.as_of),
                "inferred_from": self.window_from,
            },
            "claims": [{"text": claim.text, "citations": list(claim.citations)} for claim in self.claims],
            "citations": [
                {
                    "n": citation.n,
                    "article_id": citation.article_id,
                    "title": citation.title,
                    "outlet": citation.outlet,
                    "published": _iso(citation.published),
                    "url": citation.url,
                    "quote": citation.quote,
                    "start": citation.start,
                    "end": citation.end,
                    "also_ran_in": list(citation.also_ran_in),
                    "superseded_by": citation.superseded_by,
                }
                for citation in self.citations
            ],
            "suggestions": [
                {
                    "article_id": near.article_id,
                    "title": near.title,
                    "outlet": near.outlet,
                    "published": _iso(near.published),
                    "url": near.url,
                }
                for near in self.suggestions
            ],
            "short_answer": self.short_answer,
            "notes": list(self.notes),
            "answerer": self.answerer,
            "note": self.note,
            "generation": asdict(self.generation) if self.generation else None,
            "timings_ms": {step: round(spent, 1) for step, spent in self.timings_ms.items()},
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
