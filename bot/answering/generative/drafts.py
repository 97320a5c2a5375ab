"""A language model's words, cut into cited sentences while they come in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = r"(?:\s*\[\d{1,3}(?:\s*[,;\u2013-]\s*\d{1,3})*\])+"
# A run of citation numbers, with the full stop that may follow it, once something else has begun after it.
_CITED = re.compile(rf"(?P<marks>{_MARKS})(?P<stop>[.!?]?[\"”]?)(?=\s+[^\s\[]|\s*\n)")
_CITED_AT_END = re.compile(rf"(?P<marks>{_MARKS})(?P<stop>[.!?]?[\"”]?)\s*\Z")
_BULLET = re.compile(r"^\s*(?:[-*•]\s+|\d+[.)]\s+)?")


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that a model wrote, with the numbers it cites; none where it cites nothing."""

    text: str
    numbers: tuple[int, ...]


class Drafts:
    """Collects deltas and gives each sentence once it is complete."""

    def __init__(self) -> None:
        self._rest = ""

    def feed(self, delta: str) -> Iterator[Draft]:
        """Add words; gives the sentences that they complete."""
        self._rest += delta
        if "]" not in self._rest:
            return
        while found := _CITED.search(self._rest):
            yield from _drafts(self._rest[: found.start("marks")], found)
            self._rest = self._rest[found.end() :]

    def finish(self) -> Iterator[Draft]:
        """The sentences that stand complete at the end; a last one without its full stop or number is uncited."""
        rest, self._rest = self._rest.strip(), ""
        found = _CITED_AT_END.search(rest)
        if found:
            yield from _drafts(rest[: found.start("marks")], found)
        elif rest:
            yield from (Draft(text, ()) for text in _sentences(rest))


def _drafts(text: str, found: re.Match[str]) -> Iterator[Draft]:
    """The sentence before a run of numbers, and any uncited ones before it."""
    *uncited, cited = _sentences(text + found["stop"]) or [""]
    yield from (Draft(one, ()) for one in uncited)
    numbers = [int(number) for number in re.findall(r"\d+", found["marks"])]
    if cited:
        yield Draft(cited, tuple(dict.fromkeys(numbers)))


def _sentences(text: str) -> list[str]:
    plain = _BULLET.sub("", text.replace("**", "")).strip()
    return [plain[start:end] for start, end in sentence_spans(plain) if any(map(str.isalnum, plain[start:end]))]
