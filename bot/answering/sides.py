"""Questions about two sides: "what did A and B each say?", "compare A and B", "how do A and B differ?".

Each side is asked about alone, in the question's own words, and each gets one statement of the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.answering.speaking import heard
from corpus.cleaning import without_dateline
from corpus.quotes import quotes
from index.lexical import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.evidence import Evidence

_LOOKED_AT = 60  # sentences
_LIKELY = 0.3  # of the best sentence's probability: what is below it does not go first for naming one side alone
_NAME = r"(?:[Tt]he )?[A-Z][\w.\u2019'-]*(?: (?:of |the )?[A-Z][\w.\u2019'-]*)*"
_PAIR = re.compile(
    rf"(?P<one>{_NAME}),? (?:and|versus|vs\.?|with|to|against|differ(?:s|ed)? from|compared (?:with|to)) "
    rf"(?:with |from |to )?(?P<other>{_NAME})"
)
_TWO = re.compile(
    r"\b(?:each|both|respectively|compare[ds]?|comparison|differ\w*|versus|vs)\b|\bon the (?:one|other) hand\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:please )?(?:compare|contrast|(?:what|which) (?:is|are|was|were) the differences? (?:between|in)|"
    r"(?:what|which) differences? (?:is|are|was|were) there (?:between|in)|"
    r"how (?:do|does|did|is|are|was|were)|how different (?:is|are|was|were))\s+",
    re.IGNORECASE,
)
_DIFFERS = re.compile(
    r"\b(?:differs?(?: from)?|differed|different|compared?|in comparison|respectively|each|both)\b", re.IGNORECASE
)
_DIFFERED = re.compile(r"^how\b|\bdiffer(?:s|ed)?\b", re.IGNORECASE)
_SAID = re.compile(
    r"^what (?!did\b|do\b|does\b|has\b|have\b|had\b|is\b|was\b)(?P<who>.+?) (?:said|says|say)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sides: its name, the other's, and the question about it alone."""

    name: str
    other: str
    question: str

    def own(self, evidence: Sequence[Evidence], taken: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """Of the evidence, best first, what tells of this side, less what was taken.

        What this side says goes first, then what tells of it alone and is likely.
        """
        name, other = set(terms(self.name)), set(terms(self.other))
        best = max((one.probability for one in evidence), default=0.0)
        said = cache(quotes)
        tiers: tuple[list[Evidence], ...] = ([], [], [])
        for one in evidence[:_LOOKED_AT]:
            speakers = {term for who in heard(one, said(one.hit.article.text)) for term in terms(who)}
            words = set(terms(without_dateline(one.text))) | speakers
            if not name <= words or any(one.text == each.text for each in taken):
                continue
            is_spoken = name <= speakers and not (other - name) & speakers
            is_alone = not (other - name) & words
            is_likely = one.probability >= best * _LIKELY
            tier = 0 if is_spoken else 1 if is_alone and is_likely else 2
            tiers[tier].append(one)
        return tuple(one for tier in tiers for one in tier)


def sides(question: str) -> tuple[Side, Side] | None:
    """The question asked about each of its two sides; None where it has not two."""
    pair = _PAIR.search(question, 1) if _TWO.search(question) else None
    if pair is None:
        return None
    before, after = question[: pair.start()], question[pair.end() :]
    one, other = pair["one"], pair["other"]
    return Side(one, other, _alone(before, one, after)), Side(other, one, _alone(before, other, after))


def _alone(before: str, side: str, after: str) -> str:
    """The question about one side, without the words that ask to compare."""
    rest = " ".join(_DIFFERS.sub(" ", f"{_ASKS.sub('', before)}{side}{after}").split()).strip(" ?.")
    if said := _SAID.match(rest):
        return f"What did {said['who']} say{rest[said.end() :]}?"
    if re.match(r"(?:what|how|why|when|where|who|which|did|does|do)\b", rest, re.IGNORECASE):
        return f"{rest}?"
    if not rest.startswith(side):
        return f"What were {rest}?"
    about = rest.removeprefix(side).strip()
    is_of_views = about or _DIFFERED.search(before + after)
    return f"What did {side} say {about}".rstrip() + "?" if is_of_views else f"What is {side}?"
