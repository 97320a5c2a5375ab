"""A question's words, each weighed by how rare it is in the archive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.lexical import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from index.lexical import LexicalIndex

_NAME = re.compile(r"(?<![.?!] )(?<!^)\b(?:[A-Z][\w'\u2019-]*|\d[\d.,]*)")
# Words that make a sentence a question and say nothing of what is asked.
ASKING = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how(?: long| old| far| large| big| high| tall| often| fast)?|"
    r"many|much|"
    r"did|do|does|was|were|is|are|has|had|have|there|say|said|tell|me|about|please|any|happen(?:ed)?)\b",
    re.IGNORECASE,
)


def content_terms(text: str) -> list[str]:
    """The terms of a question that say what it is about."""
    return terms(ASKING.sub(" ", text))


class Wording:
    """What a question says, as weighed terms.

    `known` is the share of its wording that occurs anywhere in the archive, 0 to 1.
    """

    def __init__(self, question: str, lexical: LexicalIndex) -> None:
        """Take the question apart."""
        content = content_terms(question) or terms(question)
        self._weights = {term: lexical.inverse_document_frequency(term) for term in content}
        named = {term for name in _NAME.findall(question) for term in terms(name)}
        self._names = {term: weight for term, weight in self._weights.items() if term in named}
        self.known = self.share({term for term in self._weights if lexical.knows(term)})

    def share(self, present: Collection[str]) -> float:
        """How much of the question's wording is among these terms, 0 to 1."""
        return _share(self._weights, present)

    def share_of_names(self, present: Collection[str]) -> float:
        """How much of its names and numbers is among these terms, 0 to 1; 1 where the question has none."""
        return _share(self._names, present)


def _share(weights: Mapping[str, float], present: Collection[str]) -> float:
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in present) / total if total else 1.0
