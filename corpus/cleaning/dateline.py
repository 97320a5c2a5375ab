"""The dateline: where a dispatch was filed, and by which agency."""

# ruff: noqa: SIM905 (a list of words reads better as words than as one quoted word a line)
from __future__ import annotations

import re
from dataclasses import dataclass

AGENCIES = {
    "reuters": "Reuters", "reuter": "Reuters", "thomson reuters": "Reuters", "thomson reuters foundation": "Reuters",
    "ap": "Associated Press", "associated press": "Associated Press", "the associated press": "Associated Press",
    "upi": "United Press International", "united press international": "United Press International",
    "afp": "Agence France-Presse", "agence france-presse": "Agence France-Presse", "afx": "AFX", "dpa": "dpa",
    "bloomberg": "Bloomberg", "bloomberg news": "Bloomberg", "kyodo": "Kyodo", "kyodo news": "Kyodo", "jiji": "Jiji",
    "xinhua": "Xinhua", "tass": "TASS", "itar-tass": "TASS", "pti": "Press Trust of India", "ani": "ANI",
    "ians": "IANS", "efe": "EFE", "ansa": "ANSA", "yonhap": "Yonhap", "cnn": "CNN", "cp": "Canadian Press",
    "the canadian press": "Canadian Press", "canadian press": "Canadian Press", "press association": "PA",
    "pa": "PA", "aap": "AAP", "knight-ridder": "Knight Ridder", "dow jones": "Dow Jones",
    "dow jones newswires": "Dow Jones", "marketwatch": "MarketWatch", "pr newswire": "PR Newswire",
    "prnewswire": "PR Newswire", "business wire": "Business Wire", "globe newswire": "GlobeNewswire",
}  # fmt: skip

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_PLACE = r"[A-Z][A-Z'’.-]*(?:[ /-]+(?:(?:[Dd][Ee]|[Ll][Aa]|[Dd][Uu]|[Dd][Ii])\s+)?[A-Z&][A-Z'’.-]*){0,5}"  # noqa: RUF001 (an apostrophe as printed)
_MIXED = r"[A-Z][\w'’.-]*(?:[ /-]+[A-Z][\w'’.-]*){0,3}"  # noqa: RUF001 (an apostrophe as printed)
_REGION = rf"(?:,\s*(?!{_MONTH}\b)[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){{0,3}}){{0,2}}"  # noqa: RUF001
_WHEN = rf"(?:,?\s+(?P<when>(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?))?"
_AGENCY = r"(?:,?\s*\((?P<agency>[^()]{2,40})\))"
_DASH = r"(?:\s*[-–—]{2}\s*|\s+[-–—_]\s+|\s*—\s*|\s*[-–]\s+)"  # noqa: RUF001 (dashes as printed)

_FORMS = (
    # VANCOUVER, British Columbia, May 3 (Reuters) - ...; the agency or the date may be missing
    re.compile(rf"(?P<place>{_PLACE}){_REGION}{_WHEN}{_AGENCY}?{_DASH}(?=\S)"),
    # TOKYO, May 4, 1995 (Reuters) without a dash; only an agency makes it a dateline
    re.compile(rf"(?P<place>{_PLACE}){_REGION}{_WHEN}{_AGENCY}\s*[:.,]?\s+(?=[A-Z\"“'‘])"),  # noqa: RUF001
    # Tokyo (Reuters) - ...: in small letters only an agency and a dash make it one
    re.compile(rf"(?P<place>{_MIXED}){_REGION}{_WHEN}{_AGENCY}{_DASH}(?=\S)"),
)

_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]?\b")
# Capitals before a dash that are no place: labels that desks put before a text.
_NOT_PLACES = frozenset(
    "UPDATE CORRECTED CORRECTION ANALYSIS OPINION BREAKING EXCLUSIVE FACTBOX TIMELINE NEWSMAKER INSIGHT UPDATED "
    "WATCH EDITORIAL REVIEW REFILE ADVISORY NOTE BACKGROUND FEATURE INTERVIEW SPOILER WARNING A I Q TV".split()
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place as printed, agency by its usual name, the date as printed (mostly without a year), and the length of it."""

    place: str
    agency: str | None
    when: str | None
    length: int


def dateline_of(text: str) -> Dateline | None:
    """The dateline that a text opens with, or None. The text keeps it."""
    opening = text[:160]
    for form in _FORMS:
        match = form.match(opening)
        if match is None:
            continue
        agency = match["agency"]
        known = AGENCIES.get(agency.lower().strip()) if agency else None
        if agency and known is None and form is not _FORMS[0]:
            continue
        place = match["place"].rstrip(" .,")
        if not _is_place(place) or (match.end("place") + 6 > match.end() and opening[match.end()].islower()):
            continue
        return Dateline(place, known, match["when"], match.end())
    return None


def without_dateline(text: str) -> str:
    """What a text says behind its dateline: where a dispatch was filed is nothing that it tells of."""
    dateline = dateline_of(text)
    return text if dateline is None else text[dateline.length :]


def _is_place(printed: str) -> bool:
    return len(printed) > 3 and not _INITIALS.match(printed) and printed.split(maxsplit=1)[0] not in _NOT_PLACES
