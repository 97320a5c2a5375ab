"""The days that a web page states: JSON-LD, then meta elements, then marked elements of the page itself."""

# ruff: noqa: SIM905 (a list of words reads better as words than as one quoted word a line)
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from corpus.errors import DateError
from corpus.published import Stamp, local_day, parse_stamp, readings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lxml.html import HtmlElement

_PUBLISHED = tuple(
    "article:published_time article:published og:published_time og:article:published_time datepublished "
    "article.published parsely-pub-date sailthru.date pubdate publishdate publish-date publish_date "
    "publication_date dc.date.issued dcterms.created dcterms.issued dc.date dcterms.date date ptime pdate "
    "displaydate originalpublicationdate article_date_original published-date published_date article:post_date "
    "rnews:datepublished dc.date.created release_date cxenseparse:recs:publishtime citation_date".split()
)
_UPDATED = tuple(
    "article:modified_time og:updated_time article:modified article.updated datemodified lastmod last-modified "
    "dc.date.modified dcterms.modified utime revision_date".split()
)
_PUBLISHED_NAMES = re.compile(r"publish|posted|pubdate|entry-date|created|dateline|timestamp", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageDays:
    """What a page states of its days.

    `published` and `updated` are the best statement of each. `own` are days that other statements of the publication
    give in the page's own time, the best first. `unclear` are dates in numbers that may be either of two days.
    """

    published: Stamp | None = None
    updated: Stamp | None = None
    own: tuple[date, ...] = ()
    unclear: tuple[frozenset[date], ...] = ()

    def published_by(self, printed: Sequence[date]) -> date | None:
        """The day of publication, in the page's own time as `printed` above its body, in its URL and in `own` tell."""
        return local_day(self.published, (*self.own, *printed)) if self.published else None

    def updated_by(self, printed: Sequence[date]) -> date | None:
        """The day of the last change, likewise."""
        return local_day(self.updated, printed) if self.updated else None


def days_of(linked: dict[str, Any], meta: dict[str, str], tree: HtmlElement) -> PageDays:
    """The days that JSON-LD (`linked`), meta elements and the page itself state."""
    texts = [linked.get("datePublished"), *(meta[name] for name in _PUBLISHED if name in meta)]
    stated = [stamp for text in texts if (stamp := _stamp(text))]
    marked = list(_marked(tree, "datepublished")) or _times(tree)
    published = [*stated, *(stamp for element in marked if (stamp := _stamp_of(element)))]
    updates = [linked.get("dateModified"), *(meta[name] for name in _UPDATED if name in meta)]
    updated = [stamp for text in updates if (stamp := _stamp(text))]
    updated += [stamp for element in _marked(tree, "datemodified") if (stamp := _stamp_of(element))]
    return PageDays(
        published=_zoned(published[0], published) if published else None,
        updated=updated[0] if updated else None,
        own=tuple(_own(published, marked)),
        unclear=tuple(found for text in texts if isinstance(text, str) and (found := readings_of(text))),
    )


def settled(unclear: Sequence[frozenset[date]], known: set[date]) -> date | None:
    """The day of dates that may be two, where one reading, and only that one, is a day that is known otherwise."""
    found = {day for readings in unclear for day in readings & known if len(readings & known) == 1}
    return found.pop() if len(found) == 1 else None


def _zoned(stamp: Stamp, others: Sequence[Stamp]) -> Stamp:
    """A stamp without its zone where another has the same clock in UTC: one of the two zones is false."""
    in_utc = replace(stamp, zone="utc")
    return replace(stamp, zone=None) if stamp.zone == "local" and stamp.minutes and in_utc in others else stamp


def _own(published: Sequence[Stamp], marked: Sequence[HtmlElement]) -> Iterator[date]:
    """Days in the page's own time: of stamps with an offset, then as printed in the marked elements."""
    yield from (stamp.day for stamp in published if _zoned(stamp, published).zone == "local")
    yield from (stamp.day for element in marked if (stamp := _stamp("".join(element.itertext()))))


def _marked(tree: HtmlElement, name: str) -> Iterator[HtmlElement]:
    """The elements that itemprop marks with a name."""
    for element in tree.xpath("//*[@itemprop]"):
        if (element.get("itemprop") or "").lower() == name:
            yield element


def _times(tree: HtmlElement) -> list[HtmlElement]:
    """The <time> elements of the publication, or all of them; none where they do not agree on the day."""
    times = list(tree.iter("time"))
    dated = [(element, stamp.day) for element in times if (stamp := _stamp_of(element))]
    marked = [(element, day) for element, day in dated if _is_publication(element)]
    if not marked and any(_is_publication(element) for element in times):
        return []
    chosen = marked or dated
    return [element for element, _ in chosen] if len({day for _, day in chosen}) == 1 else []


def _is_publication(element: HtmlElement) -> bool:
    return element.get("pubdate") is not None or _PUBLISHED_NAMES.search(element.get("class") or "") is not None


def _stamp_of(element: HtmlElement) -> Stamp | None:
    return (
        _stamp(element.get("content")) or _stamp(element.get("datetime")) or _stamp("".join(element.itertext()).strip())
    )


def _stamp(value: Any) -> Stamp | None:
    """The stamp of a value; None where it is none: pages state all sorts of things, and the next may do better."""
    try:
        return parse_stamp(value) if isinstance(value, str) else None
    except DateError:
        return None
