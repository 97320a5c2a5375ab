"""What an article says of itself: that it is a later version ("UPDATE 2-…", "1st Ld"), or a correction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.article import Article

# Dashes are the hyphen, the en dash (2013) and the em dash (2014).
_DASH = r"[-\u2013\u2014:|)\]>]"
_OPENING = r"[-\u2013\u2014(\[]"
_UPDATE = r"(?:updated?|recast|refiled?|write-?thru|write-?through)"
_UPDATE_FIRST = re.compile(rf"\W*{_UPDATE}\s*(\d{{1,2}})?\s*{_DASH}\W*", re.IGNORECASE)
_UPDATE_LAST = re.compile(rf"{_OPENING}\s*updated?\s*(\d{{1,2}})?\s*[)\]]?\s*$", re.IGNORECASE)
# "1st Ld", "2nd Ld-Writethru" and "3rd Lead-Writethru", before or behind the title, and the number of the story behind.
_LEAD = re.compile(
    r"[,(\[-]?\s?\b(\d)(?:st|nd|rd|th)[ -](?:Ld|LD|Lead(?=[ -]Writethru))(?:[ -]Writethru)?\b[\s,:)\]-]*\d*"
)
_UPDATE_SAID = re.compile(
    r"\((?:recasts|updates|adds|rewrites|releads|leads with|writes thr(?:ough|u))\b[^)\n]{0,250}\)"
    r"|\b(?:this (?:story|article|report|version)|it) (?:has been updated|updates|replaces)\b"
    r"|\breplaces (?:the|an|our)\b[^.\n]{0,40}\b(?:article|story|version|report)\b|\bis an updated version\b",
    re.IGNORECASE,
)
_UPDATE_HINTS = ("recasts", "updat", "(adds", "rewrites", "releads", "leads with", "writes thr", "replaces")
_CORRECTION = (
    "(?:correct(?:ed|ions?)|clarifications?|errat(?:um|a)|corrigend(?:um|a)|berichtigung|korrektur"
    "|rectificati(?:f|on)|fe de erratas?|correcci[oó]n|rettifica|訂正)"
)
_CORRECTION_FIRST = re.compile(
    rf"\W*{_CORRECTION}(?: (?:and|&) {_CORRECTION})?\s*\d{{0,2}}\s*(?:{_DASH}\W*|$)", re.IGNORECASE
)
_CORRECTION_LAST = re.compile(rf"{_OPENING}\s*{_CORRECTION}\s*[)\]]?\s*$", re.IGNORECASE)
# "(Corrects amount of dividend)" or "- Corrects to show …", which agencies put at the head or foot of the text.
_CORRECTS = re.compile(r"(?:\A\W*|[(\n]\W*|- ?)corrects\b[^\n]{3,}", re.IGNORECASE)
_CORRECTION_HINTS = ("corrects",)
_WRONG = (
    r"\b(?:misstated|misspelled|misidentified|misattributed|misquoted|incorrect(?:ly)?|erroneous(?:ly)?|mistakenly"
    r"|wrong(?:ly)?|in error|an error|omitted|inaccurate(?:ly)?)\b"
)
_WRONG_SAID = re.compile(_WRONG, re.IGNORECASE)
# "An article on Thursday about … misstated …", in the first words of the text.
_MISSTATED = re.compile(
    r"\A\W*(?:(?:in|because of) )?(?:an?|the|our)\b[^.\n]{0,60}?\b(?:article|story|report|column|item|headline"
    r"|caption|chart|graphic|map|review|editorial|obituary|dispatch|profile|listing)s?\b[^\n]{0,400}?" + _WRONG,
    re.IGNORECASE,
)
# Characters of the title, of the head and the foot of the text, and of its very beginning, that are looked at.
_TITLE, _HEAD, _FOOT, _LEAD_IN = 400, 600, 300, 150


class Kind(Enum):
    """What an article is to another, by its own word: a later version, the article mended, or a note of an error."""

    STORY = auto()
    UPDATE = auto()
    CORRECTION = auto()
    NOTE = auto()


CORRECTING = frozenset((Kind.CORRECTION, Kind.NOTE))


@dataclass(frozen=True, slots=True)
class Mark:
    """The kind, which update it is of several (0: of none, 1: the first or no number), and the title without marks."""

    kind: Kind
    version: int
    title: str


def mark_of(article: Article) -> Mark:
    """What an article says of itself in its title, deck, and at the head and foot of its text."""
    title, head = article.title[:_TITLE], article.text[:_HEAD]
    kind = _correction(title, head, article.text)
    if kind:
        found = _CORRECTION_FIRST.match(title)
        return Mark(kind, 0, _CORRECTION_LAST.sub("", title[found.end() :] if found else title).strip())
    found = _UPDATE_FIRST.match(title) or _LEAD.search(title) or _UPDATE_LAST.search(title)
    if found:
        return Mark(Kind.UPDATE, int(found[1] or 1), (title[: found.start()] + title[found.end() :]).strip())
    if any(_says(_UPDATE_HINTS, _UPDATE_SAID, part) for part in ((article.deck or "")[:_HEAD], head)):
        return Mark(Kind.UPDATE, 1, title)
    return Mark(Kind.STORY, 0, title)


def _correction(title: str, head: str, text: str) -> Kind | None:
    if _MISSTATED.match(head):
        return Kind.NOTE
    if _CORRECTION_FIRST.match(title) or _CORRECTION_LAST.search(title):
        return Kind.NOTE if _WRONG_SAID.search(head) else Kind.CORRECTION
    if any(_says(_CORRECTION_HINTS, _CORRECTS, part) for part in (text[:_LEAD_IN], text[-_FOOT:])):
        return Kind.CORRECTION
    return None


def _says(hints: tuple[str, ...], mark: re.Pattern[str], part: str) -> bool:
    """Whether a mark stands in a part of the text; hints are looked for first, because they are found much sooner."""
    lowered = part.lower()
    return any(hint in lowered for hint in hints) and mark.search(part) is not None
