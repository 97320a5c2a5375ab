"""Groups of articles that are copies of one another, by union-find."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Groups:
    """Places 0 to n - 1, each in a group of its own at first, and one place for each outlet that a group has.

    Every call takes nearly constant time (Tarjan 1975) and so much for each outlet of the smaller group.
    """

    def __init__(self, outlets: Sequence[str | None]) -> None:
        self._parents = list(range(len(outlets)))
        self._members = [{outlet: place} if outlet else {} for place, outlet in enumerate(outlets)]
        self._sizes = [1] * len(outlets)

    def find(self, place: int) -> int:
        """The place that stands for the group."""
        parents = self._parents
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = parents[place]
        return place

    def join(self, one: int, other: int) -> None:
        """Make two groups one."""
        one, other = self.find(one), self.find(other)
        if one == other:
            return
        if self._sizes[one] < self._sizes[other]:
            one, other = other, one
        self._parents[other] = one
        self._sizes[one] += self._sizes[other]
        for outlet, place in self._members[other].items():
            self._members[one].setdefault(outlet, place)
        self._members[other] = {}

    def size(self, place: int) -> int:
        """How many places are in the group."""
        return self._sizes[self.find(place)]

    def of_one_outlet(self, one: int, other: int) -> Iterator[tuple[int, int]]:
        """For each outlet that is in both groups, a place of it in either."""
        first, second = self._members[self.find(one)], self._members[self.find(other)]
        for outlet in sorted(first.keys() & second.keys()):
            yield first[outlet], second[outlet]

    def of_several(self) -> list[list[int]]:
        """The groups of more than one place, in order of their first, each sorted."""
        members: dict[int, list[int]] = {}
        for place in range(len(self._parents)):
            members.setdefault(self.find(place), []).append(place)
        return [group for group in members.values() if len(group) > 1]
