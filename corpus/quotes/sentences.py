"""Sentences: where each ends, and the tags that its words get from their neighbours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.quotes.grammar import NAMES_IN_ING
from corpus.quotes.naming import ADJECTIVES
from corpus.quotes.tokens import (
    ADVERB,
    AUXILIARY,
    CLOSE,
    COLON,
    COMMA,
    CUE,
    DETERMINER,
    NAME,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    STOP,
    THAT,
    TITLE,
    VERB,
    WORD,
    Token,
    is_closed_class,
    paragraph_tokens,
)  # fmt: skip
from corpus.quotes.verbs import VERBS, Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.quotes.marks import Paragraph

_LONGEST_SENTENCE = 300  # tokens; more is no sentence, and the bound keeps every later pass linear
_SENTENCE_ENDERS = frozenset(".?!")
_OPEN_ENDED = frozenset("?!\N{HORIZONTAL ELLIPSIS}\N{EM DASH}\N{EN DASH}-")


class Sentence(NamedTuple):
    """A sentence: its tokens, their tags as one string (a letter a token), and the number of its paragraph."""

    tokens: tuple[Token, ...]
    tags: str
    paragraph: int


def sentences(text: str, paragraphs: tuple[Paragraph, ...]) -> Iterator[Sentence]:
    """The sentences of the text, in order. The stretch of a quote token indexes its paragraph's stretches."""
    for number, paragraph in enumerate(paragraphs):
        tokens = paragraph_tokens(text, paragraph)
        start = 0
        for cut in _cuts(tokens):
            row = tokens[start:cut]
            _settle(row)
            yield Sentence(tuple(row), "".join(token.tag for token in row), number)
            start = cut


def _settle(row: list[Token]) -> None:
    """Mends, in place, the tags of a sentence that its neighbours decide."""
    head = row[0]
    if head.tag == NAME:  # a capital at the head does not make a name of "Asked", "Following the ..."
        verb = VERBS.get(head.lower)
        if head.lower == "according":
            row[0] = head._replace(tag=PREPOSITION)
        elif verb is not None and not verb.noun:
            row[0] = head._replace(tag=CUE)
        elif _is_participle(head.lower) and _tag_at(row, 1) in (DETERMINER, PRONOUN, THAT, WORD, PREPOSITION):
            row[0] = head._replace(tag=VERB)
    for index, token in enumerate(row):
        if token.tag == CUE and VERBS[token.lower].noun and not _is_verb(row, index):
            row[index] = token._replace(tag=WORD)


def _is_participle(lower: str) -> bool:
    return lower.endswith("ing") and len(lower) > 4 and lower not in NAMES_IN_ING


def _tag_at(row: list[Token], index: int) -> str:
    """The tag of a token; nothing beyond either end."""
    return row[index].tag if 0 <= index < len(row) else ""


def _is_verb(row: list[Token], index: int) -> bool:
    """Whether a word that is a noun as often as a verb of saying ("claims", "reading") is the verb here."""
    form = VERBS[row[index].lower].form
    after = _tag_at(row, index + 1)
    if _tag_at(row, index - 1) == AUXILIARY or (index and row[index - 1].lower == "to" and form is Form.BASE):
        return after not in (CUE, AUXILIARY)
    if form is Form.ING and after in (THAT, QUOTE, PRONOUN):
        return True
    subject = index - 1
    while _tag_at(row, subject) in (AUXILIARY, ADVERB) and subject >= 0:
        subject -= 1
    if subject < 0 or after in (CUE, AUXILIARY, VERB) or _is_owner(row[subject]):
        return False
    if index + 1 < len(row) and row[index + 1].lower == "of":
        return False
    return _follows_subject(row, subject, index, form)


def _is_owner(token: Token) -> bool:
    """Whether a word can only be followed by a noun: an article, a preposition, a number, a possessive."""
    return token.tag in (DETERMINER, PREPOSITION, NUMBER) or token.lower.endswith("'s")


def _follows_subject(row: list[Token], subject: int, index: int, form: Form) -> bool:
    """Whether the word before a verb of saying in the given form can be the end of its subject."""
    before, after = row[subject].tag, _tag_at(row, index + 1)
    if form is Form.ING:
        return before != WORD or after in (COLON, COMMA)
    if before in (NAME, TITLE) and form is Form.BASE:
        return is_plural(row, subject)
    if before != WORD:  # but "Republican claims", "Chinese reports"
        return row[subject].lower not in ADJECTIVES and before in (
            PRONOUN,
            NAME,
            TITLE,
            RELATIVE,
            COMMA,
            QUOTE,
            CLOSE,
            ADVERB,
        )
    ahead = _tag_at(row, _phrase_start(row, subject) - 1)
    if ahead == QUOTE:
        return after in (STOP, "", COMMA)
    if ahead == VERB or (form is Form.BASE and not is_plural(row, subject)):
        return False  # "released two reports that ..."
    return after in (THAT, QUOTE, COLON, PRONOUN) or (after == COMMA and _tag_at(row, index + 2) == QUOTE)


def _phrase_start(row: list[Token], index: int) -> int:
    """Where the words that may make one noun phrase with the word at `index` start."""
    start = index
    while start > 0 and index - start < 6 and row[start - 1].tag in (DETERMINER, WORD, NAME, TITLE, ADVERB):
        start -= 1
    return start


def is_plural(row: Sequence[Token], index: int) -> bool:
    """Whether a subject that ends at `index` looks plural: "officials", "X and Y"."""
    lower = row[index].lower
    joined = row[index].tag in (NAME, TITLE) and any(token.lower == "and" for token in row[max(0, index - 4) : index])
    return joined or lower.endswith("s") or lower in ("people", "police")


def _cuts(tokens: list[Token]) -> Iterator[int]:
    """Where each sentence ends: the index after its last token."""
    latest = 0
    for index, token in enumerate(tokens):
        if index + 1 == len(tokens):
            yield index + 1
            return
        follower = tokens[index + 1]
        capital = follower.text[:1].isupper()
        if token.tag == STOP:
            ends = follower.tag not in ".,;:-)" and not follower.text[:1].islower()
        elif token.tag == QUOTE:
            ends = (capital or follower.tag in (QUOTE, NAME, TITLE)) and _ends_after(token.lower, tokens, index + 1)
        else:
            ends = capital and token.text.endswith(".") and is_closed_class(follower)
        if ends or index - latest > _LONGEST_SENTENCE:
            latest = index + 1
            yield latest


def _ends_after(ending: str, tokens: list[Token], index: int) -> bool:
    """Whether a sentence ends with words in quotation marks that close on the mark `ending`."""
    if ending not in _SENTENCE_ENDERS and ending not in _OPEN_ENDED:
        return False
    if tokens[index].tag == QUOTE:
        return ending in _SENTENCE_ENDERS
    return not _attribution_follows("".join(token.tag for token in tokens[index : index + 14]), ending)


# "Who knows?" Kantor told reporters.  /  "Who knows?" a spokesman for the ministry said in Tokyo.
_CLAUSE_OF_SAYING = re.compile(r"(?:V[NDM#w]{1,6}|[DNMRw#][DNMPw#]{0,7}?[AX]{0,3}V)(?P<after>.?)", re.DOTALL)


def _attribution_follows(tags: str, ending: str) -> bool:
    """Whether the words after a quote that ends a sentence of its own still attribute it."""
    match = _CLAUSE_OF_SAYING.match(tags)
    if match is None:
        return False
    return match["after"] in ("", STOP, COMMA) or (ending != "." and match["after"] not in (THAT, PRONOUN, QUOTE))
