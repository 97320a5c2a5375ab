"""Which article replaces which: the same outlet's report of the same event, told again with more in it.

A later version says so ("UPDATE", "1st Ld", "(Recasts …)"), or stands at the same address, or was updated later, or
came out the next day and holds nearly all of the earlier one and more. A new report on a running story shares
background with the last one, and is none of these. Of two texts of one day that say nothing of it, the longer need not
be the later: agencies send the story in full to one service and cut to another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.duplicates.marks import CORRECTING, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.duplicates.entry import Entry
    from corpus.duplicates.likeness import Likeness

_DAYS = 3  # a version of an article that is older than this is a new article
_GROWN = 1.15  # times the words of the earlier version, in one that does not say that it is a version
_LAST = 100  # the version that a correction counts as


def in_order(one: Entry, other: Entry) -> tuple[Entry, Entry] | None:
    """Two articles of one outlet, the one that the other may replace first; None where neither may."""
    if one.family != other.family:
        return None
    at_one_address = one.url is not None and one.url == other.url
    if not at_one_address and (one.days_from(other) or 0) > _DAYS:
        return None
    if (one.published is None) != (other.published is None):
        return None
    earlier, later = sorted((one, other), key=order)
    return (earlier, later) if order(earlier) < order(later) else None


def replaces(later: Entry, earlier: Entry, likeness: Likeness) -> bool:
    """Whether the later of two articles of one outlet is a version of the earlier one."""
    words, pairs, specifics = (share.contained for share in (likeness.words, likeness.pairs, likeness.specifics))
    if later.kind is Kind.UPDATE and later.version > earlier.version:
        return _is_update(later, earlier, likeness)
    if later.url is not None and later.url == earlier.url:
        return words >= 0.4 and pairs >= 0.2
    if (later.updated or 0) > max(earlier.updated or 0, earlier.published or 0):
        return words >= 0.6 and pairs >= 0.5 and specifics >= 0.75
    has_grown = later.sketch.length >= _GROWN * earlier.sketch.length
    return has_grown and later.days_from(earlier) == 1 and _holds(likeness)


def _is_update(later: Entry, earlier: Entry, likeness: Likeness) -> bool:
    """Whether an article that says it is a later version is one of this article, not of another day's report."""
    words, pairs, specifics = (share.contained for share in (likeness.words, likeness.pairs, likeness.specifics))
    if later.days_from(earlier):
        return words >= 0.5 and pairs >= 0.4 and specifics >= 0.5 and likeness.numbers.contained >= 0.5
    if earlier.title and (earlier.title in later.named or earlier.title == later.title):
        return words >= 0.3
    return words >= 0.5 and pairs >= 0.25 and specifics >= 0.4


def _holds(likeness: Likeness) -> bool:
    """Whether the longer text has nearly all of the shorter one, and that is more than the phrases of a form."""
    return (
        likeness.pairs.contained >= 0.75
        and likeness.words.contained >= 0.85
        and likeness.specifics.contained >= 0.85
        and likeness.pairs.common >= 12
    )


def newest(replaced: Iterable[tuple[Entry, Entry]]) -> dict[str, str]:
    """For each article that is replaced, the last of what replaces it, directly or by way of others, by ids.

    `replaced` holds pairs of an earlier and a later article.
    """
    last: dict[str, Entry] = {}
    for earlier, later in sorted(replaced, key=lambda pair: order(pair[0]), reverse=True):
        found = last.get(later.id, later)
        last[earlier.id] = max(found, last.get(earlier.id, found), key=order)
    return {id_: entry.id for id_, entry in last.items()}


def order(entry: Entry) -> tuple[int, int, int]:
    """What articles of one outlet are ordered by, as far as it is known: day, number of the version, day of update."""
    version = _LAST if entry.kind in CORRECTING else entry.version
    return (entry.published or 0, version, entry.updated or 0)
