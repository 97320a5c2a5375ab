"""Which sentences an answer is made of, and how they stand to each other.

The best sentence leads. A sentence of another outlet that says the same is cited with it; one that gives another number
for the same thing is shown as differing, with its day, and of two days the newer one leads. Copies of one story speak
once, and an article that was replaced is never the only source.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.question_type import Manner, manner
from bot.answering.revisions import LIKELY, day_of, overlap
from bot.answering.stated import number_of
from bot.answering.wording import content_terms
from corpus.article import Passage
from corpus.sentences import sentence_spans
from index.lexical import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.evidence import Evidence
    from bot.answering.revisions import Revisions
    from bot.answering.voices import Voices
    from corpus.article import Article

_NEARLY = 0.5  # of the best sentence's probability: what is below it is not quoted beside it
_NEARLY_OF_MANY = 0.3  # the same where a list or an account is asked for
_SAME = 0.5  # share of terms that two sentences have in common where they say the same
_LOOKED_AT = 12  # sentences


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of an answer: its sentence, and those that bear it out.

    `label` is what must be said before it, in brackets: that it is earlier, or that it differs.
    """

    sentence: Evidence
    borne_out: tuple[Evidence, ...] = ()
    label: str = ""


class Choice:
    """Chooses the statements of one answer."""

    def __init__(self, question: str, voices: Voices, revisions: Revisions, most: int) -> None:
        """Take the question, who stands behind the articles, what was revised, and how many sentences may be quoted."""
        self._voices = voices
        self._revisions = revisions
        self._most = most
        self._manner = manner(question)

    def statements(self, evidence: Sequence[Evidence], *, newest_first: bool) -> list[Statement]:
        """The statements, the leading one first. `evidence` comes best first and is not empty."""
        ranked = self._current(evidence)
        lead, rivals = self._revisions.lead(ranked)
        if newest_first and not rivals:
            lead = newest(ranked)
        corrected = next((one for one in ranked[:_LOOKED_AT] if self._corrects(one, lead)), None)
        if corrected is not None:
            rivals = [lead, *(one for one in rivals if one is not corrected)]
            lead = corrected
        rest = [one for one in ranked if one is not lead and one not in rivals]
        told = [self._backed(Statement(lead, self._agreeing(lead, rest)))]
        told += [Statement(one, label=self._label(one, lead)) for one in rivals[: self._left(told)]]
        return [*told, *self._others(told, rest)]

    def _corrects(self, one: Evidence, lead: Evidence) -> bool:
        """Whether a sentence of a correction takes back what the leading one says."""
        is_about_it = bool(lead.span) and lead.span_text in one.text
        return is_about_it and self._voices.corrects(one.hit.article, lead.hit.article)

    def _label(self, one: Evidence, lead: Evidence) -> str:
        """What is said before a sentence that differs from the leading one."""
        article = one.hit.article
        when = str(article.published or "date unknown")
        if self._voices.corrects(lead.hit.article, article):
            return f"Corrected since, {when}:"
        if day_of(one) != day_of(lead) and article.published:
            return f"Earlier, {when}:" if day_of(one) < day_of(lead) else f"Later, {when}:"
        return f"Differs, {article.outlet or 'another outlet'}, {when}:"

    def _current(self, evidence: Sequence[Evidence]) -> list[Evidence]:
        """The evidence with sentences of replaced articles moved to the version that holds them, or else put last."""
        current: list[Evidence] = []
        outdated: list[Evidence] = []
        for one in evidence:
            newer = self._voices.newer(one.hit.article)
            moved = _moved(one, newer) if newer else one
            (outdated if moved is None else current).append(moved or one)
        likely = [one for one in current if one.probability >= evidence[0].probability * LIKELY]
        return [*current, *outdated] if likely else list(evidence)

    def _backed(self, statement: Statement) -> Statement:
        """A statement whose article was replaced with the nearest sentence of the newer version beside it."""
        newer = self._voices.newer(statement.sentence.hit.article)
        if newer is None or any(one.hit.article.id == newer.id for one in statement.borne_out):
            return statement
        nearest = _nearest(statement.sentence, newer)
        return replace(statement, borne_out=(*statement.borne_out, nearest)) if nearest else statement

    def _agreeing(self, lead: Evidence, rest: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """One sentence of another outlet that says the same."""
        for one in rest[:_LOOKED_AT]:
            is_other = one.hit.article.outlet != lead.hit.article.outlet
            is_likely = one.probability >= lead.probability * LIKELY
            if (
                is_other
                and is_likely
                and not self._voices.are_one(one.hit.article, lead.hit.article)
                and _says_same(one, lead)
            ):
                return (one,)
        return ()

    def _others(self, told: Sequence[Statement], rest: Sequence[Evidence]) -> list[Statement]:
        """Further sentences nearly as likely to answer; of copies of one story only one speaks."""
        is_of_many = self._manner in (Manner.LIST, Manner.HAPPENED, Manner.COMPARE)
        least = told[0].sentence.probability * (_NEARLY_OF_MANY if is_of_many else _NEARLY)
        taken = [one for statement in told for one in (statement.sentence, *statement.borne_out)]
        others: list[Statement] = []
        for one in rest:
            if len(taken) >= self._most or one.probability < least:
                break
            if not any(self._repeats(one, other) for other in taken):
                taken.append(one)
                others.append(Statement(one))
        return others

    def _repeats(self, one: Evidence, other: Evidence) -> bool:
        """Whether a sentence adds nothing: the same words, or a copy of the same story."""
        if one.text == other.text or (one.hit.article.id != other.hit.article.id and overlap(one, other) >= _SAME):
            return True
        is_copy = one.hit.article.id != other.hit.article.id
        return is_copy and self._voices.are_one(one.hit.article, other.hit.article)

    def _left(self, told: Sequence[Statement]) -> int:
        return max(0, self._most - sum(1 + len(one.borne_out) for one in told))


def in_order(told: Sequence[Statement]) -> list[Statement]:
    """The lead's article first, then what differs, then the rest by article; inside an article as printed."""
    articles = list(dict.fromkeys(one.sentence.hit.article.id for one in told if not one.label))

    def place(one: Statement) -> tuple[int, int, int]:
        return (0, 1, 0) if one.label else (articles.index(one.sentence.hit.article.id), 0, one.sentence.start)

    return sorted(told, key=place)


def newest(ranked: Sequence[Evidence]) -> Evidence:
    """The newest of the likely sentences: who asks as of a day wants the state on it."""
    likely = [one for one in ranked if one.probability >= ranked[0].probability * _NEARLY]
    return max(likely, key=lambda one: (day_of(one), one.probability))


def _says_same(one: Evidence, other: Evidence) -> bool:
    """Whether two sentences give the same answer in like words."""
    first, second = number_of(one.span_text), number_of(other.span_text)
    if first is not None and second is not None and first != second:
        return False
    said = set(content_terms(other.span_text))
    shares_span = bool(said) and said <= set(terms(one.text))
    return overlap(one, other) >= (_SAME / 2 if shares_span else _SAME)


def _moved(one: Evidence, newer: Article) -> Evidence | None:
    """The same sentence in the newer version, or None where that does not hold it."""
    start = newer.text.find(one.text)
    return _placed(one, newer, start, start + len(one.text)) if start >= 0 else None


def _nearest(one: Evidence, newer: Article) -> Evidence | None:
    """The sentence of the newer version that has most in common with this one."""
    said = set(terms(one.text))
    spans = sentence_spans(newer.text, newer.language or "en")
    best = max(spans, key=lambda span: len(said & set(terms(newer.text[span[0] : span[1]]))), default=None)
    return _placed(one, newer, *best) if best else None


def _placed(one: Evidence, article: Article, start: int, end: int) -> Evidence:
    passage = Passage(article.id, start, end, article.text[start:end])
    span = None
    if one.span and article.text[start:end] == one.text:
        span = (one.span[0] - one.start + start, one.span[1] - one.start + start)
    return replace(one, hit=replace(one.hit, article=article, passage=passage), start=start, end=end, span=span)
