"""Whether a sentence joins what the print keeps apart: a thing with the number, the day or the deed of another one.

Of "exports were $3 billion and imports $5.9 billion" one can make "exports were $5.9 billion" in words that are all in
print. Going through the sentence from one word to the next, each at its place in print, a step into another clause must
not pass over a word that stands there before it and is gone from the sentence: the next word belongs to that.
"""

# ruff: noqa: SIM905 (a list of words reads better as words than as one quoted word a line)
from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.generative.checking.lexicon import DENIALS, same
from bot.answering.generative.checking.numbers import NUMBER_WORDS
from bot.answering.generative.checking.tokens import tokens
from corpus.temporal.lexicon import CARDINALS, ORDINALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.generative.checking.tokens import Token

# Of two words that lead to a thing, one for the other.
_CONTRARY = frozenset(
    frozenset(pair.split(":"))
    for pair in (
        "from:to for:against with:without of:in to:by from:by from:in from:of to:of above:below over:under until:in "
        "until:from until:since by:in by:since since:in before:in after:in before:after for:from"
    ).split()
)
_SIDES = frozenset({frozenset({"for", "against"}), frozenset({"with", "without"}), frozenset({"above", "below"})})
_LEADING = frozenset(word for pair in _CONTRARY for word in pair)
_OUTWARD = frozenset({"to", "from", "for", "against"})  # may not come to a name or a number that has no leading word
_EXCHANGED = frozenset("to from than against for by into over".split())
_PASSIVE = frozenset({"was", "were", "is", "are", "been", "be", "being"})
_DETERMINERS = frozenset("the a an its their his her".split())  # after a verb rather than after a noun
_SKIPPED = frozenset("the a an its their his her about some nearly almost around mr mrs ms . $".split())
_ASIDE = frozenset(
    "who which whom whose where not accompanied joined led followed including like".split()
)  # what begins a clause about the word before it
_REASONS = ("because", "if", "when", "after", "before", "until", "unless", "although", "so", "once")


def joined_anew(sentence: str, printed: str) -> bool:
    """Whether the sentence joins words across the clauses of the print, or under another leading word."""
    ours, theirs = tokens(sentence), tokens(printed)
    places = _places(ours, theirs)
    return (
        any(_passes_over(ours, theirs, one, other) for one, other in pairwise(places))
        or any(_led_otherwise(ours, at, theirs, place) for at, place in places)
        or _of_others(ours, theirs, places)
        or _reasons_exchanged(ours, theirs, places)
        or _objects_exchanged(ours, theirs, places)
        or _order_exchanged(ours, theirs, places)
        or any(_denied(ours, at) != _denied(theirs, place) for at, place in places)
    )


def _denied(words: Sequence[Token], at: int) -> bool:
    """Whether something before a word in its clause denies, or puts it aside ("rather than a tariff")."""
    return any(
        token.negation or _fails_to(words, before) or _puts_aside(words, before)
        for before, token in enumerate(words[:at])
        if token.clause == words[at].clause
    )


def _fails_to(words: Sequence[Token], at: int) -> bool:
    return words[at].stem in DENIALS and [token.lower for token in words[at + 1 : at + 2]] == ["to"]


def _puts_aside(words: Sequence[Token], at: int) -> bool:
    before = words[at - 1].lower if at else ""
    return words[at].lower == "unlike" or (before, words[at].lower) in {("instead", "of"), ("rather", "than")}


def year(token: Token) -> bool:
    """Whether a token may be a year."""
    return len(token.text) == 4 and token.text.isdigit()


def counting(token: Token) -> bool:
    """Whether a token is a number, in figures or in a word."""
    return any(map(str.isdigit, token.text)) or (token.lower in NUMBER_WORDS and token.lower not in {"one", "second"})


def _states(token: Token) -> bool:
    return token.content or counting(token) or (token.text == "May" and not token.first)


def _key(token: Token) -> str:
    """What a word is known by: its stem, and a number its value, in figures or in words."""
    if token.lower in CARDINALS:
        return str(CARDINALS[token.lower])
    return token.text.strip("$£€¥%") if token.text[-1].isdigit() or token.text[-1] == "%" else token.stem


def _places(ours: Sequence[Token], theirs: Sequence[Token]) -> list[tuple[int, int]]:
    """Each word of the sentence that states something and stands once in print, with its place there."""
    found = []
    for at, token in enumerate(ours):
        if not _states(token):
            continue
        exact = [place for place, other in enumerate(theirs) if _states(other) and _key(other) == _key(token)]
        places = exact or [
            place
            for place, other in enumerate(theirs)
            if token.word and other.content and not other.capital and same(token.stem, other.stem)
        ]
        if len(places) == 1:
            found.append((at, places[0]))
    return found


