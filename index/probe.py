"""The last look at a generation before it is published: does it find what is in it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import CorruptGeneration
from index.lexical import terms

if TYPE_CHECKING:
    from index.generation import Generation

# A passage's cosine with itself: less where vectors are kept in fewer bits.
_ITSELF = 0.98


def probe(generation: Generation) -> None:
    """Ask for passages that are in the generation: each must be found by its own vector, and by its own words.

    Raises CorruptGeneration where one is not.
    """
    count = generation.manifest.passages
    for position in sorted({0, count // 3, count // 2, count - 1}) if count else ():
        if not (_is_nearest_to_itself(generation, position) and _is_found_by_its_words(generation, position)):
            raise CorruptGeneration(
                f"the index that was just written does not find its own passage {position}", "dateline rebuild --full"
            )


def _is_nearest_to_itself(generation: Generation, position: int) -> bool:
    """Whether nothing is nearer to the vector of a passage than that passage, or another with the same words."""
    vector = generation.vectors.vectors(np.array([position], dtype=np.int64))[0]
    _, nearest = generation.vectors.search(vector, 1, range(len(generation.vectors)))
    _, itself = generation.vectors.search(vector, 1, range(position, position + 1))
    return bool(len(itself) and itself[0] >= _ITSELF and nearest[0] <= itself[0] + 1 - _ITSELF)


def _is_found_by_its_words(generation: Generation, position: int) -> bool:
    _, passage = generation.store.passage(position)
    found, _ = generation.lexical.search(passage.text, 1, range(position, position + 1))
    return bool(len(found)) or not terms(passage.text)
