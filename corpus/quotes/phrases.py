"""Noun phrases by their tags: the one that ends before a token, and the one that starts at it.

All functions take a sentence and token indices and give a half-open range of token indices, or None. They look a
bounded number of tokens to either side, so that a sentence of any length costs time in proportion to its length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tokens
from corpus.quotes.grammar import INNER_PREPOSITIONS, words

if TYPE_CHECKING:
    from corpus.quotes.sentences import Sentence
    from corpus.quotes.tokens import Token

Range = tuple[int, int]

_LONGEST_PHRASE = 25
_CORE = "DNMw#Y"
_LONGEST_NICKNAME = 18  # characters, with the marks
_STANDING_ALONE = words("one some many most several few both all those these another each two three four five")


def phrase_before(sentence: Sentence, end: int, floor: int = 0) -> Range | None:
    """The noun phrase that ends just before token `end`, not reaching below `floor`."""
    row, tags = sentence.tokens, sentence.tags
    index = _before_brackets(tags, end - 1, floor)
    stop = index + 1
    floor = max(floor, stop - _LONGEST_PHRASE)
    while index >= floor:
        tag = tags[index]
        below = tags[index - 1] if index > floor else "^"
        if tag == tokens.DETERMINER and below in "NMwY#":
            index -= 1  # "In Washington | an official"
            break
        if tag in _CORE:
            index -= 1
        elif tag == tokens.CLOSE:
            index = _before_brackets(tags, index, floor)
        elif _goes_on(row[index].lower, tag, below, tags[index + 1 : index + 2]) or is_nickname(sentence, index):
            index -= 1
        else:
            break
    start = max(index + 1, floor)
    if start > floor and tags[start - 1] not in ",-STQ;:)":
        start = max(start, tags.rfind(tokens.COORDINATOR, start, stop) + 1)  # "X and Y" is a subject only up front
    return _trimmed(sentence, start, stop)


def _goes_on(lower: str, tag: str, below: str, above: str) -> bool:
    """Whether a word that is no noun stands inside a noun phrase, between what is below and above it."""
    if tag == tokens.PREPOSITION:
        return (lower in INNER_PREPOSITIONS and below in "NMw#)") or (lower == "of" and below == tokens.DETERMINER)
    if tag == tokens.COORDINATOR:
        return lower == "and" and below in "NMw" and above in ("N", "M", "w", "D", "#")
    if tag == tokens.VERB:
        return lower.endswith("ed") and below in "^DNP,Q" and above in ("w", "N", "M")
    return tag == tokens.ADVERB and below == tokens.DETERMINER and above in ("w", "N", "M", "v")


def phrase_after(sentence: Sentence, start: int) -> Range | None:
    """The noun phrase that starts at token `start`."""
    row, tags = sentence.tokens, sentence.tags
    index = start
    last = min(len(row), start + _LONGEST_PHRASE)
    while index < last:
        tag = tags[index]
        above = tags[index + 1] if index + 1 < last else ""
        if tag == tokens.TIME and index > start:
            break
        if tag == tokens.DETERMINER and index > start and tags[index - 1] not in "PCD":
            index -= tags[index - 1] == tokens.WORD and index - start > 1  # "X shook | his head": the word is a verb
            break
        if tag in _CORE:
            index += 1
        elif tag == tokens.OPEN:
            index = _after_brackets(tags, index, last)
        elif _continues(sentence, index, start, above):
            index += 1
        else:
            break
    return _trimmed(sentence, start, index)


def core_end(sentence: Sentence, start: int, end: int) -> int:
    """Where the head of a phrase ends: before its first "of", "for", relative clause or bracket."""
    tags = sentence.tags
    for index in range(start + 1, end):
        if tags[index] in "PW,(-" and not (tags[index] == tokens.PREPOSITION and tags[index - 1] == tokens.DETERMINER):
            return index
    return end


def is_nickname(sentence: Sentence, index: int) -> bool:
    """Whether words in quotation marks stand inside a name: Marcia "Cia" Price."""
    row, tags = sentence.tokens, sentence.tags
    if tags[index] != tokens.QUOTE or index == 0 or tags[index - 1] != tokens.NAME:
        return False
    short = row[index].end - row[index].start < _LONGEST_NICKNAME and row[index].lower.isalnum()
    return short and tags[index + 1 : index + 2] == tokens.NAME


def _continues(sentence: Sentence, index: int, start: int, above: str) -> bool:
    """Whether a word that is no noun stands inside the noun phrase begun at `start`; `above` is the next tag."""
    row, tag = sentence.tokens, sentence.tags[index]
    if tag in "vX":
        return above in ("w", "N", "M", "v") and _modifies_inside(row, index, start)
    if index == start:
        return False
    return is_nickname(sentence, index) or (above in ("D", "N", "M", "w", "#") and _joins(row, index))


def _modifies_inside(row: tuple[Token, ...], index: int, start: int) -> bool:
    """Whether a word in "-ed" or "-ly" stands between an article (or a possessor) and its noun."""
    if index == start:
        return row[index].lower.endswith("ed")
    before = row[index - 1]
    return before.tag in "DX" or before.lower.endswith("'s")


def _joins(row: tuple[Token, ...], index: int) -> bool:
    """Whether a word after a noun goes on with its phrase."""
    tag, lower = row[index].tag, row[index].lower
    if tag == tokens.PREPOSITION:
        after = row[index + 1]
        if lower in ("by", "from", "in", "on"):
            return row[index - 1].tag == tokens.WORD and (after.tag == tokens.NAME or lower == "by")
        return lower in ("of", "for", "at", "with") and not after.lower.endswith("ing")
    return tag == tokens.COORDINATOR and lower == "and"


def _before_brackets(tags: str, index: int, floor: int) -> int:
    """The index below a bracketed remark that ends at `index`, or `index` where none does."""
    if index < floor or tags[index] != tokens.CLOSE:
        return index
    opening = tags.rfind(tokens.OPEN, max(floor, index - _LONGEST_PHRASE), index)
    return opening - 1 if opening > floor else index - 1


def _after_brackets(tags: str, index: int, last: int) -> int:
    """The index after a bracketed remark that starts at `index`."""
    closing = tags.find(tokens.CLOSE, index, last)
    return closing + 1 if closing >= 0 else last


def _trimmed(sentence: Sentence, start: int, end: int) -> Range | None:
    """A phrase without days, conjunctions, prepositions and brackets at its ends; None where no noun is left."""
    tags = sentence.tags
    while start < end and (tags[start] in "YPCX" or (tags[start] == "v" and not modifies(sentence, start))):
        start += 1
    while end > start and tags[end - 1] in "YPCXv(D" and end - start > 1:
        end -= 1
    if end > start and tags[end - 1] == tokens.CLOSE:
        opening = tags.rfind(tokens.OPEN, start, end)
        end = opening if opening > start else end - 1
    words = tags[start:end]
    if not any(tag in words for tag in "NMw") and not _stands_for_noun(sentence, start, end):
        return None
    return start, end


def _stands_for_noun(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a lone determiner is a subject: "some", "those", but not "such"."""
    return end - start == 1 and sentence.tokens[start].lower in _STANDING_ALONE


def modifies(sentence: Sentence, index: int) -> bool:
    """Whether a word in "-ed" describes the noun after it ("retired general")."""
    return sentence.tokens[index].lower.endswith("ed") and sentence.tags[index + 1 : index + 2] in ("w", "N", "M")
