"""Bylines: who wrote it, and for whom, as pages print it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.cleaning.dateline import AGENCIES

_BY = re.compile(
    r"(?:(?:story|words|text|report|reported|written|posted|analysis|opinion|review|column|commentary|perspective|essay|publicado|publi[eé])\s+)?(?:by|por|par|von|di|door)\s*:?\s+(?P<who>\S.*)",
    re.IGNORECASE,
)
_FROM = re.compile(r"from\s+(?P<who>\S.*)", re.IGNORECASE)
_NAME = r"[^\W\d_a-z][\w'’.-]*"  # noqa: RUF001 (an apostrophe as printed)
_NAMES = re.compile(rf"{_NAME}(?:\s+(?:{_NAME}|de|la|van|von|der|den|bin|al|el|du|di|da|le|and|&)|,\s+{_NAME}){{0,14}}")
_ROLE = re.compile(
    r"(?:(?:the\s+)?(?:[\w.&\u2019'-]+\s+){0,5}(?:staff\s+)?(?:writers?|reporters?|correspondents?|editors?(?:-at-large)?|columnists?|"
    r"bureau(?:\s+chief)?|staff|contributors?|journalists?|critics?|analysts?|service|wires?|reports?|team|desk|producers?|"
    r"intern)|m\.?d\.?|ph\.?d\.?|m\.?s\.?|m\.?a\.?|m\.?p\.?h\.?|r\.?d\.?n?|r\.?n\.?|mba|j\.?d\.?|esq\.?|special\s+to\s+.{2,50}|for\s+(?:the\s+)?[A-Z].{2,50})",
    re.IGNORECASE,
)
_WIRES = re.compile(r"(?:times\s+|staff\s+and\s+)?(?:wires?|news)\s+(?:services?|reports?|dispatches)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[|/•·,]\s*|\s+[-\u2013\u2014]\s+")
_TWITTER = re.compile(r"\s*\(?@\w+\)?")
_AGENCY_TAIL = re.compile(
    r"(?<=\w)\s+(?:the\s+)?(?:associated\s+press|reuters|agence\s+france-presse|bloomberg(?:\s+news)?)$", re.IGNORECASE
)
# What follows a name: an address, a telephone number, a time; names hold no digits.
_CONTACT = re.compile(
    r"[\s,(|]*(?:\S+\.(?:com|org|net|co\.uk)\b|\S*@\S+|\(?\d).*|\s+\w{3,6}day$", re.IGNORECASE | re.DOTALL
)
_DATED_TAIL = re.compile(
    r"\s*(?:[|,•·]|\bon\b|\s[-\u2013\u2014])?\s*(?:published|posted|updated|\w{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}\s\w{3,9}\s\d{4}).*|\s+on\s+\w+,\s.*\d{4}.*",
    re.IGNORECASE | re.DOTALL,
)
# `Ann Lee. The Daily Example`: a full stop behind a word of a name that is no initial and no abbreviation.
_SECOND_SENTENCE = re.compile(r"(?<=\w\s)(?P<last>[^\W\d_]{4,})\.\s+[^\W\d_a-z].*", re.DOTALL)
_CLOSING = re.compile(r"[.!?…]$")


@dataclass(frozen=True, slots=True)
class Credit:
    """What a byline says: the writers as printed, the outlet; either may be missing."""

    byline: str | None
    outlet: str | None


def credit_of(line: str) -> Credit | None:
    """The credit in a line that holds nothing else, or None.

    `By Ann Lee, Reuters`, `From Reuters`, `ANN LEE | TIMES STAFF WRITER`, `Associated Press`.
    """
    line = line.strip(" |*_–—-")  # noqa: RUF001 (dashes as printed)
    if not 2 <= len(line) <= 120:
        return None
    agency = AGENCIES.get(line.lower())
    if agency:
        return Credit(None, agency)
    origin = _FROM.fullmatch(line)
    if origin:
        return _origin(origin["who"])
    author = _BY.fullmatch(line)
    if author:
        return _author(_DATED_TAIL.sub("", author["who"]))
    return _signature(line)


def is_role(line: str) -> bool:
    """Whether a line names only a writer's place at the paper (`Times Staff Writer`)."""
    return len(line) <= 60 and _ROLE.fullmatch(line.strip()) is not None


def _origin(who: str) -> Credit | None:
    agency = AGENCIES.get(who.lower().removeprefix("the ").strip())
    if agency:
        return Credit(None, agency)
    if _WIRES.search(who) or (_ROLE.search(who) and len(who.split()) <= 6):
        return Credit(who, None)
    return None


def writers_in(text: str, outlet: str | None = None) -> str | None:
    """The writers that a field or a line names, as printed, without `By`, roles, agencies and the outlet's own name.

    None where it names none.

    For text that is known to be about the author: metadata, or an element of a page that is called byline.
    """
    author = _BY.fullmatch(text.strip(" |*_\u2013\u2014-"))
    text = (author["who"] if author else text).strip(" ,;|")
    if not text or len(text) > 150 or "://" in text or text.startswith(("@", "www.")):
        return None
    text = _CONTACT.sub("", _TWITTER.sub("", _DATED_TAIL.sub("", text))).strip(" ,;|(")
    name, _ = _without_roles(_SECOND_SENTENCE.sub(r"\g<last>", text), outlet)
    return _AGENCY_TAIL.sub("", name).strip(" ,;|") or name or None


def _author(who: str) -> Credit | None:
    who = who.strip()
    if _CLOSING.search(who) and not re.search(r"\b(?:Jr|Sr|[A-Z])\.$", who):
        return None
    agency = AGENCIES.get(who.lower())
    if agency:
        return Credit(None, agency)
    name, outlet = _without_roles(who)
    if len(name.split()) > 16 or not _NAMES.fullmatch(name):
        return None
    return Credit(name, outlet)


def _without_roles(who: str, paper: str | None = None) -> tuple[str, str | None]:
    """The names alone, and the agency that stood behind them."""
    outlet = None
    paper = paper.lower() if paper else None
    while True:
        name, separator, rest = _last_part(who)
        known = AGENCIES.get(rest.lower())
        is_paper = paper is not None and len(rest) > 3 and (rest.lower() in paper or paper in rest.lower())
        if not separator or not (known or is_paper or _ROLE.fullmatch(rest) or separator in "|/•·"):
            return who, outlet
        who, outlet = name, outlet or known


def _last_part(who: str) -> tuple[str, str, str]:
    parts = list(_SEPARATOR.finditer(who))
    if not parts:
        return who, "", ""
    last = parts[-1]
    return who[: last.start()].strip(), last[0].strip(), who[last.end() :].strip()


def _signature(line: str) -> Credit | None:
    """`ANN LEE | TIMES STAFF WRITER`, `Ann Lee, Staff Writer`: a name only because a role follows it."""
    parts = re.split(r"\s*[|•·]\s*|,\s*", line, maxsplit=1)
    if len(parts) == 2 and _NAMES.fullmatch(parts[0]) and 2 <= len(parts[0].split()) <= 8 and is_role(parts[1]):
        return Credit(parts[0], None)
    return None
