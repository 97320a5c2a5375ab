"""Who did what to whom: whether names and things stand on the same side of a verb as in print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.generative.checking.lexicon import SYNONYMS, lemma
from bot.answering.generative.checking.names import capitals
from bot.answering.generative.checking.tokens import content, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.generative.checking.tokens import Token

_BE = frozenset({"was", "were", "is", "are", "be", "been", "being"})
_PLACING = frozenset({"at", "in", "on", "under", "during", "within", "near", "from", "since", "until"})
_NEAR = 4  # tokens beside a verb among which its subject and its object stand
_SAYING = frozenset(
    lemma(word)
    for word in ("say", "tell", "add", "report", "announce", "declare", "note", "explain", "accord", "call", "ask")
)

_ADDRESSING = frozenset({lemma("tell"), lemma("ask"), lemma("call")})  # have somebody on either side


def swapped(sentence: str, printed: str) -> bool:
    """Whether the sentence exchanges who acts and who is acted on."""
    mine, printed_one = attribution(sentence), attribution(printed)
    if mine.speaker and printed_one.speaker and _others(mine.speaker, printed_one.speaker):
        return True
    ours, theirs = tokens(mine.said), tokens(printed_one.said)
    if _names_exchanged(ours, theirs) or _bound_elsewhere(ours, theirs):
        return True
    return any(
        _sides_differ(ours, mine, theirs, place)
        for mine, place in _shared_verbs(ours, theirs)
        if ours[mine].stem not in _SAYING - _ADDRESSING
    ) or _another_speaker(ours, theirs)


@dataclass(frozen=True, slots=True)
class Attribution:
    """What is said, and by whom where a sentence says so."""

    speaker: str | None
    said: str


_SPEAKER_FIRST = re.compile(
    r"^(?P<who>[^\"]{2,160}?),? (?:said|says|told [a-z]+|announced|added|reported|estimated)"
    r"(?: that\b|:|,)? (?P<said>.+)$"
)
_SPEAKER_LAST = re.compile(r"^(?P<said>.+),[\"”]? (?P<who>[^,\"]{2,60}) (?:said|says|estimated|reported)\W*$")
_SAID_LAST = re.compile(r"^(?P<said>.+),[\"”]? said (?!that\b)(?P<who>[^\"]{2,80})$")
_ACCORDING = re.compile(
    r"^According to (?P<who>[^,]{2,60}), (?P<said>.+)$|^(?P<said_first>.+), according to (?P<source>.{2,60})$"
)


def attribution(sentence: str) -> Attribution:
    """A sentence parted into its speaker and what is said, wherever the speaker stands."""
    according = _ACCORDING.match(sentence)
    if according:
        return Attribution(according["who"] or according["source"], according["said"] or according["said_first"])
    for form in (_SAID_LAST, _SPEAKER_LAST, _SPEAKER_FIRST):
        found = form.match(sentence)
        if found:
            return Attribution(found["who"], found["said"])
    return Attribution(None, sentence)


def _others(ours: str, theirs: str) -> bool:
    """Whether a speaker is named who is not the printed one."""
    mine = {token.stem for token in capitals(tokens(ours))}
    printed = {token.stem for token in capitals(tokens(theirs))}
    if not (mine or printed):
        mine, printed = ({token.stem for token in content(text)} for text in (ours, theirs))
    return bool(mine and printed) and not mine & printed


def _names_exchanged(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether two names that stand once in each stand in another order, and no passive and no attribution tells why."""
    mine, printed = _once(ours), _once(theirs)
    both = [name for name in mine if name in printed]
    passive = _passives(ours) != _passives(theirs)
    for at, one in enumerate(both):
        for other in both[at + 1 :]:
            before, was_before = mine[one] < mine[other], printed[one] < printed[other]
            if before == was_before:
                continue
            if _listed(theirs, printed[one], printed[other]) and _listed(ours, mine[one], mine[other]):
                continue
            if abs(printed[one] - printed[other]) == 1 or passive:
                continue
            if (
                _speaks(ours, mine[one]) == _speaks(theirs, printed[one])
                and _speaks(ours, mine[other]) == _speaks(theirs, printed[other])
                and (_speaks(ours, mine[one]) or _speaks(ours, mine[other]))
            ):
                continue
            return True
    return False


