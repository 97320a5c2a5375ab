"""The rules by which a true sentence is worded anew: what it says stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.falsehoods import DAYS, lower_first

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from benchmarks.lies import Base


def _attributed(base: Base, rng: random.Random) -> str | None:
    return f"According to {base.article.outlet}, {lower_first(base.text)}" if base.article.outlet and rng else None


def _in_figures(base: Base, _rng: random.Random) -> str | None:
    words = {
        "two": "2",
        "three": "3",
        "four": "4",
        "five": "5",
        "six": "6",
        "seven": "7",
        "twelve": "12",
        "thirteen": "13",
    }
    text = re.sub(r"(?<=\w )(" + "|".join(words) + r")\b(?!-)", lambda found: words[found[1]], base.text)
    return re.sub(r"(\d) percent\b", r"\1%", text)


def _speaker_last(base: Base, _rng: random.Random) -> str | None:
    found = re.match(r"([^,\"]{3,50}) said that ((?:[^,\"]|,(?! and that))+)\.$", base.text)
    return f"{found[2][0].upper()}{found[2][1:]}, {lower_first(found[1])} said." if found else None


def _speaker_first(base: Base, _rng: random.Random) -> str | None:
    found = re.match(r"([^\"]+), ([\w' ]{4,40}) said\.$", base.text)
    return f"{found[2][0].upper()}{found[2][1:]} said that {lower_first(found[1])}." if found else None


def _day_first(base: Base, _rng: random.Random) -> str | None:
    found = re.match(rf"([^,\"]+?) on ({'|'.join(DAYS)})( [^,\"]+)?([,.].*)$", base.text)
    return f"On {found[2]}, {lower_first(found[1])}{found[3] or ''}{found[4]}" if found else None


def _without_aside(base: Base, _rng: random.Random) -> str | None:
    found = re.match(r"([A-Z][^,\"]+), (?:the|a|an|who|which|whose|where) [^,\"]+, ([^\"]+)$", base.text)
    return f"{found[1]} {found[2]}" if found else None


def _first_clause(base: Base, _rng: random.Random) -> str | None:
    found = re.match(r"([A-Z][^\"]{40,}?), (?:and|so that|which|because|after) [^\"]+$", base.text)
    return f"{found[1]}." if found else None


REWORDINGS: dict[str, Callable[[Base, random.Random], str | None]] = {
    "attributed": _attributed,
    "in figures": _in_figures,
    "speaker last": _speaker_last,
    "speaker first": _speaker_first,
    "day first": _day_first,
    "without an aside": _without_aside,
    "first clause": _first_clause,
}
