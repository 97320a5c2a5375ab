"""Who is asked to have said something, and which sentences tell what they said.

"What did Kono say about it?" wants a sentence in which Kono speaks, not one that only names him or his office. An
article's quotes tell who speaks (`corpus.quotes`); of a column, its writer does.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bot.answering.question_type import Manner, manner
from bot.answering.wording import content_terms
from corpus.quotes import quotes
from index.lexical import terms
from index.rerank import headed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.evidence import Evidence
    from corpus.quotes import Quote

_SPEAKER = re.compile(
    r"\b(?:did|does|do|has|have|had|is|was) (?P<who>.{2,60}?) (?:(?:each|both|ever|also|then|himself|herself) )?"
    r"(?:say|said|saying|think|believe|call|tell|told|respond|promise|argue|claim|warn|react|reply|answer|explain|"
    r"write|written|want|demand|suggest|propose|predict)\w*\b",
    re.IGNORECASE,
)
_LOOKED_AT = 24  # sentences whose speakers are looked at
_LIKELY = 0.2  # of the best sentence's probability: what is below it is about something else
_UNHEARD = 0.6  # what is left of the trust in an answer where nobody of that name speaks, nor is named in it


def speaker_of(question: str) -> str | None:
    """Whose words a question asks for, as it says them; None where it asks for nobody's."""
    found = _SPEAKER.search(question) if manner(question) is Manner.QUOTE else None
    return found["who"] if found else None


def toward_speaker(question: str, evidence: Sequence[Evidence]) -> tuple[tuple[Evidence, ...], float]:
    """The evidence with what the one who is asked about says in front, and what is left of the trust in it.

    Of that, what stands in a passage on the subject goes first: a speaker says more than what is asked for.
    """
    who = speaker_of(question)
    if who is None or not evidence:
        return tuple(evidence), 1.0
    subject = set(content_terms(_SPEAKER.sub(" ", question, count=1)))
    said = cache(quotes)  # several sentences may be of one article
    likely = [one for one in evidence[:_LOOKED_AT] if one.probability >= evidence[0].probability * _LIKELY]
    spoken = [
        one
        for one in likely
        if any(_speaks(who, name) for name in [*heard(one, said(one.hit.article.text)), one.hit.article.byline or ""])
    ]
    if not spoken:
        is_named = set(terms(who)) <= set(terms(likely[0].text))
        return tuple(evidence), 1.0 if is_named else _UNHEARD
    spoken.sort(key=lambda one: not subject <= set(terms(headed(one.hit))))
    return (*spoken, *(one for one in evidence if one not in spoken)), 1.0


def heard(one: Evidence, said: Sequence[Quote]) -> list[str]:
    """Who speaks in a sentence, of all that is said in its article."""
    return [quote.speaker for quote in said if quote.speaker and quote.start < one.end and one.start < quote.end]


def _speaks(who: str, speaker: str) -> bool:
    """Whether the speaker of a quote is who is asked about: all their words, or the name that a title ends in."""
    words, heard = who.split(), set(terms(speaker))
    asked = set(terms(who))
    last = set(terms(words[-1])) if words[-1][:1].isupper() else asked
    return bool(asked) and (asked <= heard or (bool(last) and last <= heard))
