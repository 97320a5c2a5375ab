"""Names as printed: runs of capitalised words, their titles, and what around them speaks for a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from corpus.quotes import naming, tokens
from corpus.quotes.phrases import is_nickname

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.quotes.sentences import Sentence
    from corpus.quotes.tokens import Token

_SURE = 3  # the score of a full name with a title or a common given name
WITHIN = frozenset(("in", "near", "across", "outside"))  # stand before places and hardly anything else
_POSSESSIVES = ("'s", "\N{RIGHT SINGLE QUOTATION MARK}s", "'", "\N{RIGHT SINGLE QUOTATION MARK}")


@dataclass(slots=True)
class Person:
    """Somebody (or something with a name) in the article; `name` is the fullest form printed."""

    name: str
    words: tuple[str, ...]
    score: int = 0
    gender: str | None = None
    pronouns: Counter[str] = field(default_factory=Counter)
    printed: int = 0
    titled: bool = False
    located: bool = False  # printed as where something is: "in Tokyo"

    @property
    def is_person(self) -> bool:
        """Whether the article treats the name as a person's; what somebody is "in" needs surer signs than a verb."""
        is_sure = self.titled or (len(self.words) > 1 and self.score >= _SURE)
        return self.score > 0 and (is_sure or not self.located)

    def could_be(self, gender: str) -> bool:
        """Whether "he" (m) or "she" (f) may mean this person."""
        if self.gender is not None:
            return self.gender == gender
        return not self.pronouns or self.pronouns[gender] * 2 >= self.pronouns.total()


class Run(NamedTuple):
    """A run of capitalised words: where it stands in its sentence, its titles and its name."""

    first: int
    last: int  # one past
    titles: tuple[str, ...]
    words: tuple[Token, ...]
    possessive: bool


def bare(word: str) -> str:
    """A word without its possessive ending."""
    for ending in _POSSESSIVES:
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


def is_possessive(word: str) -> bool:
    """Whether a word ends like a possessive: "Kantor's", "the workers'"."""
    return word.endswith(_POSSESSIVES)


def runs(sentence: Sentence, common: frozenset[str]) -> Iterator[Run]:
    """The names of a sentence. `common`: the words that the article prints in lower case too."""
    row, tags = sentence.tokens, sentence.tags
    index = 0
    while index < len(row):
        if tags[index] not in "NM":
            index += 1
            continue
        end = _run_end(sentence, index)
        run = _split(row, index, end, common)
        if run is not None:
            yield run._replace(possessive=is_possessive(row[end - 1].text))
        index = end


def _run_end(sentence: Sentence, index: int) -> int:
    """One past the last token of the run that starts at `index`; a possessive ends it."""
    row, tags = sentence.tokens, sentence.tags
    while index < len(row):
        if tags[index] not in "NM" and not is_nickname(sentence, index) and not _is_particle(row, tags, index):
            break
        index += 1
        if is_possessive(row[index - 1].text):
            break
    return index


def _is_particle(row: Sequence[Token], tags: str, index: int) -> bool:
    """Whether a word is the small one inside a name ("de", "van")."""
    return (
        row[index].text in naming.NAME_PARTICLES
        and tags[index - 1] == tokens.NAME
        and tags[index + 1 : index + 2] == tokens.NAME
    )


def _split(row: Sequence[Token], first: int, last: int, common: frozenset[str]) -> Run | None:
    """A run with its titles taken off the front."""
    start = first
    for index in range(first, last):
        if row[index].tag == tokens.TITLE:
            start = index + 1
    titles = tuple(token.lower for token in row[first:start])
    if not titles and last - start > 2 and _is_of_title(row, first):
        titles = (row[first - 2].lower,)
        start += 1
    while last - start > 1 and row[start].lower in naming.DEMONYMS:
        start += 1
    if start == 0 and last - start > 1 and row[0].lower in common:
        start = 1
    words = tuple(token for token in row[start:last] if token.tag != tokens.QUOTE)
    return Run(first, last, titles, words, possessive=False) if words or titles else None


def _is_of_title(row: Sequence[Token], first: int) -> bool:
    """Whether the first word of a run belongs to a title: "Secretary of State James Baker"."""
    return first > 1 and row[first - 1].lower == "of" and row[first - 2].tag == tokens.TITLE


def is_organisation(sentence: Sentence, run: Run) -> bool:
    """Whether a run of capitalised words names no person."""
    if not run.words:
        return True
    if any(bare(token.lower) in naming.ORGANISATION_WORDS or token.text[-1].isdigit() for token in run.words):
        return True
    if run.titles:
        return False
    if has_article(sentence, run) and run.words[0] is sentence.tokens[run.first]:
        return True
    return is_acronym(run)


def has_article(sentence: Sentence, run: Run) -> bool:
    """Whether "the" or "a" stands before a run."""
    return run.first > 0 and sentence.tokens[run.first - 1].lower in ("the", "a", "an")


def is_acronym(run: Run) -> bool:
    """Whether a run is one word in capitals ("NATO")."""
    return len(run.words) == 1 and run.words[0].text.isupper() and len(run.words[0].text) > 1


def evidence(sentence: Sentence, run: Run, words: tuple[str, ...]) -> int:
    """How much here speaks for a person: a title, a given name, a verb of saying, an age; against: "in" before it."""
    row, tags = sentence.tokens, sentence.tags
    score = 3 if run.titles or words[0] in naming.GIVEN_NAMES else 0
    before = row[run.first - 1] if run.first else None
    score += 3 if called_before(sentence, run) else 0
    if before is not None:
        score += 3 if before.lower in naming.TITLES else 2 if before.tag == tokens.CUE else 0
        score += 1 if is_possessive(before.lower) or before.tag == tokens.WORD else 0
        score -= 1 if before.lower in ("in", "at", "near", "from", "to") else 0
    after = tags[run.last : run.last + 2]
    is_placed = before is not None and before.lower in WITHIN  # "a dealer in New Jersey said"
    if (after[:1] in ("V", "W") and not is_placed) or after in (",W", ",#", ",D", ",w", "XV", "AV"):
        score += 2
    return score


def role_words(sentence: Sentence, run: Run) -> list[str]:
    """What somebody is called beside the name: "campaign manager Robby Mook", "Sakamoto, the vice minister, ..."."""
    row, tags = sentence.tokens, sentence.tags
    found = []
    index = run.first - 1
    while index >= 0 and tags[index] == tokens.WORD and run.first - index < 4:
        found.append(row[index].lower)
        index -= 1
    if called := called_before(sentence, run):
        found.append(called)
    if tags[run.last : run.last + 1] == tokens.COMMA and tags[run.last + 1 : run.last + 2] in "DwM":
        for token in row[run.last + 1 : run.last + 9]:
            if token.tag not in "DwMNX":
                break
            if token.tag in "wM":
                found.append(token.lower)
    return found


def called_before(sentence: Sentence, run: Run) -> str | None:
    """The title that a name stands in apposition to: "the foreign minister, Yohei Kono, ..."."""
    if run.first < 2 or sentence.tags[run.first - 1] != tokens.COMMA or sentence.tags[run.last : run.last + 1] != ",":
        return None
    title = sentence.tokens[run.first - 2]
    return title.lower if title.tag == tokens.WORD and title.lower in naming.PERSONS else None
