"""Filters: which outlets, sections and languages a question may draw on, beside its window.

Every passage's outlet, section and language stand as small numbers in order of position, so that a filter is one
comparison over the window: exact, whatever share of the archive it admits.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from corpus.article import Article

# Which passages a search may return: a run of positions, or an ascending array of them.
Positions: TypeAlias = "range | NDArray[np.int64]"

FACETS = ("outlet", "section", "language")
_UNKNOWN = 0
_SCHEMA = "create table facet (name text primary key, names text not null, numbers blob not null) without rowid"


@dataclass(frozen=True, slots=True)
class Filters:
    """What an article must say of itself: one of the names in each of these; an empty tuple admits every article.

    Case does not matter. An article that names no outlet is of none.
    """

    outlets: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def are_open(self) -> bool:
        """Whether every article is admitted."""
        return not (self.outlets or self.sections or self.languages)

    def admit(self, article: Article) -> bool:
        """Whether an article is admitted."""
        said = (article.outlet, article.section, article.language)
        return all(
            not names or (value is not None and value.casefold() in {name.casefold() for name in names})
            for value, names in zip(said, self._names(), strict=True)
        )

    def by_facet(self) -> Mapping[str, frozenset[str]]:
        """The facets that are asked for, with the case-folded names that each admits."""
        named = zip(FACETS, self._names(), strict=True)
        return {facet: frozenset(name.casefold() for name in names) for facet, names in named if names}

    def _names(self) -> tuple[tuple[str, ...], ...]:
        return self.outlets, self.sections, self.languages


@dataclass(slots=True)
class FacetWriter:
    """Collects what the articles say of themselves, in order, and writes it into the store."""

    _numbers: dict[str, dict[str, int]] = field(default_factory=lambda: {facet: {} for facet in FACETS})
    _columns: dict[str, array[int]] = field(default_factory=lambda: {facet: array("i") for facet in FACETS})

    def add(self, article: Article, passages: int) -> None:
        """Take the next article, which has so many passages."""
        for facet in FACETS:
            value, known = getattr(article, facet), self._numbers[facet]
            number = _UNKNOWN if value is None else known.setdefault(value.casefold(), len(known) + 1)
            self._columns[facet].extend([number] * passages)

    def write(self, db: sqlite3.Connection) -> None:
        """Write the table."""
        db.execute(_SCHEMA)
        for facet in FACETS:
            names = json.dumps(list(self._numbers[facet]), ensure_ascii=False)
            row = (facet, names, self._columns[facet].tobytes())
            db.execute("insert into facet values (?, ?, ?)", row)


class Facet:
    """What the passages say of one thing: a number for each, in order of position."""

    def __init__(self, names: str, numbers: bytes) -> None:
        """Wrap a row of the store."""
        self._number_of = {name: number for number, name in enumerate(json.loads(names), 1)}
        self._numbers: NDArray[np.int32] = np.frombuffer(numbers, dtype=np.int32)

    def among(self, names: frozenset[str], inside: range) -> NDArray[np.bool_]:
        """For each position inside, whether its passage says one of the names, which are case-folded."""
        numbers = [self._number_of[name] for name in names if name in self._number_of]
        here = self._numbers[inside.start : inside.stop]
        if len(numbers) == 1:
            only: NDArray[np.bool_] = here == numbers[0]
            return only
        return np.isin(here, numbers)
