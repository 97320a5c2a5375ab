"""Follow-ups: a question that leans on what was said before it, made to stand alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answering.question_type import Expected, expected
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
_ANY_NAME = re.compile(f"{_FULL_NAME.pattern}|{_NAME.pattern}")
_POSSESSIVE = re.compile(r"['\u2019]s$")
_NAMES_OF_ANSWER = 3
_WORD = re.compile(r"[\w.$%'\u2019-]*\w")
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
    topic = " ".join([*_topic(question, [turn.question for turn in history]), *_answered(question, before.answer)])
    return f"{question} ({topic})" if topic else question


def leans(question: str) -> bool:
    """Whether a question cannot be understood alone: it points back, or says little and names nothing."""
    text = question.strip()
    if _LEANS.search(_NOT_LEANING.sub(" ", text)):
        return True
    content = [word for word in re.findall(r"[\w'\u2019-]+", text) if terms(word) and not _ASKING.fullmatch(word)]
    return len(content) < 2 and not _NAME.search(text) and not re.search(r"\d", text)


def _person(question: str, before: Turn) -> str | None:
    """Who "he" or "she" is: whom the question before asked for, else whom it spoke of, else whom its answer names."""
    if not _PERSON.search(question):
        return None
    asked = [_POSSESSIVE.sub("", name) for name in _FULL_NAME.findall(before.question)]
    answered = [_POSSESSIVE.sub("", name) for name in _FULL_NAME.findall(_MARK.sub("", before.answer))]
    if expected(before.question) is Expected.PERSON:
        return next((name for name in answered if name not in asked), None)
    return next(iter([*asked[-1:], *answered[:1]]), None)


def _possessive(pronoun: str, name: str) -> str:
    return f"{name}'s" if pronoun.lower() in {"his", "her", "hers"} else name


def _topic(question: str, earlier: Sequence[str]) -> list[str]:
    """What the last earlier question that stood alone was about, less what the question says itself."""
    anchor = next((text for text in reversed(earlier) if not leans(text)), earlier[0])
    said = set(terms(question))
    return [word for word in _WORD.findall(anchor) if _tells(word, said)]


def _answered(question: str, answer: str) -> list[str]:
    """The first names that the answer's first statement gives, less what the question says itself."""
    said = set(terms(question))
    names = [name for name in _ANY_NAME.findall(_MARK.split(answer, maxsplit=1)[0]) if not said.issuperset(terms(name))]
    return list(dict.fromkeys(names))[:_NAMES_OF_ANSWER]


def _tells(word: str, said: set[str]) -> bool:
    found = terms(word)
    return bool(found) and not said.issuperset(found) and not _ASKING.fullmatch(word)


_ASKING = re.compile(
    r"who|whom|whose|what|which|when|where|why|how|many|much|did|do|does|was|were|is|are|has|had|have|say|said|tell|about|"
    r"long|old|far|large|big|high|tall|often|fast",
    re.IGNORECASE,
)
