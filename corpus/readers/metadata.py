"""What a web page states about its article: JSON-LD, then meta elements, then marked elements of the page itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corpus.cleaning import one_line
from corpus.readers.linked import linked_article, names_of, text_of
from corpus.readers.pagedays import PageDays, days_of
from corpus.readers.writers import Writers, house_of, writers_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline", "title")
_DECKS = ("og:description", "description", "twitter:description")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher", "cre", "source")
_SECTIONS = ("article:section", "parsely-section", "section", "cg")
_URL = re.compile(r"\s*https?://\S+\s*")
_SITE_LINE = re.compile(r"\s*[|\u2013\u2014]\s|\s-\s")


@dataclass(frozen=True, slots=True)
class Stated:
    """Fields as a page states them; None where it does not.

    `titles` are all that the article is called, best first; `page_title` is what the window of a browser shows.
    """

    titles: tuple[str, ...] = ()
    page_title: str | None = None
    deck: str | None = None
    writers: Writers = field(default_factory=Writers)
    outlet: str | None = None
    days: PageDays = field(default_factory=PageDays)
    url: str | None = None
    section: str | None = None
    language: str | None = None
    body: str | None = None


def metadata_of(tree: HtmlElement) -> Stated:
    """What the page states."""
    linked, meta = linked_article(tree), _meta(tree)
    page_title = text_of(tree.findtext(".//title"))
    titles = (text_of(linked.get("headline")), *(meta.get(name) for name in _TITLES), page_title)
    outlet = _first(meta, _OUTLETS) or next(iter(names_of(linked.get("publisher"))), None)
    outlet = _SITE_LINE.split(outlet.lstrip("@"), maxsplit=1)[0] if outlet else None
    body = linked.get("articleBody")
    url = _url(tree, meta, linked)
    house = house_of(outlet, names_of(linked.get("publisher")), meta, url)
    return Stated(
        titles=tuple(dict.fromkeys(title for title in titles if title)),
        page_title=page_title,
        deck=_first(meta, _DECKS) or text_of(linked.get("description")),
        writers=writers_of(names_of(linked.get("author")), meta, tree, house),
        outlet=outlet,
        days=days_of(linked, meta, tree),
        url=url,
        section=_first(meta, _SECTIONS) or next(iter(names_of(linked.get("articleSection"))), None),
        language=tree.get("lang") or _first(meta, ("og:locale", "language", "content-language")),
        body=body if isinstance(body, str) else None,
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        content = one_line(element.get("content") or "")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.lower().strip(), content)
    return found


def _url(tree: HtmlElement, meta: dict[str, str], linked: dict[str, Any]) -> str | None:
    links = (link.get("href") for link in tree.iterfind(".//link") if (link.get("rel") or "").lower() == "canonical")
    page = linked.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    candidates = (next(links, None), meta.get("og:url"), linked.get("url"), page)
    return next((url.strip() for url in candidates if isinstance(url, str) and _URL.fullmatch(url)), None)


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)
