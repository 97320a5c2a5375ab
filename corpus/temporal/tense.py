"""Which way a clause looks from the day it is printed: back, ahead, or it does not say.

The verb that governs a time expression in news prose is nearly always the nearest one before it in the sentence
("said Friday", "will meet Friday"); where none stands before it, the first one after it. No tagger is needed for
that: modals and auxiliaries are a closed set, regular past forms end in -ed, and the irregular ones are listed.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from corpus.temporal import verbs
from corpus.temporal.lexicon import APOSTROPHES
from corpus.temporal.sentences import ends_sentence

if TYPE_CHECKING:
    from corpus.temporal.words import Words

REACH = 30  # words looked at on either side; longer clauses are rare, and the bound keeps the whole pass linear
_OWNED = 5  # how far after "Monday's" the verb may stand of which that is the subject


class Direction(Enum):
    """Where the clause looks."""

    BACK = "back"
    AHEAD = "ahead"
    UNSAID = "unsaid"
    SURELY_BACK = "surely back"  # by its verb and its preposition: "rose in May"
    SURELY_AHEAD = "surely ahead"  # "will" or "shall" before it, not "would": "will meet in May"
    LAST = "last"  # by a word of its own, and not this one: "last May"
    NEXT = "next"

    @property
    def is_ahead(self) -> bool:
        """Whether it is one of those that look ahead."""
        return self in (Direction.AHEAD, Direction.SURELY_AHEAD, Direction.NEXT)


def direction_of(words: Words, start: int, end: int) -> Direction:
    """Where the clause around the words `start` to `end` looks."""
    said = _said_of_genitive(words, end) or _look_left(words, start)
    return said if said is not None else _look_right(words, end)


def _said_of_genitive(words: Words, end: int) -> Direction | None:
    """Ahead where what the expression owns is to come: "Monday's meeting will be held", whatever verb stands before."""
    if words.is_a("genitive", end):
        for place in range(end + 1, end + _OWNED):
            word = words.lowered(place)
            if word in verbs.MODALS:
                return _said_by(words, place, word)
            if not word.isalpha() or word in verbs.NEW_CLAUSE:
                break
    return None


def _look_left(words: Words, start: int) -> Direction | None:
    """What the nearest verb before the expression says; None where the sentence has none there."""
    if words.lowered(start - 1).lstrip(APOSTROPHES) in verbs.PRESENT or _is_set(words, start):
        return Direction.AHEAD
    is_infinitive = False
    is_new_date = words.lowered(start - 1) in ("to", "until", "till")
    for place in range(start - 1, max(start - REACH, 0) - 1, -1):
        if ends_sentence(words, place):
            break
        word = words.lowered(place).lstrip(APOSTROPHES)
        if word == "to" and _starts_verb(words, place + 1):
            if words.lowered(place - 1).lstrip(APOSTROPHES) in verbs.TO_COME:
                return Direction.AHEAD
            is_infinitive = True
            continue
        if (is_infinitive and word in verbs.INTENDED) or (is_new_date and word in verbs.SHIFTED):
            return Direction.AHEAD
        said = _said_by(words, place, word)
        if said is None and is_infinitive and word in verbs.PRESENT:
            return Direction.UNSAID
        if said is not None:
            return said
    return Direction.AHEAD if is_infinitive else None


def _is_set(words: Words, start: int) -> bool:
    """Whether what stands right before the expression sets a day to come: "leaves Friday", "has until Friday"."""
    before = [words.lowered(start - step).lstrip(APOSTROPHES) for step in (1, 2, 3)]
    if before[0] in ("until", "till"):  # "gave until Friday", "gave Japan until Friday"
        return before[1] in verbs.GIVEN or (before[2] in verbs.GIVEN and words.is_capitalised(start - 2))
    verb = start - 2 if before[0] == "on" else start - 1
    is_noun = words.is_capitalised(verb) or words.lowered(verb - 1) in verbs.BEFORE_NOUN
    return words.lowered(verb) in verbs.PROGRAMME_BESIDE and not is_noun


def _look_right(words: Words, end: int) -> Direction:
    for place in range(end, min(end + REACH, len(words.texts))):
        if ends_sentence(words, place):
            break
        said = _said_by(words, place, words.lowered(place).lstrip(APOSTROPHES))
        if said is not None:
            return said
    return Direction.UNSAID


def _said_by(words: Words, place: int, word: str) -> Direction | None:
    """What one word says, if it is a verb that tells."""
    following = words.lowered(place + 1)
    if word in verbs.MODALS or (word == "won" and following.strip(APOSTROPHES) == "t"):
        is_past = following == "have" and word not in verbs.SURE_MODALS
        if is_past:
            return Direction.BACK
        return Direction.SURELY_AHEAD if word in verbs.SURE_MODALS else Direction.AHEAD
    if _is_of_things_to_come(words, place, word):
        return Direction.AHEAD
    if word in verbs.PRESENT:
        return Direction.AHEAD if following in verbs.GOING else None
    if word in verbs.PERFECT:
        return _said_by_have(words, place)
    return Direction.BACK if _is_past(words, place, word) else None


def _is_of_things_to_come(words: Words, place: int, word: str) -> bool:
    before, following = words.lowered(place - 1), words.lowered(place + 1)
    if word in verbs.PROGRAMME:
        return before not in verbs.BEFORE_BASE
    if word == "set":
        return following in ("to", "for")
    if word == "due" and following == "to":
        return before.lstrip(APOSTROPHES) in verbs.TO_COME  # not "postponed due to rain"
    return word in verbs.EXPECTED and before not in verbs.NOT_EXPECTING


def _said_by_have(words: Words, place: int) -> Direction | None:
    """Back for "has met" and "has not yet met", ahead for "has to meet"; in "will have a talk" the "will" tells."""
    if words.lowered(place + 1) == "to":
        return Direction.AHEAD
    following = [words.lowered(place + step) for step in (1, 2, 3)]
    is_perfect = any(word in verbs.PAST or word in verbs.PAST_AS_PRESENT or word.endswith("ed") for word in following)
    return Direction.BACK if is_perfect or words.lowered(place) == "has" else None


def _is_past(words: Words, place: int, word: str) -> bool:
    if words.texts[place].istitle() or words.lowered(place - 1) in verbs.NOT_FINITE_AFTER:
        return False
    if word in verbs.PAST_AS_PRESENT:
        return words.lowered(place - 1) not in verbs.BEFORE_BASE
    return word in verbs.PAST or (len(word) > 3 and word.endswith("ed") and word not in verbs.NOT_PAST)


def _starts_verb(words: Words, place: int) -> bool:
    """Whether an infinitive may start here: "to meet", not "to the", "to 5", "to Paris", "to reporters"."""
    word = words.texts[place] if place < len(words.texts) else ""
    if not word.isalpha() or word.istitle() or words.lowered(place - 2) in verbs.NO_INFINITIVE_AFTER:
        return False
    is_plural = word.endswith("s") and not word.endswith(("ss", "us"))
    if word.lower() in verbs.NO_VERB or is_plural:
        return False
    return word.lower() in verbs.IN_LY or not word.lower().endswith(("ing", "ly"))
