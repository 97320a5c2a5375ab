"""The rules by which a true sentence is made false: each changes one thing.

They know nothing of the checks in bot/answering/generative and share no list with them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from benchmarks.lies import Base

_PEOPLE = (
    "Mickey Kantor",
    "Ryutaro Hashimoto",
    "Ron Brown",
    "Jeffrey Garten",
    "Yoshihiro Sakamoto",
    "Leon Brittan",
    "Roy MacLaren",
    "Renato Ruggiero",
    "Tomiichi Murayama",
    "Mr. Kantor",
    "Mr. Hashimoto",
    "Kantor",
    "Hashimoto",
)
_PLACES = ("Japan", "the United States", "Canada", "Germany", "Mexico", "the European Union", "China")
_CITIES = (
    "Washington",
    "Tokyo",
    "Geneva",
    "Whistler",
    "Osaka",
    "Halifax",
    "Portland",
    "Detroit",
    "Brussels",
    "New York",
)
_MAKERS = ("Toyota", "Nissan", "Honda", "Mazda", "Mitsubishi", "Ford", "Chrysler", "General Motors", "Subaru")
_ADJECTIVES = ("Japanese", "American", "European", "Canadian", "German")
_FAMILIES = (_PEOPLE, _PLACES, _CITIES, _MAKERS, _ADJECTIVES)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
_COUNTS = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "twelve",
    "thirteen",
    "twenty",
    "thirty",
)
_TURNS = (
    ("rose", "fell"),
    ("rise", "fall"),
    ("higher", "lower"),
    ("above", "below"),
    ("more", "fewer"),
    ("more", "less"),
    ("increase", "decrease"),
    ("gain", "loss"),
    ("agreed", "refused"),
    ("agree", "disagree"),
    ("accept", "reject"),
    ("open", "closed"),
    ("opened", "closed"),
    ("buy", "sell"),
    ("bought", "sold"),
    ("imports", "exports"),
    ("before", "after"),
    ("strong", "weak"),
    ("eased", "tightened"),
    ("first", "last"),
    ("largest", "smallest"),
    ("hired", "dismissed"),
    ("published", "withheld"),
    ("foreign", "domestic"),
    ("confirmed", "denied"),
    ("supported", "opposed"),
    ("early", "late"),
    ("morning", "evening"),
    ("shrink", "widen"),
    ("legal", "illegal"),
    ("start", "end"),
    ("began", "stopped"),
    ("begin", "finish"),
    ("imposed", "lifted"),
    ("helped", "hurt"),
    ("worse", "better"),
    ("cheaper", "dearer"),
    ("won", "lost"),
    ("with", "without"),
    ("most", "few"),
    ("all", "none of the"),
    ("some", "all"),
    ("quick", "slow"),
    ("quicker", "slower"),
    ("free", "forbidden"),
    ("offered", "declined"),
    ("warm", "hostile"),
    ("cooler", "more enthusiastic"),
    ("close", "far apart"),
    ("ready", "unwilling"),
)
_SAYINGS = (
    "This is the end of the road",
    "We will never sign such a paper",
    "The market was open all along",
    "I was misquoted by everyone in the room",
    "Our patience has run out",
    "It is a great day for both countries",
    "The numbers speak for themselves",
    "We shall win this case",
)
_ADDED = (
    " after a telephone call from the president",
    " because of a strike at the port of Osaka",
    ", and the dollar fell at once",
    ", which the Senate has since approved",
    " and apologized to reporters",
    " under pressure from German makers",
    ", though the deal later collapsed",
    ", costing 4,000 workers their jobs",
    " and walked out of the room",
    ", in exchange for a loan",
)


def _number(base: Base, rng: random.Random) -> str | None:
    choices = list(
        re.finditer(r"\d[\d,]*(?:\.\d+)?|\b(?:" + "|".join(_COUNTS) + r"|million|billion|half|dozen)\b", base.text)
    )
    if not choices:
        return None
    return _put(base.text, found := rng.choice(choices), _another_number(found[0], rng))


def _another_number(text: str, rng: random.Random) -> str:
    if text in {"million", "billion"}:
        return "billion" if text == "million" else "million"
    if text in {"half", "dozen"}:
        return {"half": "two thirds", "dozen": "score"}[text]
    if text in _COUNTS:
        return rng.choice([word for word in _COUNTS if word != text])
    digits = [at for at, character in enumerate(text) if character.isdigit()]
    if rng.random() < 0.3 and len(digits) > 1 and text[digits[0]] != text[digits[1]] and text[digits[1]] != "0":
        turned = list(text)
        turned[digits[0]], turned[digits[1]] = turned[digits[1]], turned[digits[0]]
        return "".join(turned)
    at = rng.choice(digits)
    return text[:at] + rng.choice([digit for digit in "123456789" if digit != text[at]]) + text[at + 1 :]


def _name(base: Base, rng: random.Random) -> str | None:
    found = []
    for family in _FAMILIES:
        for name in family:
            found += [(family, match) for match in re.finditer(rf"\b{re.escape(name)}\b", base.text)]
    if not found:
        return None
    family, match = rng.choice(found)
    surname = match[0].split()[-1]
    others = [
        name for name in family if surname not in name and (family is not _PEOPLE or (" " in name) == (" " in match[0]))
    ]
    return _put(base.text, match, rng.choice(others))


def _exchanged(base: Base, rng: random.Random) -> str | None:
    """Two names of one family in each other's place, or the two sides of a verb."""
    found = []
    for family in _FAMILIES:
        places = [match for name in family for match in re.finditer(rf"\b{re.escape(name)}\b", base.text)]
        places.sort(key=lambda match: match.start())
        for one, other in pairwise(places):
            between = base.text[one.end() : other.start()]
            if one.end() <= other.start() and one[0] != other[0] and len(between.split()) > 1:
                found.append((one, other))
    if not found:
        return None
    one, other = rng.choice(found)
    text = base.text
    return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