def _bound_elsewhere(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether a verb right after a name, or a thing right before "of" or "on" it, is another name's in print."""
    named = {token.stem for token in capitals(theirs)}
    for at, token in enumerate(ours):
        if token.stem not in named or not token.capital:
            continue
        after = next((word for word in ours[at + 1 : at + 3] if word.content), None)
        if after and not after.capital and not _passive(ours, ours.index(after)):
            subjects = [_subjects(theirs, place) for place, word in enumerate(theirs) if word.stem == after.stem]
            if subjects and all(some and token.stem not in some for some in subjects):
                return True
        thing = _thing(ours, at)
        others = [_named_after(theirs, place) for place, word in enumerate(theirs) if thing and word.stem == thing]
        if others and all(some and token.stem not in some for some in others):
            return True
    return False


def _subjects(words: Sequence[Token], at: int) -> set[str]:
    """The names before a verb in its clause, or the nearest ones before it where the clause has none."""
    before = [word for word in words[max(0, at - 4) : at] if word.capital and word.content]
    inserted = any(word.lower == "," for word in words[max(0, at - 3) : at])
    clause = [
        word for word in words[:at] if word.capital and word.content and (inserted or word.clause == words[at].clause)
    ]
    return {word.stem for word in (*before, *clause)}


def _thing(words: Sequence[Token], at: int) -> str | None:
    """The thing that a preposition right before a name joins to it, as in "tariffs on Japan"."""
    start = at
    while start and (words[start - 1].capital or words[start - 1].lower == "the"):
        start -= 1
    if start < 2 or words[start - 1].lower not in {"on", "of", "against", "from", "to", "by"}:
        return None
    thing = words[start - 2]
    return thing.stem if thing.content and not thing.capital else None


def _named_after(words: Sequence[Token], at: int) -> set[str]:
    """The names that a preposition joins to a thing."""
    if at + 1 >= len(words) or words[at + 1].lower not in {"on", "of", "against", "from", "to", "by"}:
        return set()
    return {word.stem for word in words[at + 2 : at + 6] if word.capital and word.content}


def _once(words: Sequence[Token]) -> dict[str, int]:
    """Names that stand once, with their places; of a full name the last word."""
    found: dict[str, list[int]] = {}
    names = {id(token) for token in capitals(words)}
    for at, token in enumerate(words):
        follows = at + 1 < len(words) and id(words[at + 1]) in names
        if id(token) in names and not follows:
            found.setdefault(token.stem, []).append(at)
    return {name: places[0] for name, places in found.items() if len(places) == 1}


def _listed(words: Sequence[Token], one: int, other: int) -> bool:
    """Whether only names, commas and "and" stand between two places."""
    between = words[min(one, other) + 1 : max(one, other)]
    joined = any(token.lower in {"and", "or"} for token in between)
    return joined and all(token.capital or token.lower in {",", "and", "the", "or", "-"} for token in between)


def _speaks(words: Sequence[Token], at: int) -> bool:
    """Whether a verb of saying stands beside a name."""
    near = words[max(0, at - 4) : at + 12]
    clause = [token for token in near if abs(token.clause - words[at].clause) <= 2]
    return any(token.stem in _SAYING for token in clause)


def _passives(words: Sequence[Token]) -> int:
    return sum(_passive(words, at) for at, token in enumerate(words) if token.verbal)


def _passive(words: Sequence[Token], at: int) -> bool:
    return not words[at].lower.endswith("ing") and any(token.lower in _BE for token in words[max(0, at - 3) : at])


def _shared_verbs(ours: Sequence[Token], theirs: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Places of the verbs that stand once in each: the same word, or one of its group."""
    for at, token in enumerate(ours):
        if not token.verbal or (
            token.lower.endswith("ing") and not any(w.lower in _BE for w in ours[max(0, at - 2) : at])
        ):
            continue
        groups = SYNONYMS.get(token.stem, frozenset())
        places = [
            place
            for place, other in enumerate(theirs)
            if other.word
            and not other.capital
            and (other.stem == token.stem or (other.verbal and groups & SYNONYMS.get(other.stem, frozenset())))
        ]
        if len(places) == 1:
            yield at, places[0]


def _sides_differ(ours: Sequence[Token], at: int, theirs: Sequence[Token], place: int) -> bool:
    """Whether a name or thing beside a verb stands on its other side in print, with the voice taken into account."""
    turned = _passive(ours, at) != _passive(theirs, place)
    for mine, token in enumerate(ours):
        if (
            abs(mine - at) > _NEAR
            or not token.content
            or mine == at
            or token.clause != ours[at].clause
            or _placed(ours, mine)
        ):
            continue
        places = [other for other, word in enumerate(theirs) if word.stem == token.stem]
        if len(places) != 1 or abs(places[0] - place) > 2 * _NEAR or theirs[places[0]].clause != theirs[place].clause:
            continue
        if _placed(theirs, places[0]):
            continue
        moved = (mine < at) != (places[0] < place)
        if moved != turned:
            return True
    return False


def _placed(words: Sequence[Token], at: int) -> bool:
    """Whether a word stands in a phrase of place or time, which may be moved about."""
    for token in reversed(words[max(0, at - 4) : at]):
        if token.lower in _PLACING:
            return True
        if token.verbal or not token.word:
            return False
    return False


def _another_speaker(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether the name right beside a verb of saying is one that the print has elsewhere and not beside such a verb."""
    for at, token in enumerate(ours):
        if token.stem not in _SAYING or not token.verbal:
            continue
        speakers = [word for word in ours[max(0, at - 2) : at] if word.capital and not word.negation]
        for speaker in speakers[-1:]:
            places = [place for place, word in enumerate(theirs) if word.stem == speaker.stem and word.capital]
            if places and not any(_speaks(theirs, place) for place in places):
                return True
    return False
