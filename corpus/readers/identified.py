"""From a draft to an article: its id, its date and where that was read from, its language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.article import Article
from corpus.cleaning import dateline_of, title_from
from corpus.cleaning.capitals import headline_case, name_case
from corpus.language import detected_language, stated_language
from corpus.published import date_in_path, date_in_url, parse_date

if TYPE_CHECKING:
    from datetime import date
    from pathlib import PurePath

    from corpus.readers.draft import Draft

# The suffix of a file name, and that of its compression after it; not the end of `1995.05.04` or of `Dr. No`.
_SUFFIX = re.compile(r"(?:\.[A-Za-z]\w{0,9})?(?:\.(?:gz|bz2|xz))?$")


def article_of(draft: Draft, name: PurePath, published: date | None) -> Article:
    """The article of a draft from a file of that name. `published`, where it is given, goes over all that it states."""
    stem = stem_of(name)
    dateline = dateline_of(draft.text)
    day, source = _dated(draft, name, published, dateline.when if dateline else None)
    numbered = stem if draft.number is None else f"{stem}:{draft.number}"
    return Article(
        id=draft.id or draft.url or numbered,
        title=headline_case(draft.title, draft.text) if draft.title else title_from(draft.text),
        text=draft.text,
        deck=headline_case(draft.deck, draft.text) if draft.deck else None,
        byline=name_case(draft.byline, draft.text) if draft.byline else None,
        outlet=draft.outlet or (dateline.agency if dateline else None),
        published=day,
        published_from=source,
        updated=draft.updated,
        url=draft.url,
        section=draft.section,
        language=stated_language(draft.language) or detected_language(draft.text),
        dateline=dateline.place if dateline else draft.place,
    )


def stem_of(name: PurePath) -> str:
    """A file's name without its suffix, by which an article is called that has no other name."""
    return _SUFFIX.sub("", name.as_posix())


def _dated(draft: Draft, name: PurePath, option: date | None, filed: str | None) -> tuple[date | None, str | None]:
    """The publication date and where it was read from, by order of trust."""
    candidates = (
        ("option", option),
        ("metadata", draft.stated),
        ("url", date_in_url(draft.url)),
        ("text", draft.printed or _filed(filed)),
        ("file", date_in_path(name.as_posix()) if draft.number is None else None),
    )
    return next(((day, source) for source, day in candidates if day), (None, None))


def _filed(when: str | None) -> date | None:
    """The day of a dateline that names its year; most do not."""
    return parse_date(when) if when and when[-4:].isdigit() else None
