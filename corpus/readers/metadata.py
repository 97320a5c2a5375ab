"""What a web page states about its article: JSON-LD, then meta elements, then marked elements of the page itself."""

# ruff: noqa: SIM905 (a list of words reads better as words than as one quoted word a line)
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.cleaning import one_line
from corpus.cleaning.byline import writers_in
from corpus.errors import DateError
from corpus.published import parse_date
from corpus.readers.linked import linked_article, names_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lxml.html import HtmlElement

_TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline", "title")
_DECKS = ("og:description", "description", "twitter:description")
_AUTHORS = tuple(
    "author article:author_name parsely-author sailthru.author dc.creator dcterms.creator byl article:author "
    "twitter:data1".split()
)
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher", "cre", "source")
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
_SECTIONS = ("article:section", "parsely-section", "section", "cg")
_URL = re.compile(r"\s*https?://\S+\s*")
_PUBLISHED_NAMES = re.compile(r"publish|posted|pubdate|entry-date|created|dateline|timestamp", re.IGNORECASE)
_AUTHOR_MARKS = (
    ("rel", re.compile("author")),
    ("itemprop", re.compile("author")),
    (
        "href",
        re.compile(r"/(?:authors?|by|people|profiles?|contributors?|staff|reporters?|columnists?)/", re.IGNORECASE),
    ),
    (
        "class",
        re.compile(r"(?:^|[\s_-])(?:byline|authors?|by-?author)(?:[\s_-]*(?:name|link))?(?:$|\s)", re.IGNORECASE),
    ),
)
# How many words the names in such an element have. A link to an author's page may also say `All stories`.
_NAME_WORDS = {"rel": range(1, 13), "itemprop": range(1, 13), "class": range(1, 13), "href": range(2, 5)}
_COMMENTS = re.compile(r"\b(?:comments?|respond|disqus)\b", re.IGNORECASE)
_SITE_LINE = re.compile(r"\s*[|\u2013\u2014]\s|\s-\s")


@dataclass(frozen=True, slots=True)
class Stated:
    """Fields as a page states them; None where it does not.

    `titles` are all that the article is called, best first; `page_title` is what the window of a browser shows.
    """

    titles: tuple[str, ...] = ()
    page_title: str | None = None
    deck: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: date | None = None
    updated: date | None = None
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
    return Stated(
        titles=tuple(dict.fromkeys(title for title in titles if title)),
        page_title=page_title,
        deck=_first(meta, _DECKS) or text_of(linked.get("description")),
        byline=_writers(names_of(linked.get("author")), outlet)
        or _meta_writers(meta, outlet)
        or _marked_writers(tree, outlet),
        outlet=outlet,
        published=_day(linked.get("datePublished"))
        or _first_day(meta, _PUBLISHED)
        or _marked_day(tree, "datepublished"),
        updated=_day(linked.get("dateModified")) or _first_day(meta, _UPDATED) or _marked_day(tree, "datemodified"),
        url=_url(tree, meta, linked),
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


def _writers(names: Iterable[str], outlet: str | None) -> str | None:
    found = [writers for name in names if (writers := writers_in(name, outlet))]
    return ", ".join(dict.fromkeys(found)) or None


def _meta_writers(meta: dict[str, str], outlet: str | None) -> str | None:
    return next((found for name in _AUTHORS if name in meta and (found := _writers([meta[name]], outlet))), None)


def _marked_writers(tree: HtmlElement, outlet: str | None) -> str | None:
    """Names in elements that are marked as the author's: rel or itemprop, a link to an author's page, then a class."""
    for attribute, pattern in _AUTHOR_MARKS:
        found: list[str] = []
        for element in tree.iter("a", "span", "div", "p", "address", "cite", "li"):
            if pattern.search(element.get(attribute) or "") and not _in_comments(element):
                text = one_line(" ".join(element.itertext()))
                writers = writers_in(text, outlet) if len(text) <= 100 else None
                if writers and writers[0].isupper() and len(writers.split()) in _NAME_WORDS[attribute]:
                    found.append(writers)
        if found:
            return found[0] if attribute in {"href", "class"} else ", ".join(list(dict.fromkeys(found))[:4])
    return None


def _in_comments(element: HtmlElement) -> bool:
    """Whether an element belongs to readers' comments or the form for them, where authors are commenters."""
    return any(
        around.tag == "form" or _COMMENTS.search(f"{around.get('class') or ''} {around.get('id') or ''}")
        for around in element.iterancestors()
        if around.tag not in {"html", "body"}
    )


def _marked_day(tree: HtmlElement, name: str) -> date | None:
    """The day of an element that is marked by itemprop, or of the page's <time> elements where they agree."""
    for element in tree.xpath("//*[@itemprop]"):
        if (element.get("itemprop") or "").lower() == name:
            day = _day_of(element)
            if day:
                return day
    if name != "datepublished":
        return None
    times = list(tree.iter("time"))
    marked = [element for element in times if _is_publication(element)]
    days = {day for element in marked or times if (day := _day_of(element))}
    return days.pop() if len(days) == 1 else None


def _is_publication(element: HtmlElement) -> bool:
    return element.get("pubdate") is not None or _PUBLISHED_NAMES.search(element.get("class") or "") is not None


def _day_of(element: HtmlElement) -> date | None:
    return _day(element.get("content")) or _day(element.get("datetime")) or _day("".join(element.itertext()))


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _first_day(meta: dict[str, str], names: tuple[str, ...]) -> date | None:
    return next((day for name in names if name in meta and (day := _day(meta[name]))), None)


def _day(value: Any) -> date | None:
    """The day of a value; None where it is none: pages state all sorts of things, and the next place may do better."""
    try:
        return parse_date(value) if isinstance(value, str) else None
    except DateError:
        return None
