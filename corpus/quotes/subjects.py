"""Subjects: who a verb of saying belongs to, and what a sentence is about.

All functions take a sentence and token indices and give a half-open range of token indices, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tokens
from corpus.quotes.grammar import INNER_PREPOSITIONS
from corpus.quotes.phrases import Range, modifies, phrase_after, phrase_before

if TYPE_CHECKING:
    from corpus.quotes.sentences import Sentence
    from corpus.quotes.tokens import Token

_REACH = 60  # tokens looked at to either side
_APPOSITIVES = 6  # commas walked back over from the verb
_PAUSES = ",-"


def subject_before(sentence: Sentence, end: int, floor: int = 0) -> Range | None:
    """The subject of a verb that begins at token `end`: "X", "X (R-Ohio)", "X, who ..., ", "the minister, X, "."""
    tags = sentence.tags
    if end <= floor:
        return None
    before = tags[end - 1]
    if before == tokens.PRONOUN:
        is_object = end - 2 > floor and _is_object(sentence, end - 1)
        return main_subject(sentence, end - 2) if is_object else (end - 1, end)
    if before in (tokens.RELATIVE, tokens.THAT):
        stop = end - 1
        if stop > floor and tags[stop - 1] == tokens.COMMA:
            stop -= 1
        return phrase_before(sentence, stop, floor)
    if before in _PAUSES:
        return _across_appositives(sentence, end - 1, floor)
    phrase = phrase_before(sentence, end, floor)
    if phrase is not None:
        return _with_its_clause(sentence, phrase, floor) or phrase
    lead_in = tags.rfind(tokens.PREPOSITION, max(floor, end - 6), end)  # "who in 2010 said", "X on Tuesday said"
    return subject_before(sentence, lead_in, floor) if lead_in > floor else None


def _is_object(sentence: Sentence, index: int) -> bool:
    """Whether an "it" or "you" is what the preposition before it speaks of: "those who believe in it say"."""
    before = sentence.tokens[index - 1].lower
    return sentence.tokens[index].lower in ("it", "you") and before in INNER_PREPOSITIONS


def _with_its_clause(sentence: Sentence, phrase: Range, floor: int) -> Range | None:
    """The subject that a phrase only ends: "protesters marching through the streets" (no verb of its own between)."""
    tags = sentence.tags
    if floor or phrase[0] == 0 or tags[phrase[0] - 1] != tokens.PREPOSITION:
        return None
    subject = main_subject(sentence, phrase[0])
    if subject is None or set(tags[subject[1] : phrase[0]]) - set("wPDNM#YX"):
        return None
    return subject


def _across_appositives(sentence: Sentence, pause: int, floor: int) -> Range | None:
    """The subject where a comma (or dash) parts it from its verb: what stands before the appositive."""
    tags = sentence.tags
    floor = max(floor, pause - _REACH)
    candidate: Range | None = None
    later = pause
    index = pause - 1
    seen = 0
    while index >= floor and seen < _APPOSITIVES:
        if tags[index] in ";:Q" and not (tags[index] == tokens.QUOTE and seen == 0):
            break
        if tags[index] in _PAUSES:
            seen += 1
            phrase = phrase_before(sentence, index, floor)
            if phrase is not None and _heads(sentence, phrase, floor):
                candidate = _name_in_apposition(sentence, phrase, index + 1, later)
                if not _is_apposition(sentence, phrase, floor):
                    return candidate
            later = index
        index -= 1
    return candidate


def _heads(sentence: Sentence, phrase: Range, floor: int) -> bool:
    """Whether a phrase can be what an appositive speaks of: it begins a clause, and is a name or has an article."""
    tags = sentence.tags
    start, end = phrase
    before = tags[start - 1] if start > floor else ""
    if before not in ("", ",", "-", "Q", "C", "S", "T", "W", "X", ")"):
        return False
    words = tags[start:end]
    return words[0] in "DNM#" or (start == floor and words[-1] in "Nw") or words[-1] == tokens.NAME


def _is_apposition(sentence: Sentence, phrase: Range, floor: int) -> bool:
    """Whether a phrase itself stands in apposition to a name before it."""
    start = phrase[0]
    tags = sentence.tags
    if start - 2 < floor or tags[start - 1] not in _PAUSES or tags[start - 2] not in "NM)":
        return False
    if tags[start : phrase[1]].strip("NM") == "":
        return False
    before = phrase_before(sentence, start - 1, floor)
    return before is not None and _heads(sentence, before, floor)


def _name_in_apposition(sentence: Sentence, phrase: Range, start: int, end: int) -> Range:
    """The name, where it is the appositive: "the economic adviser, Laura D'Andrea Tyson, said"."""
    tags = sentence.tags
    if tags[phrase[1] - 1] == tokens.NAME and tags[phrase[0]] != tokens.DETERMINER and "w" not in tags[slice(*phrase)]:
        return phrase
    inner = tags[start:end]
    return (start, end) if inner and inner.strip("NM") == "" and "N" in inner else phrase


def main_subject(sentence: Sentence, limit: int | None = None) -> Range | None:
    """The subject of the sentence's first clause that is no lead-in, looked for before token `limit`."""
    row, tags = sentence.tokens, sentence.tags
    limit = len(tags) if limit is None else limit
    index = 0
    while index < min(limit, _REACH):
        while index < limit and tags[index] in "CX,-Q":
            index += 1
        if index >= limit or not (tags[index] in "PSVv" or (tags[index] == "w" and _is_ing(row, index))):
            break
        comma = tags.find(tokens.COMMA, index, limit)
        comma = limit if comma < 0 else comma
        if tags[index] == tokens.PREPOSITION and row[index].lower != "with" and not _is_ing(row, index + 1):
            verb = next((at for at in range(index, comma) if _is_finite(sentence, at)), None)
            if verb is not None:
                return subject_before(sentence, verb, index + 1)
        index = comma + 1
    if index >= limit:
        return None
    if tags[index] == tokens.PRONOUN:
        return index, index + 1
    phrase = phrase_after(sentence, index)
    return phrase if phrase is not None and phrase[1] <= limit else None


def _is_ing(row: tuple[Token, ...], index: int) -> bool:
    return index < len(row) and row[index].lower.endswith("ing")


def _is_finite(sentence: Sentence, index: int) -> bool:
    """Whether a token is a verb that has a subject, as far as its tag tells."""
    if sentence.tags[index] in "AV":
        return not sentence.tokens[index].lower.endswith("ing")
    return sentence.tags[index] == tokens.VERB and not modifies(sentence, index)
