"""One pass over all articles that finds what hangs together: identical texts first, then those that are alike, then
what updates and corrections point at.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from corpus.duplicates.candidates import closest, meetings
from corpus.duplicates.copies import are_copies
from corpus.duplicates.corrections import correction_of
from corpus.duplicates.grouping import Groups
from corpus.duplicates.likeness import Comparison
from corpus.duplicates.links import Copies, Links
from corpus.duplicates.marks import Kind
from corpus.duplicates.versions import in_order, newest, order, replaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from corpus.duplicates.entry import Entry
    from corpus.duplicates.likeness import Likeness

_ALIKE = 0.08  # the least Jaccard index of three-word runs, as MinHash tells it, that is worth a comparison
_ALIKE_LONG_AFTER = 0.4  # the same where more than a week lies between
_WEEK = 7
_ROUNDS = 4  # of comparing; after each, copies count as one
_LOOKED_AT = 8  # articles that an update, a correction or an identical text is compared with


class Linking:
    """Articles by their places, and what is found about them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._compared = Comparison([entry.sketch for entry in entries], [entry.title_words for entry in entries])
        self._copies = Groups([entry.family for entry in entries])
        self._replaced: list[tuple[Entry, Entry]] = []
        self._corrections: dict[str, str] = {}

    def links(self) -> Links:
        """Everything that hangs together."""
        self._compare_alike(self._join_identical())
        groups = self._copies.of_several()
        for places in [*groups, *self._at_one_address()]:
            self._order(places)
        self._follow_marks()
        ids = tuple(self._newest_first(places) for places in groups)
        return Links(Copies(ids), newest(self._replaced), self._corrections)

    def _newest_first(self, places: Iterable[int]) -> tuple[str, ...]:
        entries = [self._entries[place] for place in places]
        return tuple(entry.id for entry in sorted(entries, key=lambda entry: (order(entry), entry.id), reverse=True))

    def _join_identical(self) -> list[int]:
        """Join articles of the same words; the places of those that are left, which stand for the others."""
        same: dict[bytes, list[int]] = defaultdict(list)
        for place, entry in enumerate(self._entries):
            same[entry.sketch.digest].append(place)
        heads: list[int] = []
        for places in same.values():
            heads += self._heads_of(places) if len(places) > 1 else places
        return heads

    def _heads_of(self, places: list[int]) -> list[int]:
        """Join articles of the same words, unless their titles and days tell that they are not the same story."""
        places.sort(key=lambda place: order(self._entries[place]))
        likeness = self._compared.likeness(places[0], places[0])
        heads: list[int] = []
        for place in places:
            for head in heads[-_LOOKED_AT:]:
                titled = replace(likeness, title=self._compared.titles.share(head, place))
                if are_copies(self._entries[head], self._entries[place], titled):
                    self._copies.join(head, place)
                    break
            else:
                heads.append(place)
        return heads

    def _compare_alike(self, heads: Sequence[int]) -> None:
        """Compare those whose MinHashes meet, the most alike first.

        Every article is compared with the few that are most like it. What is found to be copies counts as one article
        after that, and is compared with the few most like it in turn, so that a story which very many outlets ran comes
        together without comparing each of them with each.
        """
        first, second = self._worth_comparing(heads)
        for _ in range(_ROUNDS):
            chosen = closest(self._groups_of(first), self._groups_of(second))
            if not self._compare(first[chosen], second[chosen]):
                return
            first, second = self._of_groups(first[~chosen], second[~chosen])

    def _compare(self, first: NDArray[np.intp], second: NDArray[np.intp]) -> bool:
        """Compare pairs; whether any were joined."""
        joined = False
        for one, other in zip(first.tolist(), second.tolist(), strict=True):
            if self._copies.find(one) == self._copies.find(other):
                continue
            likeness = self._compared.likeness(one, other)
            if are_copies(self._entries[one], self._entries[other], likeness) and self._may_join(one, other):
                self._copies.join(one, other)
                joined = True
            self._note_version(one, other, likeness)
        return joined

    def _of_groups(
        self, first: NDArray[np.intp], second: NDArray[np.intp]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Of the pairs of a group of copies and what is not in it, the first pair of every such two."""
        one, other = self._groups_of(first), self._groups_of(second)
        keys = np.minimum(one, other) * len(self._entries) + np.maximum(one, other)
        pairs = np.sort(np.unique(keys, return_index=True)[1])
        pairs = pairs[one[pairs] != other[pairs]]
        sizes = np.fromiter(map(self._copies.size, range(len(self._entries))), dtype=np.intp)
        pairs = pairs[(sizes[one[pairs]] > 1) | (sizes[other[pairs]] > 1)]
        return first[pairs], second[pairs]

    def _groups_of(self, places: NDArray[np.intp]) -> NDArray[np.intp]:
        return np.fromiter(map(self._copies.find, places.tolist()), dtype=np.intp, count=len(places))

    def _may_join(self, one: int, other: int) -> bool:
        """Whether no outlet would have two articles in the group that are not copies, such as two versions."""
        return all(
            {mine, its} == {one, other}
            or are_copies(self._entries[mine], self._entries[its], self._compared.likeness(mine, its))
            for mine, its in self._copies.of_one_outlet(one, other)
        )

    def _worth_comparing(self, heads: Iterable[int]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Pairs of places that may be copies or versions, the most alike first."""
        minhashes = {place: minhash for place in heads if (minhash := self._entries[place].sketch.minhash) is not None}
        first, second, alike = meetings(list(minhashes.values()))
        places = np.fromiter(minhashes, dtype=np.intp)
        days = np.array([self._entries[place].published or 0 for place in minhashes], dtype=np.intp)
        days_apart = np.where((days[first] > 0) & (days[second] > 0), np.abs(days[first] - days[second]), 0)
        enough = np.flatnonzero(alike >= np.where(days_apart > _WEEK, _ALIKE_LONG_AFTER, _ALIKE))
        ranked = enough[np.argsort(-alike[enough], kind="stable")]
        return places[first[ranked]], places[second[ranked]]

    def _note_version(self, one: int, other: int, likeness: Likeness | None = None) -> None:
        """Note that one of two replaces the other, if it does. They are compared where no likeness is given."""
        pair = in_order(self._entries[one], self._entries[other])
        if pair and replaces(pair[1], pair[0], likeness or self._compared.likeness(one, other)):
            self._replaced.append(pair)

    def _at_one_address(self) -> list[list[int]]:
        """Articles that stand at one address, which may be versions of one."""
        addresses: dict[bytes, list[int]] = defaultdict(list)
        for place, entry in enumerate(self._entries):
            if entry.url is not None:
                addresses[entry.url].append(place)
        return [places for places in addresses.values() if len(places) > 1]

    def _order(self, places: Iterable[int]) -> None:
        """Of those that one outlet has, each that differs may replace the one before it."""
        outlets: dict[str | None, list[int]] = defaultdict(list)
        for place in places:
            outlets[self._entries[place].family].append(place)
        for own in outlets.values():
            own.sort(key=lambda place: order(self._entries[place]))
            for one, other in pairwise(own):
                if self._entries[one].sketch.digest != self._entries[other].sketch.digest:
                    self._note_version(one, other)

    def _follow_marks(self) -> None:
        """Look for what updates and corrections replace, which need not share enough to have met."""
        marked = [place for place, entry in enumerate(self._entries) if entry.kind is not Kind.STORY]
        titled = self._titled({title for place in marked for title in self._titles_of(place)})
        for place in marked:
            likeliest = self._compared.likeliest(place)
            named = [other for title in self._titles_of(place) for other in titled[title][:_LOOKED_AT]]
            candidates = [other for other in dict.fromkeys([*likeliest, *named]) if other != place]
            if self._entries[place].kind is Kind.UPDATE:
                self._note_update(place, candidates)
            else:
                self._note_correction(place, candidates)

    def _titles_of(self, place: int) -> list[bytes]:
        """The title of an update or a correction without its mark, and those that it names."""
        entry = self._entries[place]
        return [title for title in (entry.title, *sorted(entry.named)) if title]

    def _titled(self, titles: set[bytes]) -> dict[bytes, list[int]]:
        """The articles of some titles, the newest first."""
        found: dict[bytes, list[int]] = {title: [] for title in titles}
        for place, entry in enumerate(self._entries):
            if entry.title in found:
                found[entry.title].append(place)
        for places in found.values():
            places.sort(key=lambda place: order(self._entries[place]), reverse=True)
        return found

    def _note_update(self, place: int, candidates: Iterable[int]) -> None:
        for other in candidates:
            pair = in_order(self._entries[place], self._entries[other])
            if pair and pair[1] is self._entries[place]:
                self._note_version(place, other)

    def _note_correction(self, place: int, candidates: Iterable[int]) -> None:
        found = correction_of(place, candidates, self._entries, self._compared)
        if found is None:
            return
        correction, corrected = self._entries[place], self._entries[found.of]
        self._corrections[correction.id] = corrected.id
        if found.replaces:
            self._replaced.append((corrected, correction))