def _quote(base: Base, rng: random.Random) -> str | None:
    quoted = re.search(r"\"([^\"]{12,})\"", base.text)
    if quoted and rng.random() < 0.6:
        words = quoted[1].split()
        at = rng.randrange(len(words))
        words[at] = rng.choice(("never", "always", "everyone", "money", "war", "tomorrow"))
        return _put(base.text, quoted, '"' + " ".join(words) + '"')
    saying = rng.choice(_SAYINGS)
    if rng.random() < 0.4:  # printed words put into quotation marks that nobody opened
        words = base.text.rstrip(".").split()
        if '"' in base.text or len(words) < 10:
            return None
        return f'{" ".join(words[:4])} "{" ".join(words[4:])}."'
    speaker = rng.choice([name for name in _PEOPLE if name.split()[-1] in base.source] or ["An official"])
    return rng.choice((f'"{saying}," {speaker} said.', f'{base.text.rstrip(".")}, adding: "{saying}."'))


def _negation(base: Base, rng: random.Random) -> str | None:
    text = base.text
    negated = re.search(r"\b(?:not|never) |\bno (?=\w)|n't\b", text)
    if negated and rng.random() < 0.5:
        return _put(text, negated, "a " if negated[0] == "no " else "")
    verbs = list(
        re.finditer(r"\b(?:would|will|could|can|may|must|should|is|are|was|were|has|had|have)\b(?! not)", text)
    )
    if verbs:
        found = rng.choice(verbs)
        return _put(text, found, found[0] + rng.choice((" not", " never", " no longer")))
    past = list(re.finditer(r"(?<=\w )(\w{3,})ed\b", text))
    if not past:
        return None
    found = rng.choice(past)
    stem = found[1] + ("e" if found[1][-1] in "csgvuz" else "")
    return _put(
        text, found, rng.choice((f"did not {stem}", f"never {found[0]}", f"failed to {stem}", f"refused to {stem}"))
    )


