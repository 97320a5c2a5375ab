"""Quoted sentences made intelligible where they stand: what is not in print follows in square brackets.

"He" gets the name of whom the article means, "the minister" that of the holder, "Wednesday" its date. The quote of a
citation is never touched; only the answer's own text carries brackets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answering.asked_time.span import span_of
from bot.answering.calendar_words import ANY_MONTH, ANY_WEEKDAY
from bot.answering.mentions import names_in
from corpus.quotes.cast import Cast
from corpus.quotes.marks import paragraphs
from corpus.quotes.sentences import sentences

if TYPE_CHECKING:
    from bot.answering.evidence import Evidence
    from bot.answering.printed_dates import PrintedDates
    from corpus.article import Article
    from corpus.quotes.sentences import Sentence
    from corpus.temporal import TimeExpression

_ROLES = (
    "minister|president|secretary|chairman|governor|mayor|prime minister|ambassador|senator|spokesman|spokeswoman|"
    "director"
)
_POINTER = re.compile(
    rf"\b(?P<he>[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b|\b[Tt]he (?P<role>{_ROLES})\b(?! of\b| for\b|['\u2019])(?! [A-Z])"
)
_COUNTED = re.compile(
    rf"{ANY_WEEKDAY}|\b(?:today|yesterday|tomorrow|tonight)\b|"
    r"\b(?:this|last|next|past|coming) (?:\w+ )?(?:day|week|weekend|month|year|quarter|morning|night|evening|"
    r"spring|summer|"
    r"fall|autumn|winter)\b|\bago\b",
    re.IGNORECASE,
)
_WRITTEN_OUT = re.compile(rf"\d{{4}}|(?:{ANY_MONTH})\.? \d", re.IGNORECASE)


class Readable:
    """Puts the brackets into the sentences of one answer. Not to be shared between threads."""

    def __init__(self, dates: PrintedDates) -> None:
        """Take the dates that the articles name."""
        self._dates = dates
        self._casts: dict[str, tuple[Cast, tuple[Sentence, ...]]] = {}

    def text(self, evidence: Evidence) -> str:
        """The sentence on one line, with its brackets."""
        notes = [*self._day_notes(evidence), *self._name_note(evidence)]
        shown = evidence.text
        for at, note in sorted(notes, reverse=True):
            shown = f"{shown[: at - evidence.start]} [{note}]{shown[at - evidence.start :]}"
        return " ".join(shown.split())

    def dated(self, evidence: Evidence) -> str:
        """The words of its span, with the date that a "Wednesday" in it means."""
        start, end = evidence.span or (evidence.start, evidence.start)
        text = evidence.hit.article.text[start:end]
        notes = [(at, note) for at, note in self._day_notes(evidence) if start < at <= end]
        for at, note in sorted(notes, reverse=True):
            text = f"{text[: at - start]} [{note}]{text[at - start :]}"
        return " ".join(text.split())

    def _day_notes(self, evidence: Evidence) -> list[tuple[int, str]]:
        """Where a date follows, and which."""
        return [(one.end, note) for one in self._dates.inside(evidence) if (note := _calendar(one))]

    def _name_note(self, evidence: Evidence) -> list[tuple[int, str]]:
        """After the first "he", "she" or title, the name that it means, where the sentence has not said that before."""
        pointer = _POINTER.search(evidence.text)
        if pointer is None:
            return []
        place = evidence.start + pointer.start()
        name = self._meant(evidence.hit.article, pointer, place)
        if (
            name is None
            or self._another_is_nearer(evidence.hit.article, name, place)
            or name.split()[-1] in evidence.text[: pointer.start()]
        ):
            return []
        if pointer["role"] and name.split()[-1] in evidence.text:
            return []
        owns = pointer["he"] and pointer["he"].lower() == "his"
        return [(evidence.start + pointer.end(), f"{name}'s" if owns else name)]

    def _meant(self, article: Article, pointer: re.Match[str], place: int) -> str | None:
        """The full name of the person that is meant at a place of the article; None where that is not sure."""
        cast, rows = self._cast(article)
        number = next((n for n, row in enumerate(rows) if row.tokens and row.tokens[-1].end > place), None)
        if number is None:
            return None
        if pointer["role"]:
            person = cast.role(pointer["role"].split()[-1], place, number)
        else:
            person = cast.pronoun(pointer["he"].lower(), place, number)
        return person.name if person is not None and person.is_person and " " in person.name else None

    def _another_is_nearer(self, article: Article, name: str, place: int) -> bool:
        """Whether the sentence before has somebody else's full name, as far as that can be told, and not this one."""
        _, rows = self._cast(article)
        before = [row for row in rows if row.tokens and row.tokens[-1].end <= place][-1:]
        said = "".join(article.text[row.tokens[0].start : row.tokens[-1].end] for row in before)
        others = [one for one in names_in(said) if one.may_be_person and len(one.words) > 1]
        return bool(others) and name.rsplit(maxsplit=1)[-1] not in said

    def _cast(self, article: Article) -> tuple[Cast, tuple[Sentence, ...]]:
        if article.id not in self._casts:
            rows = tuple(sentences(article.text, paragraphs(article.text)))
            self._casts[article.id] = Cast(rows), rows
        return self._casts[article.id]


def _calendar(expression: TimeExpression) -> str | None:
    """The date that an expression counts to, where it does not say that itself."""
    if expression.value is None or not _COUNTED.search(expression.text) or _WRITTEN_OUT.search(expression.text):
        return None
    if "/" in expression.value or "W" in expression.value or "Q" in expression.value:
        span = span_of(expression.value)
        return span.words if span else None
    return expression.value
