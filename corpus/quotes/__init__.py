"""Who said what: the quotes of a news text, direct and indirect, each with its speaker.

The article is read once from front to back, by rules and without a model:

    marks         the text's paragraphs, and what stands between quotation marks
    tokens        words with coarse tags, a quotation being one token
    sentences     where each ends
    people, cast  who is who: full names, short forms, titles, "he" and "she"
    unnamed       people without a name: "a dealer", "one of them"
    phrases, subjects, verb_groups, sayings    who says, with which verb
    speakers      a source phrase becomes a person's fullest name, or stays as printed
    attribution   words in marks are tied to a saying, or left alone
    indirect      what is said without marks
    verbs, grammar, naming        the word lists

A statement that is partly in quotation marks is given twice: whole, as an indirect quote, and its words in marks as
direct ones. A quote broken by its attribution, or running over paragraphs, is one quote for each unbroken stretch.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.cleaning.dateline import dateline_of
from corpus.quotes.attribution import Reading
from corpus.quotes.marks import Paragraph, paragraphs
from corpus.quotes.sentences import sentences

__all__ = ["Quote", "quotes"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody is reported to have said: `text` is `article.text[start:end]`, to the letter.

    `direct`: the words stand between quotation marks, and the span is what is between them, without the marks;
    otherwise the span is the clause that tells what was said. `speaker`: the fullest name that the article prints for
    a person, or the source as printed ("U.S. officials"); None where the text does not tell. `cue`: the word of saying
    as printed ("said", "according to"); None where there is none.
    """

    start: int
    end: int
    text: str
    speaker: str | None
    cue: str | None
    direct: bool


def quotes(text: str) -> tuple[Quote, ...]:
    """The quotes of an article's text, in order of their start; of two that start together the longer first.

    Direct quotes never overlap each other; one may lie inside an indirect quote. Takes time in proportion to the text.
    """
    parted = _less_dateline(text, paragraphs(text))
    rows = tuple(sentences(text, parted))
    said = Reading(text, parted, rows).attributed()
    return tuple(
        Quote(one.start, one.end, text[one.start : one.end], one.speaker, one.cue, one.direct)
        for one in sorted(said, key=lambda one: (one.start, -one.end))
    )


def _less_dateline(text: str, parted: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs, the first without the dateline: the place that it names says nothing and is nobody."""
    dateline = dateline_of(text)
    if dateline is None or not parted or not parted[0].start < dateline.length < parted[0].end:
        return parted
    first = parted[0]
    stretches = tuple(stretch for stretch in first.stretches if stretch.opening >= dateline.length)
    return (Paragraph(dateline.length, first.end, stretches), *parted[1:])
