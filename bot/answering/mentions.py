"""The names that a conversation has spoken of, and whom or what a pronoun can mean among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.calendar_words import FULL_MONTH, WEEKDAY
from bot.answering.question_type import Expected, expected
from corpus.cleaning import without_dateline
from corpus.quotes.naming import DEMONYMS, GENDERED, GIVEN_NAMES, ORGANISATION_WORDS
from index.lexical import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.answering.answer import Turn

_WORD = r"[A-Z\u00c0-\u00de0-9][\w.'\u2019&-]*"
_NAME = re.compile(
    rf"[\"\u201c](?P<title>[^\"\u201d]{{2,60}})[\"\u201d]|(?P<name>[A-Z\u00c0-\u00de][\w.'\u2019&-]*"
    rf"(?: (?:(?:of|the|and|de|la|van|von|der|al|bin|for|in) )?{_WORD}(?<![.,]))*)"
)
# What stands between quotation marks is the title of something only where it is short and no sentence.
_SENTENCE_IN_MARKS = re.compile(
    r"[\"\u201c]([^\"\u201d]*(?:[.,?!;]|(?:\b[a-z][\w'\u2019]* ){3}[^\"\u201d]*))[\"\u201d]"
)
_MARK = re.compile(r" ?\[\d+\]")
_LABEL = re.compile(r"\[[^\]]{4,60}:\]")  # "[Earlier, 1995-05-03:]"
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_OPENING = re.compile(
    r"^(?:the|a|an|he|she|it|they|we|i|in|on|at|by|for|from|to|after|before|during|since|when|while|as|with|and|but|or|so|"
    r"if|what|who|whom|whose|which|where|why|how|did|do|does|was|were|is|are|has|had|have|will|would|can|could|should|may|"
    r"might|must|his|her|its|their|this|that|these|those|there|also|yes|no|not|any|some|one|two|other|tell|give|show|please|"
    r"about|over|under|more|less|only|although|however|despite|besides|because|mr|mrs|ms|according|i'm|don't)$",
    re.IGNORECASE,
)
_MONTH_OR_DAY = re.compile(f"{FULL_MONTH}|{WEEKDAY}")  # in full: "Jan" is a person too
_THINGS = ORGANISATION_WORDS | {"the", "band", "album", "song", "tour"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name: as written, its words in small letters, and whether it stands between quotation marks."""

    text: str
    is_quoted: bool

    @property
    def words(self) -> tuple[str, ...]:
        """Its words in small letters."""
        return tuple(self.text.lower().split())

    @property
    def gender(self) -> str | None:
        """m or f where its first word tells, else None."""
        first = self.words[0].rstrip(".")
        return GENDERED.get(first) or GIVEN_NAMES.get(first)

    @property
    def may_be_person(self) -> bool:
        """Whether nothing speaks against a person."""
        words = self.words
        return not (
            self.is_quoted
            or any(word in _THINGS or word in DEMONYMS or any(letter.isdigit() for letter in word) for word in words)
            or (self.text.isupper() and len(words) == 1)
        )

    @property
    def may_be_many(self) -> bool:
        """Whether "they" may mean it: several people, or a body of them."""
        return " and " in self.text or self.words[-1].endswith("s") or not self.may_be_person


def names_in(text: str) -> list[Name]:
    """The names in a text, in order."""
    found = []
    lines = _LABEL.sub("\n", _MARK.sub("\n", text)).split("\n")  # no name goes on over a line's end
    text = "\n".join(without_dateline(line.lstrip()) for line in lines)
    for match in _NAME.finditer(_SENTENCE_IN_MARKS.sub(r" \1 ", text)):
        if match["title"]:
            found.append(Name(match["title"].strip(" ,.?"), is_quoted=True))
            continue
        name = _trimmed(match["name"])
        if name and name[0].isalpha() and not _MONTH_OR_DAY.match(name):
            found.append(Name(name, is_quoted=False))
    return found


def _trimmed(run: str) -> str:
    """A run of capitalised words without what only opens its sentence, and without a possessive."""
    words = [] if _MONTH_OR_DAY.match(run) else run.split()
    while words and _OPENING.match(words[0].rstrip(".,'")):
        words.pop(0)
    return _POSSESSIVE.sub("", " ".join(words).rstrip(".,")) if words else ""