def _passes_over(ours: Sequence[Token], theirs: Sequence[Token], one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether the step from one word to the next leaves out what the next one belongs to in its printed clause."""
    (at, left), (then, place) = one, other
    if theirs[left].clause == theirs[place].clause:
        return False
    kept = [_key(token) for token in ours if _states(token)]
    kept += ["percent"] * any(token.text.endswith("%") for token in ours)
    for before in range(place - 1, -1, -1):
        if theirs[before].clause != theirs[place].clause:
            break
        token = theirs[before]
        if not _states(token) or any(same(_key(token), key) for key in kept):
            continue
        one_name = token.capital and all(word.capital for word in theirs[before : place + 1])
        if not one_name and (before != place - 1 or not _adjective(theirs, before)):
            return True
    aside = [token.lower for token in theirs if token.clause == theirs[left].clause][:2]
    return bool(_ASIDE & set(aside)) and left < place and ours[at].clause == ours[then].clause


def _adjective(words: Sequence[Token], at: int) -> bool:
    """Whether the word at a place may be an adjective of the next: no name, number or verb, nor the subject of one."""
    if any(token.capital or token.verbal or counting(token) for token in words[at : at + 2]):
        return False
    return not any(token.lower in _DETERMINERS or counting(token) for token in words[at + 2 : at + 3])


def _leading(words: Sequence[Token], at: int, known: frozenset[str] = _LEADING) -> str | None:
    """The word that leads to a thing, as "from" in "from the port"; None where nothing does."""
    for token in reversed(words[max(0, at - 4) : at]):
        if token.lower in known:
            return token.lower
        if token.lower not in _SKIPPED and not token.capital:
            return None
    return None


def _led_otherwise(ours: Sequence[Token], at: int, theirs: Sequence[Token], place: int) -> bool:
    """Whether a name or a number stands after another leading word than in print."""
    mine, printed = _leading(ours, at), _leading(theirs, place)
    if ours[at].lower in ORDINALS and not (at and ours[at - 1].lower == "a"):
        return False
    if not (ours[at].capital or counting(ours[at])):
        return frozenset((mine, printed)) in _SIDES
    if printed == "from" and mine is None and counting(ours[at]) and not year(ours[at]):
        return True
    if mine in _OUTWARD and printed is None and not theirs[place].possessive and _directly(ours, at, mine):
        return True
    return mine is not None and printed is not None and frozenset((mine, printed)) in _CONTRARY


def _directly(words: Sequence[Token], at: int, leading: str) -> bool:
    """Whether nothing but an article and marks stands between a leading word and a place."""
    before = [token.lower for token in words[max(0, at - 2) : at] if token.lower not in _SKIPPED]
    return before[-1:] == [leading]


def _objects_exchanged(ours: Sequence[Token], theirs: Sequence[Token], places: Sequence[tuple[int, int]]) -> bool:
    """Whether two things have exchanged the word that leads to one of them: "preferred a quota to a tariff"."""
    led = [(_leading(ours, at, _EXCHANGED), _leading(theirs, place, _EXCHANGED)) for at, place in places]
    lost = {printed for mine, printed in led if printed and mine != printed}
    return any(mine in lost and printed != mine for mine, printed in led)


def _order_exchanged(ours: Sequence[Token], theirs: Sequence[Token], places: Sequence[tuple[int, int]]) -> bool:
    """Whether two things of one clause have exchanged their places around a word that stayed between them."""
    for first, (at, place) in enumerate(places):
        for middle in range(first + 1, len(places)):
            for then, there in places[middle + 1 :]:
                between = places[middle][1]
                ends = (ours[at], ours[then], theirs[place], theirs[there])
                if not there < between < place or theirs[there].clause != theirs[place].clause:
                    continue
                if not any(token.capital or token.verbal or counting(token) for token in ends):
                    return not any(token.lower in _PASSIVE for token in (*ours, *theirs))
    return False


def _of_others(ours: Sequence[Token], theirs: Sequence[Token], places: Sequence[tuple[int, int]]) -> bool:
    """Whether what the print names only as somebody's ("the son of the minister") stands alone in the sentence."""
    kept = [token.stem for token in ours if token.content]
    for at, place in places:
        head = _head(theirs, place)
        if head is None or any(same(head.stem, stem) for stem in kept):
            continue
        if theirs[place].possessive or _head(ours, at) is None:
            return True
    return False


def _head(words: Sequence[Token], at: int) -> Token | None:
    """What belongs to the word at a place: the "son" of "the minister's son" and of "the son of the minister"."""
    if words[at].possessive and at + 1 < len(words) and words[at + 1].content:
        return words[at + 1]
    before = at - 1
    while before > 0 and (words[before].lower in _SKIPPED or words[before].capital):
        before -= 1
    if before > 0 and words[before].lower in {"of", "for"} and _states(words[before - 1]):
        return words[before - 1]
    return None


def _reasons_exchanged(ours: Sequence[Token], theirs: Sequence[Token], places: Sequence[tuple[int, int]]) -> bool:
    """Whether what stands in the clause of a "because" stands outside it in print, or the other way round."""
    for word in _REASONS:
        mine, printed = _governed_by(ours, word), _governed_by(theirs, word)
        if mine and printed and any((at in mine) != (place in printed) for at, place in places):
            return True
    return False


def _governed_by(words: Sequence[Token], word: str) -> range | None:
    """The places of the clause that a word begins: up to a comma where it begins the sentence, else to the end."""
    start = next((at for at, token in enumerate(words) if token.lower == word), None)
    if start is None:
        return None
    end = next((at for at in range(start, len(words)) if words[at].text == ","), len(words))
    return range(start, end)
