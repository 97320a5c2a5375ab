"""What the linker finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


class Copies(Mapping[str, tuple[str, ...]]):
    """For each article that has copies, the ids of its copies, itself left out.

    A view of `groups`, the articles that are copies of one another: what it gives is put together when it is asked
    for, so that a story of fifty thousand copies takes no fifty thousand lists of them.
    """

    def __init__(self, groups: tuple[tuple[str, ...], ...]) -> None:
        self.groups = groups
        self._group_of = {id_: group for group in groups for id_ in group}

    def __getitem__(self, id_: str) -> tuple[str, ...]:
        return tuple(other for other in self._group_of[id_] if other != id_)

    def __iter__(self) -> Iterator[str]:
        return iter(self._group_of)

    def __len__(self) -> int:
        return len(self._group_of)

    def __repr__(self) -> str:
        return f"Copies({self.groups!r})"


@dataclass(frozen=True, slots=True)
class Links:
    """How articles hang together, by their ids; an article that nothing is known of stands in none of the three.

    `copies`: the ids of its near-identical copies, in other outlets or its own, newest first. `superseded_by`: the id
    of the newest version that replaces it; its copies elsewhere are as outdated as it is, and are not repeated here.
    `correction_of`: the id of the article that it corrects. A correction that is the article again, mended, also
    replaces it; a note that only tells of the error does not.
    """

    copies: Copies
    superseded_by: dict[str, str]
    correction_of: dict[str, str]
