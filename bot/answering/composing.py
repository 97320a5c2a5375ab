"""From weighed sentences to the text of an answer, its claims and its citations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from bot.answering.answer import Claim
from bot.answering.intelligible import Readable
from bot.answering.question_type import HOLDS, Expected, Manner, expected, manner
from bot.answering.revisions import Revisions
from bot.answering.stated import counted_in, counts, gives_total
from bot.answering.statements import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.answer import Citation
    from bot.answering.evidence import Evidence
    from bot.answering.printed_dates import PrintedDates
    from bot.answering.scope import Scope
    from bot.answering.statements import Statement
    from bot.answering.voices import Voices
    from index.lexical import LexicalIndex

_SURE_OF_WORDS = 0.6  # a short answer stands alone and in bold: below this the sentence speaks for itself
_LONGEST_SHORT_ANSWER = 60  # characters
_CAPITAL = re.compile(r"\b[A-Z]")
# What a short answer must hold: somebody or some place without a name is better told by the sentence.
_LOOKS = {
    Expected.PERSON: _CAPITAL,
    Expected.PLACE: _CAPITAL,
    Expected.TIME: re.compile(rf"\d|{HOLDS[Expected.TIME].pattern}", re.IGNORECASE),
    Expected.QUANTITY: HOLDS[Expected.QUANTITY],
}
_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|so that|in order to|reason|as a result|blamed?|after)\b", re.IGNORECASE
)
_SUITS = 1.3  # how much likelier a sentence answers that gives a reason where one is asked for
_COUNTS = {True: 1.5, False: 0.3, None: 1.0}  # the same for one that counts what is asked for, or something else
_LOOKED_AT = 12  # sentences that are moved


@dataclass(frozen=True, slots=True)
class Composed:
    """The parts of an answer, the evidence with what it quotes in front, and how a sentence of that is cited."""

    text: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    short_answer: str | None
    evidence: tuple[Evidence, ...]
    cite: Callable[[int, Evidence], Citation]


def chosen(
    evidence: Sequence[Evidence], scope: Scope, lexical: LexicalIndex, voices: Voices, dates: PrintedDates, most: int
) -> list[Statement]:
    """What the evidence, best first and not empty, states in at most `most` quoted sentences, the leading one first."""
    is_newest_asked = scope.window.as_of is not None or scope.asked.newest
    revisions = Revisions(scope.query, lexical, dates, scope.asked.event)
    choice = Choice(scope.query, voices, revisions, most)
    return choice.statements(_steered(scope.query, evidence), newest_first=is_newest_asked)


def compose(
    statements: Sequence[Statement], evidence: Sequence[Evidence], question: str, voices: Voices, dates: PrintedDates
) -> Composed:
    """The answer that statements make, in their order, of which the first leads; `evidence` is what they came from."""
    readable = Readable(dates)
    claims: list[Claim] = []
    citations: list[Citation] = []
    for statement in statements:
        cited = (statement.sentence, *statement.borne_out)
        numbers = range(len(citations) + 1, len(citations) + len(cited) + 1)
        citations += [voices.citation(n, one) for n, one in zip(numbers, cited, strict=True)]
        claims.append(Claim(_said(statement, readable), tuple(numbers)))
    text = " ".join(f"{claim.text} {''.join(f'[{n}]' for n in claim.citations)}" for claim in claims)
    lead = statements[0].sentence
    quoted = [one for statement in statements for one in (statement.sentence, *statement.borne_out)]
    ranked = (*quoted, *(one for one in evidence if one not in quoted))
    short = short_answer(question, lead, readable)
    return Composed(text, tuple(claims), tuple(citations), short, ranked, voices.citation)


def _said(statement: Statement, readable: Readable) -> str:
    said = readable.text(statement.sentence)
    return f"[{statement.label}] {said}" if statement.label else said


def short_answer(question: str, lead: Evidence, readable: Readable) -> str | None:
    """The words of the leading sentence that answer, where a name, a number, a date or a place is asked for."""
    kind, words = expected(question), lead.span_text
    is_sure = lead.span is not None and lead.span_probability >= _SURE_OF_WORDS
    if kind is Expected.OTHER or not is_sure or len(words) > _LONGEST_SHORT_ANSWER or not _LOOKS[kind].search(words):
        return None
    if kind is Expected.QUANTITY and gives_total(lead.text):
        return None  # the span may be what was added to it
    return readable.dated(lead) if kind is Expected.TIME else words


def _steered(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with reasons moved up for a why, and for a "how many" what counts the thing asked for."""
    if manner(question) is Manner.WHY:
        return _raised(evidence, lambda one: _SUITS if _REASON.search(one.text) else 1.0)
    counted = counted_in(question)
    if counted:
        return _raised(evidence, lambda one: _COUNTS[counts(one, counted)])
    return list(evidence)


def _raised(evidence: Sequence[Evidence], fit: Callable[[Evidence], float]) -> list[Evidence]:
    """The evidence with each of the likeliest moved by how it suits; what suits alike stays in its order."""
    first, rest = evidence[:_LOOKED_AT], evidence[_LOOKED_AT:]
    no_more = accumulate((one.probability for one in first), min)  # where a sentence stands says more than its number
    weights = {id(one): most * fit(one) for one, most in zip(first, no_more, strict=True)}
    return [*sorted(first, key=lambda one: -weights[id(one)]), *rest]
