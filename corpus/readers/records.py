"""JSON and JSON Lines: one article an object, `text` required, an `id` that is given kept to the letter."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from corpus.cleaning import clean_body, one_line
from corpus.errors import DateError, SourceError
from corpus.published import parse_date
from corpus.readers.draft import Draft, Flaw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

# Records held back while none of a file has been an article yet: one sentence for the file says more than one a line.
_NO_TEXT = "no `text`"
_BLANK = re.compile(r"[\s\ufeff]*")
_SEPARATOR = re.compile(r"\s*(?:(?P<more>,)\s*|(?P<end>\]))")


def read_json(text: str) -> Iterator[Draft | Flaw]:
    """The article of a JSON object, or the articles of an array of them.

    Raises SourceError where the file is not JSON or holds no article.
    """
    start = _BLANK.match(text)
    at = start.end() if start else 0
    if text[at : at + 1] == "[":
        yield from _articles(_items(text, at + 1), "item")
        return
    try:
        value = json.loads(text[at:])
    except (ValueError, RecursionError) as failure:
        raise SourceError(f"not JSON: {_why(failure)}") from None
    yield from _articles(iter([(None, value)]), "item")


def read_json_lines(text: str) -> Iterator[Draft | Flaw]:
    """The articles of a JSON Lines file. Raises SourceError where no line is one."""
    yield from _articles(_lines(text), "line")


def _lines(text: str) -> Iterator[tuple[int | None, Any]]:
    at, number = 0, 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line, number, at = text[at:end].strip(" \t\r\ufeff"), number + 1, end + 1
        if not line:
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError) as failure:
            yield number, Flaw(f"not JSON: {_why(failure)}")


def _items(text: str, at: int) -> Iterator[tuple[int | None, Any]]:
    """The items of an array, decoded one at a time: a big archive is not held in memory twice."""
    decoder, number = json.JSONDecoder(), 0
    start = _BLANK.match(text, at)
    at = start.end() if start else at
    if text[at : at + 1] == "]":
        return
    while True:
        number += 1
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as failure:
            yield number, Flaw(f"not JSON: {_why(failure)}; the rest of the file is not read")
            return
        yield number, value
        separator = _SEPARATOR.match(text, at)
        if separator is None:
            yield number + 1, Flaw("not JSON: a comma or ] is missing; the rest of the file is not read")
            return
        if separator["end"]:
            return
        at = separator.end()


def _articles(records: Iterator[tuple[int | None, Any]], unit: str) -> Iterator[Draft | Flaw]:
    held: list[Flaw] = []
    found = False
    for number, record in records:
        try:
            draft = _draft(record, number)
        except SourceError as failure:
            where = f"{unit} {number}: " if number is not None else ""
            flaw = Flaw(f"{where}{failure}")
            if found:
                yield flaw
            else:
                held.append(flaw)
            continue
        if not found:
            found = True
            yield from held
        yield draft
    if not found:
        raise SourceError(_none_found(held))


def _none_found(flaws: list[Flaw]) -> str:
    if not flaws:
        return "no articles in it"
    if len(flaws) == 1:
        return flaws[0].reason
    if all(flaw.reason.endswith(_NO_TEXT) for flaw in flaws):
        return f"no record has `text`: these {len(flaws)} are not articles"
    return f"none of {len(flaws)} records is an article; {flaws[0].reason}"


def _draft(record: Any, number: int | None) -> Draft:
    if isinstance(record, Flaw):
        raise SourceError(record.reason)
    if not isinstance(record, dict):
        raise SourceError(f"an object is expected, not {_kind(record)}")
    raw = record.get("text")
    if raw is None:
        raise SourceError(_NO_TEXT)
    if not isinstance(raw, str):
        raise SourceError(f"`text` is {_kind(raw)}, not a string")
    title = _string(record, "title")
    if title is None and raw.rstrip().endswith("?") and len(raw) < 300 and "\n" not in raw.strip():
        raise SourceError("a question, not an article")
    text = clean_body(raw, title)
    if not text:
        raise SourceError("`text` is empty")
    return Draft(
        text=text,
        id=_identity(record.get("id")),
        title=title,
        deck=_string(record, "deck"),
        byline=_string(record, "byline") or _string(record, "authors") or _string(record, "author"),
        outlet=_string(record, "outlet") or _string(record, "source"),
        stated=_day(record, "published") or _day(record, "date"),
        updated=_day(record, "updated"),
        url=_string(record, "url"),
        section=_string(record, "section"),
        language=_string(record, "language"),
        number=number,
    )


def _identity(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise SourceError(f"`id` is {_kind(value)}, not a string")
    return str(value)


def _string(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if isinstance(value, list):
        names = [_name(item, key) for item in value]
        return ", ".join(name for name in names if name) or None
    return None if value is None else _name(value, key) or None


def _name(value: Any, key: str) -> str:
    """A string, or the `name` of an object as schema.org writes persons and organisations."""
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        value = value["name"]
    if not isinstance(value, str):
        raise SourceError(f"`{key}` is {_kind(value)}, not a string")
    return one_line(value)


def _day(record: dict[str, Any], key: str) -> date | None:
    value = record.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise SourceError(f"`{key}` is {_kind(value)}, not a date")
    try:
        return parse_date(value)
    except DateError as failure:
        raise SourceError(f"`{key}`: {failure.sentence}", failure.mend) from None


def _kind(value: Any) -> str:
    kinds = {dict: "an object", list: "an array", str: "a string", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")


def _why(failure: Exception) -> str:
    if isinstance(failure, json.JSONDecodeError):
        return f"{failure.msg} at line {failure.lineno}, column {failure.colno}"
    return "nested too deeply" if isinstance(failure, RecursionError) else str(failure)
