"""Hard negatives: passages that are near a question and questions that are near a passage, without an answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import bm25s

from corpus.sentences import sentence_spans
from index.lexical import terms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from training.examples import Example

_NAME = re.compile(r"(?<=\s)(?:[A-Z][\w.'-]+(?:\s(?:of\s|the\s)?[A-Z][\w.'-]+)*|\d[\d,.]*\d)(?=[\s?,])")
_DEPTH = 12
_LENGTH = 700  # characters
_SHORTEST = 120  # characters of what is left of a passage
_FROM_THE_PASSAGE = 0.35


def without_sentence(example: Example) -> str | None:
    """The passage without the sentence that answers; None where the rest is short or prints the answer too."""
    if example.span is None:
        return None
    start, end = example.span
    rest = [(begin, stop) for begin, stop, _ in example.sentences if stop <= start or begin >= end]
    text = " ".join(example.passage[begin:stop] for begin, stop in rest)
    return text if len(text) >= _SHORTEST and example.passage[start:end].lower() not in text.lower() else None


class Negatives:
    """BM25 over all contexts that train."""

    def __init__(self, contexts: Sequence[str]) -> None:
        self._contexts = contexts
        self._index = bm25s.BM25()
        self._index.index([terms(context) for context in contexts], show_progress=False)

    def near(self, question: str, context: str, answer: str, rng: Random) -> str:
        """One of the best passages that are not this context and hold neither the answer nor much of it."""
        depth = min(_DEPTH, len(self._contexts))
        found, _ = self._index.retrieve([terms(question)], k=depth, show_progress=False)
        wanted = answer.lower()
        fit = [
            other
            for other in (self._contexts[at] for at in found[0])
            if other != context and wanted not in other.lower()
        ]
        chosen = rng.choice(fit[:4]) if fit else rng.choice(self._contexts)
        end = 0
        for _, stop in sentence_spans(chosen, "en"):
            if end and stop > _LENGTH:
                break
            end = stop
        return chosen[:end]


class OtherAnswers:
    """Passages with the answer exchanged for another question's, wherever it stands: what is printed counts.

    After Longpre et al. (2021), who made NQ-Swap so; here of other questions.
    """

    def __init__(self, answers: Sequence[str]) -> None:
        short = sorted({answer for answer in answers if len(answer.split()) <= 4})
        self._numbers = [answer for answer in short if answer[0].isdigit()]
        self._names = [answer for answer in short if answer[0].isupper()]

    def instead(self, passage: str, span: tuple[int, int], rng: Random) -> tuple[str, tuple[int, int]] | None:
        """The passage and the new answer's span; None where the answer is neither a name nor a number."""
        answer = passage[span[0] : span[1]]
        if len(answer.split()) > 4 or not (answer[0].isdigit() or answer[0].isupper()):
            return None
        other: str = rng.choice(self._numbers if answer[0].isdigit() else self._names)
        before = passage[: span[0]].count(answer)
        start = span[0] + before * (len(other) - len(answer))
        swapped = passage.replace(answer, other)
        return (swapped, (start, start + len(other))) if swapped[start : start + len(other)] == other else None


class OtherNames:
    """Questions with a name or number put in place of one of theirs: the passage speaks of something else then.

    After the unanswerable questions of Jia and Liang (2017) and Rajpurkar et al. (2018), by rule.
    """

    def __init__(self, questions: Sequence[str]) -> None:
        found = sorted({name for question in questions for name in _NAME.findall(question)})
        self._numbers = [name for name in found if name[0].isdigit()]
        self._names = [name for name in found if not name[0].isdigit()]

    def instead(self, question: str, passage: str, rng: Random) -> str | None:
        """The question with one name that the passage prints exchanged for another, or None.

        The other name is now and then one that the passage prints of something else.
        """
        named = [name for name in _NAME.finditer(question) if name[0] in passage]
        if not named:
            return None
        name = rng.choice(named)
        printed = [other for other in _NAME.findall(passage) if other[0].isdigit() == name[0][0].isdigit()]
        if rng.random() < _FROM_THE_PASSAGE:
            others = [other for other in printed if other not in question and name[0] not in other]
            rng.shuffle(others)
        else:
            like = self._numbers if name[0][0].isdigit() else self._names
            others = [other for other in rng.sample(like, min(20, len(like))) if other not in passage]
        same_length = [other for other in others if len(other.split()) == len(name[0].split())]
        if not others:
            return None
        chosen: str = (same_length or others)[0]
        return question[: name.start()] + chosen + question[name.end() :]
