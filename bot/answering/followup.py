"""Follow-ups: a question that leans on what was said before it, made to stand alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.lexical import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.answer import Turn

_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_LEANS = re.compile(
    r"^(?:and|but|so|or|then)\b|\b(?:he|she|him|her|his|hers|it|its|they|them|their|theirs|that|those|these|this|there|"
    r"then|else|again|both|same|such|instead|one|ones)\b|^(?:what|how) about\b|"
    r"^(?:why|when|where|who|how)(?: not| so)?\?*$",
    re.IGNORECASE,
)
# "that" points back, but not after a verb of saying; "there" does, but not in "there are".
_NOT_LEANING = re.compile(
    r"\b(?:say|said|says|believe|believed|claim|claimed|announce|announced|agree|agreed) that\b"
    r"|\bthere (?:is|are|was|were|be|been)\b|\b(?:is|are|was|were) there\b",
    re.IGNORECASE,
)
_FULL_NAME = re.compile(r"\b[A-Z][\w'\u2019-]+(?: [A-Z]\.)?(?: [A-Z][\w'\u2019-]+)+")
_NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][\w'\u2019-]*(?: [A-Z][\w'\u2019-]*)*")
_OPENING = re.compile(r"^(?:and|but|so|or|then),?\s+(?:(?:what|how) about\s+)?|^(?:what|how) about\s+", re.IGNORECASE)
_MARK = re.compile(r" ?\[\d+\]")


def standalone(question: str, history: Sequence[Turn]) -> str:
    """The question so that it can be understood without what was said before it.

    A question that does not lean on its history comes back as it is. Otherwise a "he" or "she" gets the name it must
    mean, and what the earlier question asked about follows in brackets, so that the search sees it too.
    """
    if not history or not leans(question):
        return question
    before = history[-1]
    named = _person(question, before)
    question = _PERSON.sub(lambda found: _possessive(found[0], named), question, count=1) if named else question
    topic = _topic(question, [turn.question for turn in history])
    return f"{question} ({topic})" if topic else question


def leans(question: str) -> bool:
    """Whether a question cannot be understood alone."""
    text = question.strip()
    return bool(_LEANS.search(_NOT_LEANING.sub(" ", text))) or len(terms(text)) < 2


def _person(question: str, before: Turn) -> str | None:
    """Who "he" or "she" is: the last full name of the question before, else the first of its answer."""
    if not _PERSON.search(question):
        return None
    asked: list[str] = _FULL_NAME.findall(before.question)
    answered: list[str] = _FULL_NAME.findall(_MARK.sub("", before.answer))
    return next(iter([*asked[-1:], *answered[:1]]), None)


def _possessive(pronoun: str, name: str) -> str:
    return f"{name}'s" if pronoun.lower() in {"his", "her", "hers"} else name


def _topic(question: str, earlier: Sequence[str]) -> str:
    """What the last earlier question that stood alone was about, less what the question says itself."""
    anchor = next((text for text in reversed(earlier) if not leans(text)), earlier[0])
    said = set(terms(question))
    words = [word for word in re.findall(r"[\w.$%'\u2019-]*\w", anchor) if _tells(word, said)]
    return " ".join(words)


def _tells(word: str, said: set[str]) -> bool:
    found = terms(word)
    return bool(found) and not said.issuperset(found) and not _ASKING.fullmatch(word)


_ASKING = re.compile(
    r"who|whom|whose|what|which|when|where|why|how|many|much|did|do|does|was|were|is|are|has|had|have|say|said|tell|about",
    re.IGNORECASE,
)
