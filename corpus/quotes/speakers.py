"""From a source phrase to a speaker: the fullest name of a person, or the phrase as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.quotes import naming, tokens
from corpus.quotes.people import bare, has_article, is_acronym
from corpus.quotes.phrases import core_end
from corpus.quotes.unnamed import is_unnamed_person

if TYPE_CHECKING:
    from corpus.quotes.cast import Cast
    from corpus.quotes.people import Person, Run
    from corpus.quotes.phrases import Range
    from corpus.quotes.sentences import Sentence

_REACH = 2  # paragraphs back that "it" and "they" may point
_LONGEST_ROLE = 4  # words of "the former prime minister"
_DEFINITE = frozenset(("the", "his", "her", "its", "their"))


class Source(NamedTuple):
    """A source phrase in its place: the number of the sentence, the sentence, and the token range of the phrase."""

    number: int
    sentence: Sentence
    phrase: Range


class Speakers:
    """Names the speaker of each source phrase of an article, asked for in the order of the text."""

    def __init__(self, text: str, cast: Cast) -> None:
        self._text = text
        self._cast = cast
        self._group: tuple[str, int] | None = None  # the latest speaker that is no person, and its paragraph

    def name(self, source: Source) -> str | None:
        """The speaker, or None where "he", "it" or "they" points at nobody that can be told."""
        sentence, (start, end) = source.sentence, source.phrase
        token = sentence.tokens[start]
        if end - start == 1 and (token.tag == tokens.PRONOUN or token.lower in ("his", "her")):
            return self._pronoun(source)
        person = self._person(source)
        if person is not None:
            self._cast.spoke(person, token.start, source.number)
            if not person.is_person:
                self._group = (person.name, sentence.paragraph)
            return person.name
        printed = self._printed(source)
        if printed is None:
            return None
        if is_unnamed_person(sentence, source.phrase):
            self._cast.spoke_unnamed(source.number, source.phrase)
        else:
            self._group = (printed, sentence.paragraph)
        return printed

    def person(self, source: Source) -> str | None:
        """The speaker only if a person."""
        sentence, (start, end) = source.sentence, source.phrase
        if end - start == 1 and sentence.tokens[start].lower in ("he", "she"):
            return self._pronoun(source)
        person = self._person(source)
        return person.name if person is not None and person.is_person else None

    def _pronoun(self, source: Source) -> str | None:
        """Who "he", "she", "it" or "they" is; "I" stays as printed."""
        token = source.sentence.tokens[source.phrase[0]]
        word = token.lower.partition("'")[0]
        if word in ("he", "she", "his", "her"):
            person = self._cast.pronoun(word, token.start, source.number)
            if person is None:
                return None
            self._cast.spoke(person, token.start, source.number)
            return person.name
        if word in ("it", "they", "that"):
            if self._group is None or source.sentence.paragraph - self._group[1] > _REACH:
                return None
            return self._group[0]
        return token.text[: len(word)]

    def _person(self, source: Source) -> Person | None:
        """The person that the phrase names or describes."""
        sentence, (start, end) = source.sentence, source.phrase
        row, tags = sentence.tokens, sentence.tags
        core, run = self._head(source)
        if tokens.COORDINATOR in tags[start:core] and not self._is_one_title(source, core, run):
            return None
        if run is not None and run.words and (not run.possessive or core == end):
            return None if _is_thing(sentence, run, start) else self._cast.named(run, source.number)
        if row[start].lower in _DEFINITE and core - start <= _LONGEST_ROLE:
            return self._cast.role(row[core - 1].lower, row[start].start, source.number)
        return None

    def _head(self, source: Source) -> tuple[int, Run | None]:
        """Where the head of the phrase ends, and the name that ends there."""
        sentence, (start, end) = source.sentence, source.phrase
        core = core_end(sentence, start, end)
        if sentence.tags[core - 1] == tokens.TITLE and core < end and sentence.tokens[core].lower == "of":
            beyond = core_end(sentence, core + 1, end)  # "Secretary of State James Baker"
            run = self._cast.run_at(source.number, beyond)
            if run is not None and run.titles:
                return beyond, run
        return core, self._cast.run_at(source.number, core)

    def _is_one_title(self, source: Source, core: int, run: Run | None) -> bool:
        """Whether "and" stands inside a title ("Trade and Industry Minister X") and does not join two people."""
        sentence = source.sentence
        joint = sentence.tags.rfind(tokens.COORDINATOR, source.phrase[0], core)
        if all(sentence.tokens[at].lower in naming.TITLES for at in (joint - 1, joint + 1)):
            return run is not None  # "chairman and president X"
        if run is None or not run.titles or sentence.tags[joint + 1] != tokens.NAME:
            return False
        other = self._cast.run_at(source.number, joint)
        person = self._cast.named(other, source.number) if other is not None and other.words else None
        return person is None or not person.is_person

    def _printed(self, source: Source) -> str | None:
        """The phrase as printed, without a possessive ending."""
        sentence, (start, end) = source.sentence, source.phrase
        first, last = sentence.tokens[start], sentence.tokens[end - 1]
        printed = bare(" ".join(self._text[first.start : last.end].split()))
        return printed or None


def _is_thing(sentence: Sentence, run: Run, start: int) -> bool:
    """Whether a name that heads a phrase is no person's: "the Post", "NATO", "the Trade Commission"."""
    if run.first > start and has_article(sentence, run) and not run.titles:
        return True
    return is_acronym(run) or any(bare(word.lower) in naming.ORGANISATION_WORDS for word in run.words)
