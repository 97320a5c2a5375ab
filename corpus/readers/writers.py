"""Who wrote the article of a web page: JSON-LD, then meta elements, then marked elements of the page itself."""

# ruff: noqa: SIM905 (a list of words reads better as words than as one quoted word a line)
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from corpus.cleaning import one_line
from corpus.cleaning.byline import writers_in
from corpus.cleaning.dateline import AGENCIES
from corpus.readers.blocks import letters_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

_AUTHORS = tuple(
    "author article:author_name parsely-author sailthru.author dc.creator dcterms.creator dc.contributor byl "
    "article:author article.author authors citation_author cxenseparse:author rbauthors analytics:author "
    "twitter:data1".split()
)
_MARKS = (
    ("rel", re.compile("author")),
    ("itemprop", re.compile("author|creator")),
    (
        "href",
        re.compile(r"/(?:authors?|by|people|profiles?|contributors?|staff|reporters?|columnists?)/", re.IGNORECASE),
    ),
    (
        "class",
        re.compile(
            r"(?:^|[\s_-])(?:byline|authors?|by-?author)(?:[\s_-]*(?:box|info|card))?(?:[\s_-]*(?:name|link))*(?:$|\s)",
            re.IGNORECASE,
        ),
    ),
)
_ELEMENTS = tuple("a span div p address cite li h3 h4 h5 strong".split())
# How many words the names in such an element have. A link to an author's page may also say `All stories`.
_NAME_WORDS = {"rel": range(1, 13), "itemprop": range(1, 13), "class": range(1, 13), "href": range(2, 5)}
_COMMENTS = re.compile(r"\b(?:comments?|respond|disqus)\b", re.IGNORECASE)
# Where writers are those of other articles.
_ELSEWHERE = re.compile(
    r"(?:^|\s)(?:(?:sub-?)?menu(?:item)?|nav|navbar|navigation|related|trending|popular|recommended|most-?read)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Staff, a department or an account, where a name should stand.
_STAFF = re.compile(
    r"(?:\S+\s+){0,4}(?:staff(?:\s+reports?)?|newsroom|admin(?:istrator)?|webmaster|web\s?desk|accounts?|redaktion|"
    r"super\s?user|guest|editorial(?:\s+board)?|editors?|team)",
    re.IGNORECASE,
)
# What may stand before or behind the name of a house without making it another.
_AROUND_HOUSE = re.compile(
    r"^(?:www\.|the\s+)|(?:\.(?:com|org|net|co\.uk)|\s+(?:international|online|staff))$", re.IGNORECASE
)


_RIGHTS = re.compile(r"copyright|\(c\)|\u00a9|\b\d{4}\b|all rights reserved", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class House:
    """Whose page it is: outlet, its names in letters, its host, and who holds its rights (its writer, on a blog)."""

    outlet: str | None
    names: frozenset[str]
    host: str | None
    owners: frozenset[str]

    def is_named(self, writers: str) -> bool:
        """Whether a byline is no more than the name of the house; of a host, one word: annlee.org may be Ann Lee's."""
        bare = _bare(writers)
        return bare in self.names or (bare == self.host and len(writers.split()) == 1)

    def is_owner(self, writers: str) -> bool:
        """Whether a byline is the holder of the rights."""
        return letters_of(writers) in self.owners


@dataclass(frozen=True, slots=True)
class Writers:
    """The best statement of people or bodies that wrote the article, and of staff, a department or an account."""

    people: str | None = None
    staff: str | None = None


def house_of(outlet: str | None, publishers: Sequence[str], meta: dict[str, str], url: str | None) -> House:
    """The house that runs a page: its outlet and publishers, and its host (`example` of www.example.org)."""
    try:
        host = (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        host = ""  # what is no address has no host
    labels = [label for label in host.split(".")[:-1] if label not in {"www", "co", "com", "m"}]
    names = (outlet or "", *publishers)
    rights = (meta.get(name) or "" for name in ("copyright", "dc.rights", "rights"))
    return House(
        outlet,
        frozenset(bare for name in names if (bare := _bare(name))),
        letters_of(labels[-1]) if labels else None,
        frozenset(letters for text in rights if (letters := letters_of(_RIGHTS.sub("", text)))),
    )


def writers_of(linked: Sequence[str], meta: dict[str, str], tree: HtmlElement, house: House) -> Writers:
    """The writers as the first place of a page names them that names any: JSON-LD, meta elements, marked elements.

    The name of the house itself names no writer.
    """
    staff = None
    for found in _statements(linked, meta, tree, house):
        if not (_STAFF.fullmatch(found) or house.is_owner(found)):
            return Writers(found, staff)
        staff = staff or found
    return Writers(None, staff)


def _statements(linked: Sequence[str], meta: dict[str, str], tree: HtmlElement, house: House) -> Iterator[str]:
    for names in (linked, *((meta[name],) for name in _AUTHORS if name in meta)):
        written = [writers for name in names if (writers := _written(name, house))]
        if written:
            yield ", ".join(dict.fromkeys(written))
    yield from _marked(tree, house)


def _written(name: str, house: House) -> str | None:
    writers = writers_in(name, house.outlet)
    first, _, behind = (writers or "").partition(",")
    if behind and first.lower() in AGENCIES:
        writers = first  # an agency and the place that it filed from
    return None if writers is None or house.is_named(writers) else writers


def _bare(name: str) -> str:
    """A name in letters, without what may stand around that of a house: `The`, `.com`, `International`."""
    return letters_of(_AROUND_HOUSE.sub("", _AROUND_HOUSE.sub("", name.strip())))


def _marked(tree: HtmlElement, house: House) -> Iterator[str]:
    """Names in elements that are marked as the author's: rel or itemprop, a link to an author's page, then a class."""
    for attribute, pattern in _MARKS:
        found: list[str] = []
        for element in tree.iter(*_ELEMENTS):
            if pattern.search(element.get(attribute) or "") and not _is_elsewhere(element):
                text = one_line(" ".join(element.itertext()))
                writers = _written(text, house) if len(text) <= 100 else None
                if writers and writers[0].isupper() and len(writers.split()) in _NAME_WORDS[attribute]:
                    found.append(writers)
        if found:
            yield found[0] if attribute in {"href", "class"} else ", ".join(list(dict.fromkeys(found))[:4])


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether an element belongs to a menu, to teasers, or to readers' comments, whose authors wrote something else."""
    if "license" in (element.get("rel") or ""):
        return True  # its address may hold /by/, for attribution
    for around in (element, *element.iterancestors()):
        if around.tag in {"html", "body"}:
            return False
        names = f"{around.get('class') or ''} {around.get('id') or ''} {around.get('role') or ''}"
        if around.tag in {"form", "nav"} or _COMMENTS.search(names) or _ELSEWHERE.search(names):
            return True
    return False
