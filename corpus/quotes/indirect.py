"""What is said without quotation marks: the clause that a verb of saying governs, as a token range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tokens
from corpus.quotes.grammar import words
from corpus.quotes.verbs import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.quotes.phrases import Range
    from corpus.quotes.sayings import Saying
    from corpus.quotes.sentences import Sentence

_REACH = 30  # tokens between a verb and its "that"
_CLAUSE_REACH = 14  # tokens from the start of a clause without "that" to its verb
_TO_WHOM = words("tell remind assure inform notify advise warn ask")
_UNSAID = words("stopped not never declined refused n't won't wouldn't don't didn't doesn't couldn't can't cannot")
_QUESTION_WORDS = words("whether if how why what when where who")
_SHORTEST = 3  # words; less is a remnant, not a statement


def contents(sentence: Sentence, said: Sequence[Saying], which: int) -> tuple[Range, ...]:
    """The token ranges of what the attribution `said[which]` reports outside quotation marks; often one, or none."""
    saying = said[which]
    if saying.source is None or (saying.verb is not None and not saying.verb.clause) or _is_unsaid(sentence, saying):
        return ()
    if saying.verb is None:
        found = _according(sentence, saying) if saying.inverted and saying.cue[1] - saying.cue[0] == 2 else ()
    else:
        found = _after(sentence, said, which) or _before(sentence, said, which)
    trimmed = (_trimmed(sentence, start, end) for start, end in found)
    return tuple(part for part in trimmed if _is_statement(sentence, part))


def _is_unsaid(sentence: Sentence, saying: Saying) -> bool:
    """Whether the sentence says that it was not said."""
    start = max(saying.start, saying.cue[0] - 5)
    return any(token.lower in _UNSAID for token in sentence.tokens[start : saying.cue[0]])


def _after(sentence: Sentence, said: Sequence[Saying], which: int) -> tuple[Range, ...]:
    """The clause after the verb: "said that ...", "told reporters ...", "asked whether ..."."""
    saying = said[which]
    if saying.inverted:
        return ()
    end = _end(sentence, said, which)
    start = _clause_start(sentence, saying, end)
    return () if start is None else ((start, end),)


def _clause_start(sentence: Sentence, saying: Saying, end: int) -> int | None:
    """Where the clause after the verb starts, or None where no clause follows it."""
    row, tags = sentence.tokens, sentence.tags
    verb = saying.verb
    index = saying.cue[1]
    index += index < end and row[index].lower == "out"  # "pointed out that"
    to_whom = verb is not None and verb.lemma in _TO_WHOM
    for that in range(index, min(end, index + _REACH)):
        if tags[that] == tokens.THAT or (that == index and row[that].lower in _QUESTION_WORDS):
            return that + 1 if tags[that] == tokens.THAT else that
        if (
            tags[that] in "AVv;:.Q"
            or (that == index and tags[that] in "DNMwR" and not to_whom)
            or (tags[that] == tokens.COMMA and tags[that + 1 : that + 2] not in ("P", "w"))
        ):
            break
    while index < end and (tags[index] in "YX" or (tags[index] == "P" and tags[index + 1 : index + 2] == "Y")):
        index += 1
    if to_whom:
        index = _after_addressee(tags, index, end)
    if index >= end or tags[index] not in "RDNMw#T" or tags[saying.cue[1] : saying.cue[1] + 1] == tokens.COMMA:
        return None
    if verb is not None and verb.form is Form.ING and tags[index] == "w":
        return None
    clause = tags[index : min(end, index + _CLAUSE_REACH)]
    if verb is not None and verb.lemma == "say" and end - index > _SHORTEST:
        return index
    return index if tags[index] == tokens.PRONOUN or any(tag in clause for tag in "AVv") else None


def _after_addressee(tags: str, index: int, end: int) -> int:
    """Where the sentence goes on after the person spoken to: "told reporters | he would go"."""
    if index < end and tags[index] == tokens.PRONOUN:
        return index + 1
    if index < end and tags[index] == tokens.DETERMINER:
        index += 1
    start = index
    while index < end and tags[index] in "NMw" and index - start < 6:
        index += 1
    while index < end and (tags[index] in "YX" or (tags[index] == "P" and tags[index + 1 : index + 2] == "Y")):
        index += 1
    return index


def _end(sentence: Sentence, said: Sequence[Saying], which: int) -> int:
    """Where the clause after a verb ends: at the next attribution beside it, or with the sentence."""
    tags = sentence.tags
    for later in said[which + 1 :]:
        start = later.start
        if start > said[which].end and tags[start - 1] in ",C-;":
            while start > said[which].end and tags[start - 1] in ",C-;X":
                start -= 1
            return start
    return len(tags)


def _before(sentence: Sentence, said: Sequence[Saying], which: int) -> tuple[Range, ...]:
    """The clause before an attribution that a comma sets off: "..., X said."; both halves where it stands between."""
    tags = sentence.tags
    saying = said[which]
    if saying.start == 0 or tags[saying.start - 1] not in ",-" or (saying.verb and saying.verb.form is Form.ING):
        return ()
    if not saying.inverted and not _closes(sentence, saying):
        return ()
    floor = max((other.end for other in said[:which]), default=0)
    if floor and tags[floor : floor + 1] not in (tokens.COMMA, tokens.STOP):
        floor = 0 if said[which - 1].start == 0 else floor
    ahead: tuple[Range, ...] = ((floor, saying.start - 1),)
    rest = tags[saying.end :]
    if rest.startswith(tokens.COMMA) and not saying.inverted:
        return (*ahead, (saying.end + 1, _end(sentence, said, which)))
    return ahead


def _closes(sentence: Sentence, saying: Saying) -> bool:
    """Whether nothing that is said follows an attribution: "X said in Tokyo", "X told reporters", "X said, ..."."""
    row, tags = sentence.tokens, sentence.tags
    index = saying.cue[1]
    if saying.verb is not None and saying.verb.lemma in _TO_WHOM:
        index = _after_addressee(tags, index, len(tags))
    return index >= len(tags) or tags[index] in ".,YX-" or (tags[index] == "P" and row[index].lower != "to")


def _according(sentence: Sentence, saying: Saying) -> tuple[Range, ...]:
    """What stands on the other side of "according to X"."""
    tags = sentence.tags
    if saying.start > 0:
        return ((0, saying.start),)
    comma = tags.find(tokens.COMMA, saying.end)
    return ((comma + 1, len(tags)),) if comma >= 0 else ()


def _trimmed(sentence: Sentence, start: int, end: int) -> Range:
    """A range without punctuation and conjunctions at its ends; a full quotation at its start is another's."""
    tags = sentence.tags
    while start < end and tags[start] in ",;:.-C)?":
        start += 1
    while end > start and tags[end - 1] in ",;:.-C(":
        end -= 1
    return start, end


def _is_statement(sentence: Sentence, part: Range) -> bool:
    """Whether a range holds enough outside quotation marks to be a statement."""
    words = [tag for tag in sentence.tags[slice(*part)] if tag.isalpha() or tag == tokens.NUMBER]
    return len(words) >= _SHORTEST and sum(tag == tokens.QUOTE for tag in words) < len(words)
