"""The head of a plain text: headline, kicker, deck, byline, outlet and dates, parted from the body."""

# ruff: noqa: SIM905 (a list of words reads better as words than as one quoted word a line)
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from corpus.cleaning.byline import credit_of, is_role
from corpus.cleaning.dateline import dateline_of
from corpus.cleaning.furniture import is_furniture
from corpus.published import date_on_line

if TYPE_CHECKING:
    from datetime import date

# A headline is shorter than this, in words; what is longer is the first paragraph.
_HEADLINE_WORDS = 30
_DECK_WORDS = 45
# No headline, with kicker and deck on its line, is longer than this, in characters.
_LONGEST = 400
# Lines after the headline among which bylines and dates are looked for.
_HEAD_LINES = 8

_KICKED = re.compile(r"(?P<title>\S.*?)\s+:\s+(?P<rest>\S.*)")
_KICKER = re.compile(r"(?P<kicker>[^:.]{2,40}):\s+(?P<deck>\S.*)")
_KEYED = re.compile(
    r"(?P<key>title|headline|deck|subtitle|standfirst|section|category|source|outlet|publication|newspaper|author|"
    r"byline|url|link|language)\s*:\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
_KEYS = {
    "title": "title", "headline": "title", "deck": "deck", "subtitle": "deck", "standfirst": "deck",
    "section": "section", "category": "section", "source": "outlet", "outlet": "outlet", "publication": "outlet",
    "newspaper": "outlet", "author": "byline", "byline": "byline", "url": "url", "link": "url", "language": "language",
}  # fmt: skip
_SECTIONS = frozenset(
    "news world business politics sports sport opinion trade money markets economy technology tech science "
    "health arts culture entertainment lifestyle travel national international local metro nation asia europe "
    "africa americas finance companies industry commentary editorial editorials education environment style "
    "food autos".split()
)
_SENTENCE_END = re.compile(r"[.!?…][\"'\u2019”)\]]*$")
_TWO_SENTENCES = re.compile(r"[a-z0-9%”\"’)]{2}[.!?][\"”’)]*\s+[A-Z“\"‘]")  # noqa: RUF001 (quotation marks as printed)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the body. `lines` is how many paragraphs of the page it takes, furniture among them."""

    title: str | None = None
    deck: str | None = None
    byline: str | None = None
    outlet: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    published: date | None = None
    updated: date | None = None
    lines: int = 0


def head_of(paragraphs: list[str], title: str | None = None) -> Head:
    """The head of a page whose first paragraphs these are; `title`, where it is known already, is not looked for."""
    head = _opening(paragraphs, title)
    at, end = head.lines, min(len(paragraphs) - 1, head.lines + _HEAD_LINES)
    while at < end:
        line = paragraphs[at]
        found = _read(line, head)
        if found is None and not is_furniture(line):
            if not _is_deck(paragraphs, at, head):
                break
            found = replace(head, deck=line)
        at += 1
        head = replace(found or head, lines=at)
    return head


def _opening(paragraphs: list[str], title: str | None) -> Head:
    """The head down to its headline: what is printed above it, and the headline with its kicker and deck."""
    head = Head(title=title)
    for at, line in enumerate(paragraphs[:_HEAD_LINES]):
        found = _read(line, head)
        if found is not None:
            head = replace(found, lines=at + 1)
        elif title is not None:
            return replace(head, lines=at + 1) if _same(line, title) else head
        elif is_furniture(line):
            head = replace(head, lines=at + 1)
        elif head.title is not None or at + 1 >= len(paragraphs) or not _is_headline(line):
            return head
        elif head.section is None and line.lower() in _SECTIONS and _is_headline(paragraphs[at + 1]):
            head = replace(head, section=line, lines=at + 1)
        else:
            return replace(_headline(line, head), lines=at + 1)
    return head


def _headline(line: str, head: Head) -> Head:
    """The headline, with what some papers print on its line: `Headline : Kicker: Deck.`"""
    line = line.lstrip("# ").strip() or line
    parted = _KICKED.fullmatch(line)
    if parted is None:
        return replace(head, title=line)
    kicked = _KICKER.fullmatch(parted["rest"])
    if kicked and len(kicked["kicker"].split()) <= 5:
        return replace(head, title=parted["title"], section=head.section or kicked["kicker"], deck=kicked["deck"])
    if _SENTENCE_END.search(parted["rest"]):
        return replace(head, title=parted["title"], deck=parted["rest"])
    return replace(head, title=line)


def _read(line: str, head: Head) -> Head | None:
    """The head with what the line says, or None where it says nothing that a head holds."""
    dated = date_on_line(line)
    if dated:
        return with_date(head, *dated)
    credit = credit_of(line)
    if credit:
        return replace(head, byline=head.byline or credit.byline, outlet=head.outlet or credit.outlet)
    keyed = _KEYED.fullmatch(line) if len(line) <= 300 else None
    if keyed:
        key = _KEYS[keyed["key"].lower()]
        return _with(head, key, keyed["value"])
    return head if is_role(line) else None


def with_date(head: Head, what: str, day: date) -> Head:
    """The head with a date that is "published" or "updated", unless it has that already."""
    return _with(head, what, day)


def _with(head: Head, key: str, value: str | date) -> Head:
    """The head with a field, unless it has that already."""
    changes: dict[str, Any] = {key: getattr(head, key) or value}
    return replace(head, **changes)


def _is_headline(line: str) -> bool:
    words = len(line.split())
    if len(line) > _LONGEST:
        return False
    if words > _HEADLINE_WORDS or dateline_of(line) or _TWO_SENTENCES.search(line):
        return bool(words <= 60 and _KICKED.fullmatch(line) and not dateline_of(line))
    return words <= 14 or not _SENTENCE_END.search(line) or _KICKED.fullmatch(line) is not None


def _is_deck(paragraphs: list[str], at: int, head: Head) -> bool:
    """Whether the line under the headline is a deck: only where a byline or a date stands between it and the body."""
    line = paragraphs[at]
    if head.title is None or head.deck is not None or len(line.split()) > _DECK_WORDS or dateline_of(line):
        return False
    below = [after for after in paragraphs[at + 1 : at + 4] if not is_furniture(after)][:1]
    return bool(below) and len(paragraphs) > at + 2 and _read(below[0], Head()) is not None


def _same(line: str, title: str) -> bool:
    def letters(text: str) -> str:
        return "".join(character for character in text.lower() if character.isalnum())

    return letters(line) == letters(title)
