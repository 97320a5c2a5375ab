"""People without a name: "a dealer", "one of them", "an official of the ministry", whom "he" may mean as well."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.quotes import naming, tokens
from corpus.quotes.people import Person, bare
from corpus.quotes.phrases import core_end
from corpus.quotes.subjects import main_subject

if TYPE_CHECKING:
    from corpus.quotes.phrases import Range
    from corpus.quotes.sentences import Sentence

_NEW = frozenset(("a", "an", "one", "another"))  # begin a phrase that brings somebody new
_KNOWN = frozenset(("the", "this", "his", "her", "its"))  # begin one for somebody told of before
_ALONE = frozenset(("one", "another"))  # "one of them", "another"
_SURE = 3  # the score of somebody who is a person by name of what they do


def is_unnamed_person(sentence: Sentence, phrase: Range) -> bool:
    """Whether a noun phrase stands for one person by what they are: "the sales chief of a chip maker"."""
    start, end = phrase
    head = core_end(sentence, start, end) - 1
    token, first = sentence.tokens[head], sentence.tokens[start]
    if first.lower in _ALONE and (end - start == 1 or sentence.tags[start + 1] == tokens.PREPOSITION):
        return True
    is_single = first.tag != tokens.DETERMINER or first.lower in _NEW or first.lower in _KNOWN
    return is_single and token.tag == tokens.WORD and token.lower in naming.PERSONS


def is_new(sentence: Sentence, phrase: Range) -> bool:
    """Whether the phrase brings somebody new; "the former president" may be anybody whom the article names."""
    return sentence.tokens[phrase[0]].lower in _NEW


def new_person(sentence: Sentence) -> Range | None:
    """The phrase for an unnamed person whom the sentence brings in as what it is about: "A dealer in town ..."."""
    subject = main_subject(sentence)
    if subject is None or not is_new(sentence, subject) or not is_unnamed_person(sentence, subject):
        return None
    return subject


def described(sentence: Sentence, phrase: Range) -> Person:
    """The person that such a phrase stands for, under the phrase as printed."""
    row = sentence.tokens[slice(*phrase)]
    name = row[0].text
    for before, token in pairwise(row):
        name += " " * (token.start > before.end) + token.text
    head = sentence.tokens[core_end(sentence, *phrase) - 1].lower
    return Person(bare(name), (name.lower(),), score=_SURE, gender=naming.GENDERED.get(head))
