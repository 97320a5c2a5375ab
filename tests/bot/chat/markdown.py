"""What a Discord client makes of a message: which parts of it are alive, and the text that is seen.

Written from how clients behave and stricter than they are (a lone pair of underscores is taken for emphasis wherever
it stands), so that a text without a living part here has none in any client.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Live:
    """A part that does more than stand there."""

    kind: str
    source: str


_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_AT_LINE_START = (
    ("subtext", re.compile(r"-# +")),
    ("heading", re.compile(r"#{1,3} +")),
    ("quote", re.compile(r">>> |> ")),
    ("list", re.compile(r" *(?:[-*+]|\d+\.) +")),
)
_LEAVES = (
    ("code block", re.compile(r"```[\s\S]+?```")),
    ("code", re.compile(r"(`+)[^`][\s\S]*?\1")),
    ("link", re.compile(r"<https?://[^\s>]+>")),
    ("mention", re.compile(r"<@[!&]?\d+>|<#\d+>|<id:\w+>|@everyone|@here")),
    ("command", re.compile(r"</[^>]+:\d+>")),
    ("time", re.compile(r"<t:-?\d+(?::\w)?>")),
    ("emoji", re.compile(r"<a?:\w+:\d+>|:[\w+~-]+:")),
    ("masked link", re.compile(r"\[(?:\\.|[^\]\\])*\]\([^)]*\)")),
    ("address", re.compile(r"\b[A-Za-z][A-Za-z0-9+.-]*://\S")),
)
_SPANS = tuple(
    (kind, re.compile(rf"{mark}((?:\\[\s\S]|[^\\])+?){mark}"))
    for kind, mark in (
        ("strong", r"\*\*"),
        ("underline", "__"),
        ("struck out", "~~"),
        ("spoiler", r"\|\|"),
        ("emphasis", r"\*"),
        ("emphasis", "_"),
    )
)
# Clients look for invitations and the like in the raw text, whatever the rest of it says.
_INVITATION = re.compile(r"(?:discord\.(?:gg|gift|new)|discord(?:app)?\.com/(?:invite|channels))/\S", re.IGNORECASE)


def live_parts(source: str) -> list[Live]:
    """Everything in a message that is alive, in order, what is within before what follows."""
    found: list[Live] = []
    _read(source, found)
    return found + [Live("invitation", match[0]) for match in _INVITATION.finditer(source)]


def seen(source: str) -> str:
    """The text that a person sees."""
    return _read(source, [])


def _read(source: str, found: list[Live]) -> str:
    text, position, at_line_start = [], 0, True
    while position < len(source):
        if at_line_start and (marker := _marker(source, position, found)):
            position = marker
            continue
        at_line_start = source[position] == "\n"
        if escaped := _ESCAPE.match(source, position):
            text.append(escaped[1])
            position = escaped.end()
            continue
        seen_part, end = _part(source, position, found)
        text.append(seen_part)
        position = end
    return "".join(text)


def _marker(source: str, position: int, found: list[Live]) -> int | None:
    for kind, pattern in _AT_LINE_START:
        if match := pattern.match(source, position):
            found.append(Live(kind, match[0]))
            return match.end()
    return None


def _part(source: str, position: int, found: list[Live]) -> tuple[str, int]:
    for kind, pattern in _LEAVES:
        if match := pattern.match(source, position):
            found.append(Live(kind, match[0]))
            return match[0], match.end()
    for kind, pattern in _SPANS:
        if match := pattern.match(source, position):
            found.append(Live(kind, match[0]))
            return _read(match[1], found), match.end()
    return source[position], position + 1