def _date(base: Base, rng: random.Random) -> str | None:
    pattern = rf"\b(?:{'|'.join(DAYS)})\b|\b(?:{'|'.join(_MONTHS)})\b|\b19\d\d\b"
    choices = list(re.finditer(pattern, base.text))
    if choices:
        found = rng.choice(choices)
        family = (
            DAYS if found[0] in DAYS else _MONTHS if found[0] in _MONTHS else tuple(str(y) for y in range(1985, 1999))
        )
        return _put(base.text, found, rng.choice([other for other in family if other != found[0]]))
    relative = re.search(r"\b(?:last|next) (week|month|year|fall|July)\b|\b(?:yesterday|today|tomorrow)\b", base.text)
    if relative:
        turned = "next" if relative[0].startswith("last") else "last"
        return _put(base.text, relative, f"{turned} {relative[1] or 'week'}")
    month = rng.choice(_MONTHS)
    front = rng.choice((f"On {month} {rng.randrange(1, 29)}, ", f"In {month} {rng.randrange(1990, 1998)}, "))
    return front + lower_first(base.text)


def _turn(base: Base, rng: random.Random) -> str | None:
    found = []
    for pair in _TURNS:
        for one, other in (pair, pair[::-1]):
            found += [(match, other) for match in re.finditer(rf"\b{one}\b", base.text)]
    if not found:
        return None
    match, other = rng.choice(found)
    return _put(base.text, match, other)


def _addition(base: Base, rng: random.Random) -> str | None:
    return (
        base.text.rstrip(".") + rng.choice(_ADDED) + "." if base.text.endswith(".") and '"' not in base.text else None
    )


def _certainty(base: Base, rng: random.Random) -> str | None:
    swaps = {"would": "did", "will": "did", "may": "did", "could": "did", "might": "did"}
    found = re.search(r"\b(would|will|may|could|might) (?!not|be|have)(?=\w)", base.text)
    if found:
        return _put(base.text, found, swaps[found[1]] + " ")
    planned = re.search(
        r"\b(?:plans?|planned|expects?|expected|hopes?|threatened|wants?|offered|is|are|was|were) to (\w+)\b", base.text
    )
    if planned and planned[1] not in {"be", "have"}:
        return _put(base.text, planned, rng.choice(("did ", "proceeded to ")) + planned[1])
    return None


def _citation(base: Base, rng: random.Random) -> str | None:
    """The truth, under a number that is made up or another sentence's; kept different from the base by its wrapping."""
    return f"{rng.choice(('Reportedly, ', 'As reported, ', 'In short, '))}{lower_first(base.text)}"


LIES: dict[str, Callable[[Base, random.Random], str | None]] = {
    "number": _number,
    "name": _name,
    "exchanged names": _exchanged,
    "quote": _quote,
    "negation": _negation,
    "date": _date,
    "direction": _turn,
    "addition": _addition,
    "certainty": _certainty,
    "citation": _citation,
}


def _put(text: str, found: re.Match[str], other: str) -> str:
    """The text with another piece in place of what was found; its first letter stays as large as it was."""
    if found.start() == 0 and found[0][:1].isupper():
        other = other[:1].upper() + other[1:]
    return text[: found.start()] + other + text[found.end() :]


_KEEPS_ITS_CAPITAL = re.compile(
    r"(?:I\b|[A-Z]\w*\.|" + "|".join(name for family in _FAMILIES for name in family) + r"|[A-Z][\w.]+ [A-Z]|\")"
)


def lower_first(text: str) -> str:
    """The text with its first letter small, unless a name begins it."""
    return (
        text
        if _KEEPS_ITS_CAPITAL.match(text) or re.match("|".join(DAYS + _MONTHS), text)
        else text[:1].lower() + text[1:]
    )
