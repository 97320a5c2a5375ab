"""Signs and characters: a sentence has none, beyond those of plain writing, that the print has not."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = frozenset(".,;:'\"()-–—%$&/’‘“”")  # noqa: RUF001 (marks as printed)
_NEGATIVE = re.compile(r"(?:(?<=\s)|^)[-–−][$£€¥]?\d")  # noqa: RUF001 (minus signs)


def foreign_marks(sentence: str, printed: str) -> bool:
    """Whether the sentence has a sign, a character that cannot be seen or a minus that the print has not.

    Invisible characters turn the direction of writing about, and a "~" or a "₩" before a number is none of its digits.
    """
    strange = {one for one in sentence if not (one.isalnum() or one == " " or one in _PLAIN)}
    if any(one not in printed or unicodedata.category(one) in {"Cf", "Cc", "Co"} for one in strange):
        return True
    return len(_NEGATIVE.findall(sentence)) > len(_NEGATIVE.findall(printed))