def title_of(turn: Turn) -> Name | None:
    """What a turn names that is no question but a heading: "Frank Zappa"."""
    text = re.sub(r"\s*\([^)]*\)", "", turn.question).strip()
    is_asked = text.endswith("?") or expected(text) is not Expected.OTHER
    if (
        is_asked
        or not text[:1].isupper()
        or len(text.split()) > 8
        or (_OPENING.match(text.split()[0]) and " " not in text)
    ):
        return None
    return (
        None
        if re.match(r"(?i)(?:what|who|how|why|when|where|did|is|are|was|tell|and)\b", text)
        else Name(text, is_quoted=False)
    )


# How much speaks for a name: asked about, given as the answer to "who", given in another answer, heading the talk; and
# what is left of it a turn later. Of several values tried on CANARD these were as good as any.
_ASKED, _WHO, _ANSWERED, _HEADING, _DECAY = 3.0, 2.8, 0.6, 3.1, 0.5


class Conversation:
    """The names of the turns before a question."""

    def __init__(self, history: Sequence[Turn]) -> None:
        """Read the turns, oldest first."""
        self._history = history
        self.title = title_of(history[0]) if history else None
        self._asked = [names_in(turn.question) for turn in history]
        self._answered = [names_in(turn.answer) for turn in history]

    def full(self, name: Name) -> Name:
        """The longest name of the conversation that ends or begins with this one."""
        longer = [
            other
            for other in self._all()
            if len(other.words) > len(name.words)
            and other.may_be_person
            and (other.words[-len(name.words) :] == name.words or other.words[: len(name.words)] == name.words)
        ]
        return max(longer, key=lambda other: -len(other.words), default=name)

    def _all(self) -> Iterator[Name]:
        if self.title:
            yield self.title
        for asked, answered in zip(self._asked, self._answered, strict=True):
            yield from asked
            yield from answered

    def known(self, word: str) -> Name | None:
        """The full name of the conversation that one word, however it is written, stands for."""
        folded = word.lower()
        if word.islower() and any(
            f" {folded} " in f" {said} " for turn in self._history for said in (turn.question, turn.answer)
        ):
            return None  # a word like any other, as long as the conversation writes it small too
        for name in self._all():
            is_person = name.may_be_person and (name.gender is not None or name == self.title)
            if len(name.words) > 1 and is_person and folded in (name.words[-1], name.words[0]):
                return name
        return None

    def person(self, gender: str) -> Name | None:
        """Whom "he" (m) or "she" (f) means."""
        return self._best(lambda name: name.may_be_person and name.gender in (None, gender), gender)

    def _best(self, fits: Callable[[Name], bool], gender: str | None) -> Name | None:
        """The fitting name with the highest score: recent, asked about rather than answered, and of that gender."""
        scores: dict[Name, float] = {}
        for age, (asked, answered) in enumerate(zip(self._asked[::-1], self._answered[::-1], strict=True)):
            is_who = expected(self._history[-1 - age].question) is Expected.PERSON
            for names, weight in ((asked, _ASKED), (answered, _WHO if is_who else _ANSWERED)):
                for name in names:
                    full = self.full(name)
                    if fits(full):
                        likely = 0.5 if full.gender == gender and gender else 0.0
                        scores[full] = max(scores.get(full, 0.0), weight * _DECAY**age + likely)
        if self.title and fits(self.title):
            scores[self.title] = max(scores.get(self.title, 0.0), _HEADING)
        return max(scores, key=lambda name: scores[name], default=None)

    def many(self) -> Name | None:
        """Whom "they" means."""
        return self._best(lambda name: name.may_be_many, None)

    def thing(self) -> Name | None:
        """What "it" means."""
        is_of_answer = expected(self._history[-1].question) is Expected.OTHER
        last = [*self._asked[-1][::-1], *(self._answered[-1] if is_of_answer else [])]
        found = [name for name in last if not name.may_be_person or name.is_quoted]
        if found:
            return found[0]
        return self.title if self.title and not (self.title.may_be_person and self.title.gender) else None


def adds(name: Name, question: str) -> bool:
    """Whether the name says something that the question does not."""
    return not set(terms(name.text)) <= set(terms(question))
