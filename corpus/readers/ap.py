"""AP's JSON: an item of the Associated Press's media API, whose body is NITF."""

from __future__ import annotations

from typing import Any

from corpus.cleaning.byline import writers_in
from corpus.errors import SourceError
from corpus.readers.nitf import nitf_paragraphs
from corpus.readers.trees import first, markup_tree

_OUTLET = "Associated Press"


def ap_items(value: Any) -> list[Any] | None:
    """The items of a response, `{"data": {"item": …}}` or `{"data": {"items": […]}}`; None for other JSON."""
    data = value.get("data") if isinstance(value, dict) else None
    if not isinstance(data, dict):
        return None
    if isinstance(data.get("item"), dict):
        return [data["item"]]
    items = data.get("items")
    if not isinstance(items, list):
        return None
    return [item.get("item", item) if isinstance(item, dict) else item for item in items]


def is_ap(record: dict[str, Any]) -> bool:
    """Whether a record is an item of AP's."""
    return "body_nitf" in record or ("altids" in record and "headline" in record)


def as_record(item: dict[str, Any]) -> dict[str, Any]:
    """The item in the fields of an article record. Raises SourceError where its body is none."""
    body = item.get("body_nitf")
    if not isinstance(body, str) or not body.strip():
        raise SourceError("no `body_nitf`")
    alternatives = item.get("altids")
    headline, extended = item.get("headline"), item.get("headline_extended")
    return {
        "id": alternatives.get("itemid") if isinstance(alternatives, dict) else None,
        "title": headline or item.get("title"),
        "deck": extended if extended != headline else None,
        "text": "\n\n".join(_paragraphs(body)),
        "byline": _byline(item),
        "published": item.get("firstcreated"),
        "updated": item.get("versioncreated"),
        "outlet": _OUTLET,
        "language": item.get("language"),
        "url": item.get("url"),
    }


def _paragraphs(body: str) -> list[str]:
    tree = markup_tree(body)
    if tree is None:
        return []
    content = first(tree, "body.content")
    return nitf_paragraphs(tree if content is None else content)


def _byline(item: dict[str, Any]) -> str | None:
    printed = item.get("byline")
    bylines = item.get("bylines")
    if not printed and isinstance(bylines, list):
        printed = ", ".join(one["by"] for one in bylines if isinstance(one, dict) and isinstance(one.get("by"), str))
    return writers_in(printed) if isinstance(printed, str) and printed else None
