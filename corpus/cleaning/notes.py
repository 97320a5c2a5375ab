"""Notes below an article on who wrote it: `Ann Lee covers trade for the Gazette.`

They read as sentences of the article, so they are looked for only at its end, and only in short paragraphs that open
with a full name, or with the writer as such.
"""

from __future__ import annotations

import re

# No note is longer than this, in characters; no more than so many stand below an article.
_LONGEST, _MOST = 320, 3

_WORD = r"(?:[A-Z][\w\u2019'-]*\.?|de|van|von|der|den|la|al|bin)"
_NAME = rf"(?!(?:The|A|An|In|On|At|But|And|It|He|She|They|We|Mr|Mrs|Ms)\b)[A-Z][\w\u2019'.-]*(?:\s{_WORD}){{1,3}}"
# `Ann Lee`, `Ann Lee and Bo Park`, `Ann Lee, who grew up here,`
_WHO = (
    rf"(?:(?:{_NAME})(?:(?:,\s|\sand\s|,\sand\s){_NAME}){{0,3}}(?:,\s[^,.]{{3,90}},)?"
    r"|The\s(?:writer|author|reporter|columnist)s?)"
)
_PAPER_WORK = (
    r"(?:staff\s?writer|(?:staff\s)?reporter|correspondent|columnist|freelancer?|contributor|contributing\s\w+|bureau\schief"
    r"|journalist|blogger|(?:film|music|book|art|theater|food|television|tv)\scritic|editor(?=\s(?:of|at|for|in)\b|[.,]|-at-)"
    r"|intern(?=\s(?:at|for)\b))"
)
_SCHOLAR = (
    r"(?:(?:assistant\s|associate\s)?professor|(?:senior\s|research\s|visiting\s)?fellow|author\sof|co-author\sof)"
)
_NOTES = tuple(
    re.compile(rf"(?:[*_•—–-]\s?)?{_WHO}\s{form}")  # noqa: RUF001 (dashes as printed)
    for form in (
        r"covers?\s.{3,120}\s(?:for|at)\s(?:the\s|The\s)?[A-Z]",
        r"covers?\s(?:[\w,&-]+\s){0,7}[\w-]+\.$",
        r"(?:writes?|blogs?|reports?)\s(?:regularly\s|often\s|a\s\w+\scolumn\s)?(?:about|on|for|from)\b",
        r"reported\sfrom\s[A-Z][^.]{2,120}\.(?:$|\s[A-Z].{3,80}\b(?:contributed|reporting)\b)",
        rf"(?:is|are)\s(?:(?:a|an|the|one\sof)\s|[A-Z][\w\u2019' ]{{2,40}}[\u2019']s?\s).{{0,60}}\b{_PAPER_WORK}",
        rf"(?:is|are)\s(?:a\s|an\s|the\s)?(?:[\w-]+\s){{0,5}}{_SCHOLAR}\b",
        r"(?:can|may)\sbe\s(?:reached|contacted|followed|e-?mailed)\b",
        r"(?:is|are)\son\s(?:Twitter|Facebook)\b",
        r"(?:also\s)?contributed(?:\.$|\sto\sthis\b|\sreporting\b|\sresearch\b|\sfrom\s[A-Z])",
    )
)


def without_notes(paragraphs: list[str]) -> list[str]:
    """The paragraphs without the notes on writers at their end; one paragraph is always left."""
    end = len(paragraphs)
    while end > max(1, len(paragraphs) - _MOST) and is_note(paragraphs[end - 1]):
        end -= 1
    return paragraphs[:end]


def is_note(paragraph: str) -> bool:
    """Whether a paragraph reads as a note on who wrote what stands above it."""
    return len(paragraph) <= _LONGEST and any(note.match(paragraph) for note in _NOTES)
