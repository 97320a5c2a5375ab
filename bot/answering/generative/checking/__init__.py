"""Whether a generated sentence says what the sentence that it cites says.

Thirteen checks, each of which can only refuse: numbers, names, dates, quotes, negation, certainty, opposites,
quantities, limits, roles, joints, signs and new words. They err on the side of refusing, since what is refused is
replaced by the quote itself. A sentence passes where one cited sentence bears all of it, or where each of its clauses
is borne by one of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answering.generative.checking.dropped import limits_dropped
from bot.answering.generative.checking.joining import joined_anew
from bot.answering.generative.checking.marks import foreign_marks
from bot.answering.generative.checking.names import wrong_names
from bot.answering.generative.checking.numbers import wrong_numbers
from bot.answering.generative.checking.polarity import hedged_otherwise, out_of_frame, turned
from bot.answering.generative.checking.quoted import wrong_quotes
from bot.answering.generative.checking.roles import swapped
from bot.answering.generative.checking.source import Source
from bot.answering.generative.checking.times import without_dates, wrong_times
from bot.answering.generative.checking.tokens import content
from bot.answering.generative.checking.wording import new_words, opposed, other_quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Source", "borne_by", "failures"]

_CHECKS: dict[str, Callable[[str, Source], bool]] = {
    "number": lambda sentence, source: wrong_numbers(without_dates(sentence, source), source.text),
    "name": wrong_names,
    "date": wrong_times,
    "quote": lambda sentence, source: wrong_quotes(sentence, source.text),
    "negation": lambda sentence, source: turned(sentence, source.text),
    "certainty": lambda sentence, source: (
        hedged_otherwise(sentence, source.text) or out_of_frame(sentence, source.text)
    ),
    "opposite": lambda sentence, source: opposed(sentence, source.text),
    "quantity": lambda sentence, source: other_quantity(sentence, source.text),
    "limit": lambda sentence, source: limits_dropped(sentence, source.text),
    "role": lambda sentence, source: swapped(sentence, source.text),
    "joint": lambda sentence, source: joined_anew(sentence, source.text),
    "sign": lambda sentence, source: foreign_marks(sentence, source.text),
    "wording": new_words,
}
_CLAUSES = re.compile(r";\s+|,\s+(?:and|but|while|whereas|although)\s+")
_LONGER, _LONGEST = 2, 200  # a sentence may be so many times as long as the print, and so many characters longer
_LEAST_WORDS = 2  # that state something: what says less cannot be checked


def failures(sentence: str, source: Source) -> tuple[str, ...]:
    """The names of the checks that a sentence fails against one printed sentence, in the order of the checks."""
    if sentence.strip() == source.text.strip():
        return ()
    if len(sentence) > _LONGER * len(source.text) + _LONGEST:
        return ("wording",)
    sentence = _without_outlet(sentence, source.article.outlet)
    if sentence.rstrip(' "”').endswith("?") and "?" not in source.text:
        return ("certainty",)
    found = tuple(name for name, fails in _CHECKS.items() if fails(sentence, source))
    return ("wording",) if not found and len(content(sentence)) < _LEAST_WORDS else found


def _without_outlet(sentence: str, outlet: str | None) -> str:
    """The sentence without a phrase that rightly names the outlet which printed it."""
    if not outlet:
        return sentence
    name = rf"(?:[Tt]he )?{re.escape(outlet.removeprefix('The '))}"
    phrase = re.compile(
        rf"^According to {name}, |^{name} (?:report(?:s|ed)|wrote|writes|sa(?:id|ys)) that |"
        rf", {name} (?:reported|said)(?=\.$)"
    )
    return phrase.sub("", sentence, count=1)


def borne_by(sentence: str, sources: Sequence[Source]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The places of the sources that bear a sentence, and, where none do, what the best of them misses."""
    found = [failures(sentence, source) for source in sources]
    alone = tuple(at for at, failed in enumerate(found) if not failed)
    if alone or not found:
        return alone, () if alone else ("citation",)
    clauses = [clause for clause in _CLAUSES.split(sentence) if clause.strip()]
    if len(clauses) > 1 and len(sources) > 1:
        bearing = [[at for at, source in enumerate(sources) if not failures(clause, source)] for clause in clauses]
        if all(bearing):
            return tuple(sorted({some[0] for some in bearing})), ()
    return (), min(found, key=len)
