"""Attributions: where a sentence says that somebody says something, who, and with which word.

The forms that news text uses: "X said", "X, who ..., told reporters", "said X", "according to X", "X: ...",
"described by X as", "X's warning that". The verbs are listed in verbs.py; the rest is read from the tags.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.quotes import tokens
from corpus.quotes.grammar import words
from corpus.quotes.people import bare
from corpus.quotes.phrases import Range, is_nickname, phrase_after, phrase_before
from corpus.quotes.sentences import is_plural
from corpus.quotes.subjects import main_subject, subject_before
from corpus.quotes.verb_groups import beside_words, group_start, is_told
from corpus.quotes.verbs import NAMING, SAYING_NOUNS, VERBS, WEAK, Form, Verb

if TYPE_CHECKING:
    from corpus.quotes.sentences import Sentence

_BE = words("is are was were be been being isn't wasn't got")
_TO_SOMEBODY = words("tell ask inform notify remind assure advise urge warn")
_ANY = Verb("", Form.PAST, clause=False, noun=False)
_ANOTHER_SAYS = re.compile(r",(?:R|[NM]+)X*V")  # tags: "asked about X's words, | he said"
_BY_REACH = 10  # tokens from a passive verb to its "by"


class Saying(NamedTuple):
    """One attribution in a sentence, all in token indices.

    `cue`: the words of saying. `source`: the noun phrase that says it, None where the sentence does not tell.
    `start`, `end`: the clause of attribution, from subject to verb whichever comes first. `verb`: None for
    "according to" and for a name before a colon. `inverted`: the verb stands before its subject ("said X").
    """

    cue: Range
    source: Range | None
    start: int
    end: int
    verb: Verb | None
    inverted: bool = False


def sayings(sentence: Sentence) -> tuple[Saying, ...]:
    """The attributions of a sentence, in order."""
    found: list[Saying] = []
    for index, token in enumerate(sentence.tokens):
        if token.tag == tokens.CUE:
            saying = _from_verb(sentence, index, found)
        elif token.lower == "according":
            saying = _according(sentence, index)
        elif token.tag == tokens.COLON:
            saying = _before_colon(sentence, index, found)
        elif token.lower in SAYING_NOUNS:
            saying = _from_noun(sentence, index)
        elif token.lower in ("put", "puts") and index and _next_is(sentence, index, "it"):
            saying = _put_it(sentence, index)
        elif token.tag == tokens.DASH:
            saying = _signature(sentence, index)
        elif token.tag in (tokens.VERB, tokens.WORD) and index > 1:
            saying = _from_any_verb(sentence, index)
        else:
            continue
        if saying is not None:
            found.append(saying)
    return tuple(found)


def _from_verb(sentence: Sentence, index: int, before: list[Saying]) -> Saying | None:
    """The attribution that a verb of saying makes, if it makes one."""
    verb = VERBS[sentence.tokens[index].lower]
    first = group_start(sentence, index)
    if verb.lemma in WEAK and not beside_words(sentence, index):
        return None
    if verb.form is Form.PAST and any(token.lower in _BE for token in sentence.tokens[first:index]):
        return _passive(sentence, index, first, verb)
    inverted = _inverted(sentence, index, first, verb)
    if inverted is not None:
        return inverted
    if first == index and verb.form is Form.PAST and verb.lemma in _TO_SOMEBODY and is_told(sentence, index):
        return Saying((index, index + 1), None, index, index + 1, verb)
    if verb.form is Form.PAST and first and sentence.tags[first - 1] == tokens.DETERMINER:
        return None
    return _of_subject(sentence, index, first, before)


def _of_subject(sentence: Sentence, index: int, first: int, before: list[Saying]) -> Saying:
    """The attribution of a verb to the subject before it, or to the one that it shares."""
    verb = VERBS[sentence.tokens[index].lower]
    floor = _floor(sentence, first)
    source = subject_before(sentence, first, floor) if _has_own_subject(sentence, first, index, verb) else None
    if source is None:
        source = _shared_subject(sentence, first, before)
        return Saying((index, index + 1), source, first, index + 1, verb)
    return Saying((index, index + 1), source, min(source[0], first), index + 1, verb)


def _from_any_verb(sentence: Sentence, index: int) -> Saying | None:
    """ "...," X weighed in, or "...," worries X: any verb will do between a name and words that end on a comma."""
    row, tags = sentence.tokens, sentence.tags
    quote = tags.rfind(tokens.QUOTE, max(0, index - 7), index)
    if quote < 0 or row[quote].lower != ",":
        return None
    if quote == index - 1:
        source = phrase_after(sentence, index + 1) if row[index].lower.endswith(("s", "ed")) else None
        if source is None or tokens.NAME not in tags[slice(*source)]:
            return None
        return Saying((index, index + 1), source, index, source[1], _ANY, inverted=True)
    between = tags[quote + 1 : index]
    if between != tokens.PRONOUN and (between.strip("NMX") != "" or tokens.NAME not in between):
        return None
    source = subject_before(sentence, index, quote + 1)
    if source is None or tags[index + 1 : index + 2] not in ("", ".", ",", "P", "X", "Y"):
        return None
    return Saying((index, index + 1), source, source[0], index + 1, _ANY)


def _floor(sentence: Sentence, first: int) -> int:
    """The lowest token that a subject may start at: after the last words in quotation marks, or a semicolon."""
    tags = sentence.tags
    floor = max(tags.rfind(mark, 0, max(first - 1, 0)) for mark in "Q;") + 1
    while floor and is_nickname(sentence, floor - 1):
        floor = tags.rfind(tokens.QUOTE, 0, floor - 1) + 1
    return floor


def _inverted(sentence: Sentence, index: int, first: int, verb: Verb) -> Saying | None:
    """ "said X" after words in quotation marks, or at the end of a sentence."""
    tags = sentence.tags
    before = tags[first - 1] if first else ""
    if (
        first < index
        or verb.form in (Form.ING, Form.BASE)
        or not (before in ("Q", ",", "-", "", "?") or (before == ":" and first == 1))
    ):
        return None
    start = index + 1
    source: Range | None
    if tags[start : start + 1] == tokens.PRONOUN:
        source = (start, start + 1)
    else:
        source = phrase_after(sentence, start) if tags[start : start + 1] in ("D", "N", "M", "w", "#") else None
    if source is None:
        return None
    after = tags[source[1] : source[1] + 1]
    follows_quote = before == tokens.QUOTE or (before in (",", "-") and tags[first - 2 : first - 1] == tokens.QUOTE)
    closes = after in ("", tokens.STOP, tokens.COMMA, tokens.QUOTE, tokens.DASH, tokens.SEMICOLON)
    if tags[start] == tokens.PRONOUN and not (closes and follows_quote):
        return None
    if not follows_quote and not (
        (first == 0 and after in (tokens.COLON, tokens.COMMA))
        or (
            before == tokens.COMMA
            and verb.clause
            and verb.lemma not in _TO_SOMEBODY
            and _closes_sentence(sentence, source)
        )
    ):
        return None
    if after in ("A", "V") or (after == "v" and not sentence.tokens[source[1]].lower.endswith("ed")):
        return None
    return Saying((index, index + 1), source, first, source[1], verb, inverted=True)


def _closes_sentence(sentence: Sentence, source: Range) -> bool:
    """Whether a subject after its verb is the last of its sentence, but for what is said of it."""
    rest = sentence.tags[source[1] :]
    return rest.strip(".") == "" or (
        rest.startswith(",") and "V" not in rest and "Q" not in rest and "A" not in rest.partition("W")[0]
    )


def _has_own_subject(sentence: Sentence, first: int, index: int, verb: Verb) -> bool:
    """Whether a subject may stand before the verb group; "and said", ", saying" share the one of their clause."""
    if first == 0:
        return False
    before = sentence.tags[first - 1]
    if before == tokens.COORDINATOR:
        return False
    if verb.form is Form.ING:
        has_auxiliary = any(token.tag == tokens.AUXILIARY for token in sentence.tokens[first:index])
        return has_auxiliary or _with_phrase(sentence, first) is not None
    if verb.form is Form.BASE and before == tokens.WORD:  # "companies may say", "officials say"
        if any(token.lower == "to" for token in sentence.tokens[first:index]):
            return False
        return tokens.AUXILIARY in sentence.tags[first:index] or is_plural(sentence.tokens, first - 1)
    return not (verb.form is Form.BASE and before in (",", "-", "Q", "V", "v", "P", "Y", ")", "S"))


def _with_phrase(sentence: Sentence, first: int) -> Range | None:
    """The noun phrase of "with forecasters warning"."""
    phrase = phrase_before(sentence, first)
    return phrase if phrase is not None and phrase[0] and sentence.tokens[phrase[0] - 1].lower == "with" else None


def _shared_subject(sentence: Sentence, first: int, before: list[Saying]) -> Range | None:
    """The subject of a verb that has none beside it: that of the attribution before it, or of the sentence.

    An attribution inside what another says ("X said that Y claimed ..., adding") does not lend its subject.
    """
    source = None
    for saying in before:
        if saying.source is not None and saying.verb is not None and saying.verb.form is not Form.ING:
            inside = saying.start and sentence.tags[saying.start - 1] not in ",C;:Q-)"
            source = source if inside else saying.source
    return source or main_subject(sentence, first) or main_subject(sentence)


def _passive(sentence: Sentence, index: int, first: int, verb: Verb) -> Saying | None:
    """ "described by X as", "was called ..."; "was told" has no source to give."""
    row = sentence.tokens
    for by in range(index + 1, min(index + _BY_REACH, len(row))):
        if row[by].lower == "by":
            source = phrase_after(sentence, by + 1)
            return Saying((index, index + 1), source, first, source[1] if source else index + 1, verb)
        if row[by].tag in ",.Q:;":
            break
    return None if verb.clause or verb.lemma in NAMING else Saying((index, index + 1), None, first, index + 1, verb)


def _according(sentence: Sentence, index: int) -> Saying | None:
    """ "according to X"."""
    row = sentence.tokens
    if not _next_is(sentence, index, "to"):
        return None
    start = index + 2
    if start < len(row) and row[start].tag == tokens.PRONOUN:
        return Saying((index, start), (start, start + 1), index, start + 1, None, inverted=True)
    source = phrase_after(sentence, start)
    if source is None:
        return None
    return Saying((index, start), source, index, source[1], None, inverted=True)


def _put_it(sentence: Sentence, index: int) -> Saying | None:
    """ "as X put it"."""
    source = subject_before(sentence, index)
    return None if source is None else Saying((index, index + 1), source, source[0], index + 2, _ANY)


def _next_is(sentence: Sentence, index: int, word: str) -> bool:
    return index + 1 < len(sentence.tokens) and sentence.tokens[index + 1].lower == word


def _before_colon(sentence: Sentence, index: int, before: list[Saying]) -> Saying | None:
    """ "X: ..." where X is the whole of the sentence so far, or "X's answer: ...", and the words follow in marks."""
    if sentence.tags[index + 1 : index + 2] != tokens.QUOTE or (before and before[-1].end > index - 12):
        return None
    source = phrase_before(sentence, index)
    if source is None or source[0] != 0 or "N" not in sentence.tags[slice(*source)]:
        return None
    return Saying((index, index + 1), source, 0, index + 1, None)


def _from_noun(sentence: Sentence, index: int) -> Saying | None:
    """ "X's warning that ...", "his warning that ..."."""
    row = sentence.tokens
    after = sentence.tags[index + 1 : index + 2]
    if index == 0 or after not in (tokens.THAT, tokens.COLON, tokens.QUOTE, tokens.COMMA):
        return None
    if _ANOTHER_SAYS.match(sentence.tags, index + 1):
        return None
    owner = index - 1
    while owner > 0 and owner > index - 4 and row[owner].tag in "wX" and bare(row[owner].lower) == row[owner].lower:
        owner -= 1
    if row[owner].lower in ("his", "her"):
        return Saying((index, index + 1), (owner, owner + 1), owner, index + 1, None)
    if bare(row[owner].text) == row[owner].text:
        return None
    source = phrase_before(sentence, owner + 1)
    if source is None:
        return None
    return Saying((index, index + 1), source, source[0], index + 1, None)


def _signature(sentence: Sentence, index: int) -> Saying | None:
    """ "..." -- X, the words before the dash being X's."""
    if index != 1 or sentence.tags[0] != tokens.QUOTE:
        return None
    source = phrase_after(sentence, index + 1)
    if source is None or "N" not in sentence.tags[slice(*source)] or sentence.tags[source[1] :].strip(".,NMwDP#") != "":
        return None
    return Saying((index, index + 1), source, index, source[1], None, inverted=True)
