"""JSON-LD: what a page says about its article in the vocabulary of schema.org."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

from corpus.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Review|LiveBlogPosting)$")
_AROUND = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item")
_DEEPEST = 6
_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*$")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")


def linked_article(tree: HtmlElement) -> dict[str, Any]:
    """The JSON-LD object of the page's article: the first that names a headline, else the first, else nothing."""
    found = [article for value in _values(tree) for article in _articles(value, 0)]
    named = (article for article in found if article.get("headline"))
    return next(named, found[0] if found else {})


def text_of(value: Any) -> str | None:
    """A string of JSON-LD on one line, its entities resolved (they often are escaped twice)."""
    return (one_line(html.unescape(value)) or None) if isinstance(value, str) else None


def names_of(value: Any) -> list[str]:
    """The names in a value: a string, an object with a name, or a list of them."""
    if isinstance(value, list):
        return list(dict.fromkeys(name for item in value for name in names_of(item)))
    name = value.get("name") if isinstance(value, dict) else value
    if isinstance(name, list):
        return names_of(name)
    text = text_of(name)
    return [text] if text else []


def _values(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iterfind(".//script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        text = _COMMENT.sub("", script.text)
        for attempt in (text, _TRAILING_COMMA.sub("", text)):
            try:
                yield json.loads(attempt, strict=False)
                break
            except (ValueError, RecursionError):
                continue  # a page whose JSON-LD is broken says the same in its meta elements


def _articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
            yield value
        for key in _AROUND:
            yield from _articles(value.get(key), depth + 1)
