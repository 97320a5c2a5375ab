"""JSON and JSON Lines: one article an object, `text` required, an `id` that is given kept to the letter."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from corpus.cleaning import clean_body, one_line
from corpus.errors import DateError, SourceError
from corpus.published import parse_date
from corpus.readers.ap import ap_items, as_record, is_ap
from corpus.readers.draft import Draft, Flaw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

# Records held back while none of a file has been an article yet: one sentence for the file says more than one a line.
_NO_TEXT = "no `text`"
_TOO_LONG = "above the limit for one article (corpus.max_record_mb)"
_MOST_HELD = 1000
_BLANK = re.compile(r"[\s\ufeff]*")
# The longest thing that a piece of text can cut in two other than a string: -Infinity, in characters.
_LONGEST_TOKEN = 16


def read_json(text: str) -> Iterator[Draft | Flaw]:
    """The article of a JSON object, or those of a response of AP's.

    Raises SourceError where the file is not JSON or holds no article.
    """
    try:
        value = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as failure:
        raise SourceError(f"not JSON: {_why(failure)}") from None
    items = ap_items(value)
    yield from read_records(iter([(None, value)]) if items is None else enumerate(items, 1), "item")


def read_json_array(pieces: Iterator[str], longest: int) -> Iterator[Draft | Flaw]:
    """The articles of an array of objects, whose text comes in pieces; `longest` is the longest item, in characters.

    Raises SourceError where no item is an article.
    """
    yield from read_records(_items(pieces, longest), "item")


def read_json_lines(lines: Iterable[str | Flaw]) -> Iterator[Draft | Flaw]:
    """The articles of a JSON Lines file. Raises SourceError where no line is one."""
    yield from read_records(_lines(lines), "line")


def _lines(lines: Iterable[str | Flaw]) -> Iterator[tuple[int | None, Any]]:
    for number, given in enumerate(lines, 1):
        if isinstance(given, Flaw):
            yield number, given
            continue
        line = given.strip(" \t\r\n\ufeff")
        if not line:
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError) as failure:
            yield number, Flaw(f"not JSON: {_why(failure)}")


def _items(pieces: Iterator[str], longest: int) -> Iterator[tuple[int | None, Any]]:
    """The items of an array, decoded one at a time: no more than one of them is held in memory."""
    decoder, number = json.JSONDecoder(), 0
    text, at = _filled(pieces, "", 0)
    at += 1  # the bracket
    while True:
        number += 1
        text, at = _filled(pieces, text, at)
        if number == 1 and text[at : at + 1] == "]":
            return
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as failure:
            more = next(pieces, "") if _is_cut(failure, text) else ""
            if not more or len(text) - at > longest:
                what = _TOO_LONG if more else f"not JSON: {_why(failure)}"
                yield number, Flaw(f"{what}; the rest of the file is not read")
                return
            text, at, number = text[at:] + more, 0, number - 1
            continue
        yield number, value if end - at <= longest else Flaw(_TOO_LONG)
        text, at = _filled(pieces, text, end)
        if text[at : at + 1] == "]":
            return
        if text[at : at + 1] != ",":
            yield number + 1, Flaw("not JSON: a comma or ] is missing; the rest of the file is not read")
            return
        at += 1


def _filled(pieces: Iterator[str], text: str, at: int) -> tuple[str, int]:
    """The text and the place of the next character in it that says something, with more text where there was none."""
    while True:
        blank = _BLANK.match(text, at)
        at = blank.end() if blank else at
        more = next(pieces, "") if at == len(text) else ""
        if not more:
            return text, at
        text, at = more, 0


def _is_cut(failure: Exception, text: str) -> bool:
    """Whether JSON is at fault only because its text goes on: a string without an end, or an error at the very end."""
    if not isinstance(failure, json.JSONDecodeError):
        return False
    return failure.msg.startswith(("Unterminated", "Invalid \\")) or failure.pos >= len(text) - _LONGEST_TOKEN


def read_records(records: Iterable[tuple[int | None, Any]], unit: str) -> Iterator[Draft | Flaw]:
    """The articles of records, each with its number among the `unit`s of its file; a Flaw for what is none.

    Raises SourceError where no record is an article.
    """
    held: list[Flaw] = []
    found, passed = False, 0
    for number, record in records:
        try:
            draft = _draft(record, number)
        except SourceError as failure:
            where = f"{unit} {number}: " if number is not None else ""
            flaw = Flaw(f"{where}{failure}")
            if found:
                yield flaw
            elif len(held) < _MOST_HELD:
                held.append(flaw)
            else:
                passed += 1
            continue
        if not found:
            found = True
            yield from held
            if passed:
                yield Flaw(f"{passed} more records before {unit} {number} are no articles")
        yield draft
    if not found:
        raise SourceError(_none_found(held, passed))


def _none_found(flaws: list[Flaw], passed: int) -> str:
    if not flaws:
        return "no articles in it"
    if len(flaws) == 1:
        return flaws[0].reason
    count = len(flaws) + passed
    if all(flaw.reason.endswith(_NO_TEXT) for flaw in flaws):
        return f"no record has `text`: these {count} are not articles"
    return f"none of {count} records is an article; {flaws[0].reason}"


def _draft(record: Any, number: int | None) -> Draft:
    if isinstance(record, Flaw):
        raise SourceError(record.reason)
    if not isinstance(record, dict):
        raise SourceError(f"an object is expected, not {_kind(record)}")
    if is_ap(record):
        record = as_record(record)
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
    try:
        str(value).encode()
    except UnicodeEncodeError:
        raise SourceError("`id` holds half a surrogate pair, which is no character") from None
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
    return "nested too deeply" if isinstance(failure, RecursionError) else "a number of thousands of digits"
