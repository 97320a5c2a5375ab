"""Which words are whose: every stretch in quotation marks is tied to an attribution, or left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.quotes import tokens
from corpus.quotes.cast import Cast
from corpus.quotes.grammar import words
from corpus.quotes.indirect import contents
from corpus.quotes.people import is_possessive
from corpus.quotes.phrases import is_nickname, phrase_after
from corpus.quotes.sayings import Saying, sayings
from corpus.quotes.speakers import Source, Speakers
from corpus.quotes.subjects import main_subject
from corpus.quotes.verbs import MENTAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.quotes.marks import Paragraph, Stretch
    from corpus.quotes.sentences import Sentence

_SMALL_WORDS = words("a an the of in on at to for and or but with from by is as vs")
_ENDS = frozenset(".!?,-;\N{HORIZONTAL ELLIPSIS}\N{EM DASH}\N{EN DASH}")
_CLOSE = 3  # tokens from a verb of saying to words in marks that are surely its own
_TELLING = 5  # words in marks that are a quote even where their sentence names nobody
_LONGEST_HEADING = 80  # characters
_LONGEST_SIGNATURE = 12  # tokens
_SHORT_PARAGRAPH = 6  # sentences looked at to see whether a paragraph is nothing but a quote


class Attributed(NamedTuple):
    """Words with their source: character span, speaker, cue as printed, and whether they stand in quotation marks."""

    start: int
    end: int
    speaker: str | None
    cue: str | None
    direct: bool


class _Voice(NamedTuple):
    """Who was last heard, with which cue."""

    speaker: str | None
    cue: str | None


_NOBODY = _Voice(None, None)


class Reading:
    """One article being read from front to back."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], rows: Sequence[Sentence]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._rows = rows
        self._speakers = Speakers(text, Cast(rows))
        self._voices: dict[tuple[int, int], _Voice] = {}

    def attributed(self) -> list[Attributed]:
        """Everything said, direct and not, sentence by sentence."""
        found: list[Attributed] = []
        carried: _Voice | None = None
        paragraph = -1
        for number, sentence in enumerate(self._rows):
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                carried = carried if self._goes_on(number) else None
            said = sayings(sentence)
            voices = [self._voice(number, sentence, saying) for saying in said]
            heard = None
            for index, tag in enumerate(sentence.tags):
                if tag == tokens.QUOTE:
                    voice = self._direct(number, index, said, heard or carried)
                    if voice is not None:
                        stretch = self._stretch(number, index)
                        found.append(Attributed(stretch.start, stretch.end, *voice, direct=True))
                        heard = voice
            for which, voice in enumerate(voices):
                for start, end in contents(sentence, said, which):
                    span = sentence.tokens[start].start, sentence.tokens[end - 1].end
                    found.append(Attributed(*span, *voice, direct=False))
            carried = heard or next((voice for voice in reversed(voices) if voice.speaker), carried)
        return found

    def _direct(self, number: int, index: int, said: Sequence[Saying], carried: _Voice | None) -> _Voice | None:
        """Whose words the quotation marks at token `index` hold; None where they hold no one's."""
        sentence = self._rows[number]
        stretch = self._stretch(number, index)
        choice = choose(sentence, index, said)
        if choice is not None:
            is_said = self._is_said(stretch, sentence, index, said[choice])
            return self._voice(number, sentence, said[choice]) if is_said else None
        if self._stands_alone(number, stretch):
            return (
                self._signed(number)
                or carried
                or self._ahead(number)
                or self._subject(number - 1, sentence.paragraph)
                or _NOBODY
            )
        if sentence.tags[index - 1 : index] == tokens.COLON and self._is_whole(stretch):
            return self._subject(number, sentence.paragraph) or _NOBODY
        quoted = self._text[stretch.start : stretch.end]
        if len(quoted.split()) >= _TELLING and not _is_title(quoted):
            return carried or self._ahead(number) or self._subject(number, sentence.paragraph)
        return None

    def _stretch(self, number: int, index: int) -> Stretch:
        """The stretch that a quote token of a sentence stands for."""
        sentence = self._rows[number]
        return self._paragraphs[sentence.paragraph].stretches[sentence.tokens[index].stretch]

    def _goes_on(self, number: int) -> bool:
        """Whether whoever spoke last may speak on in the paragraph that sentence `number` begins.

        So it is where quotation marks were left open, after a colon, and where the paragraph is nothing but a quote.
        """
        paragraph = self._rows[number].paragraph
        stretches = self._paragraphs[paragraph].stretches
        if not paragraph or not stretches:
            return False
        before = self._paragraphs[paragraph - 1]
        if stretches[0].resumes or self._text[before.end - 1] == ":":
            return True
        bare_quotes = all(
            row.tags.strip("Q.") == ""
            for row in self._rows[number : number + _SHORT_PARAGRAPH]
            if row.paragraph == paragraph
        )
        return bare_quotes and bool(before.stretches)

    def _voice(self, number: int, sentence: Sentence, saying: Saying) -> _Voice:
        """Speaker and cue of an attribution."""
        speaker = None
        if saying.source is not None:
            key = (number, saying.source[0])
            if key not in self._voices:
                self._voices[key] = _Voice(self._speakers.name(Source(number, sentence, saying.source)), None)
            speaker = self._voices[key].speaker
        first, last = sentence.tokens[saying.cue[0]], sentence.tokens[saying.cue[1] - 1]
        cue = " ".join(self._text[first.start : last.end].split())
        return _Voice(speaker, cue if cue[0].isalpha() else None)

    def _is_said(self, stretch: Stretch, sentence: Sentence, index: int, saying: Saying) -> bool:
        """Whether words in marks beside an attribution are somebody's words, not a title, a name or a nickname."""
        if is_nickname(sentence, index):
            return False
        quoted = self._text[stretch.start : stretch.end]
        before = sentence.tags[index - 1 : index]
        if not _is_title(quoted) or (before in (":", ",") and index - saying.cue[1] <= _CLOSE):
            return True
        takes_object = saying.verb is not None and not saying.verb.clause
        if takes_object and index - saying.cue[1] < 2 and sentence.tags[: saying.cue[0]].endswith(tokens.WORD):
            return quoted[-1] in ".!?"  # "a set called the ..."
        if saying.cue[1] == index:
            return True
        if before == tokens.PREPOSITION or is_possessive(sentence.tokens[index - 1].text):
            return False
        return quoted[-1] in ".!?" or takes_object

    def _stands_alone(self, number: int, stretch: Stretch) -> bool:
        """Whether words in marks are a sentence of their own, and no heading."""
        sentence = self._rows[number]
        if sentence.tags.strip("Q.C-") != "":
            return False
        quoted = self._text[stretch.start : stretch.end]
        if quoted[-1] not in _ENDS and len(quoted) <= _LONGEST_HEADING:
            return self._text[stretch.closing : stretch.closing + 1] in {".", ","}
        return not _is_title(quoted) or not self._is_paragraph(number)

    def _is_paragraph(self, number: int) -> bool:
        """Whether a sentence is a paragraph by itself."""
        paragraph = self._rows[number].paragraph
        beside = (self._rows[at].paragraph for at in (number - 1, number + 1) if 0 <= at < len(self._rows))
        return all(other != paragraph for other in beside)

    def _is_whole(self, stretch: Stretch) -> bool:
        """Whether words in marks are enough to be a statement."""
        quoted = self._text[stretch.start : stretch.end]
        return quoted[-1] in _ENDS or len(quoted.split()) > 3 or stretch.runs_on

    def _ahead(self, number: int) -> _Voice | None:
        """Who speaks where the next sentence of the paragraph goes on in marks and names its speaker."""
        row = self._rows[number]
        for later in range(number + 1, min(number + 4, len(self._rows))):
            sentence = self._rows[later]
            if sentence.paragraph != row.paragraph or not sentence.tags.startswith(tokens.QUOTE):
                return None
            said = sayings(sentence)
            choice = choose(sentence, 0, said)
            if choice is not None:
                return self._voice(later, sentence, said[choice])
        return None

    def _signed(self, number: int) -> _Voice | None:
        """Who signs a paragraph that is a quote on the line below it: a dash and a name."""
        if number + 1 >= len(self._rows) or not self._is_paragraph(number) or not self._is_paragraph(number + 1):
            return None
        below = self._rows[number + 1]
        source = (
            phrase_after(below, 1) if below.tags.startswith("-N") and len(below.tags) < _LONGEST_SIGNATURE else None
        )
        return None if source is None else _Voice(self._speakers.name(Source(number + 1, below, source)), None)

    def _subject(self, number: int, paragraph: int) -> _Voice | None:
        """The person that a sentence of the paragraph is about."""
        if number < 0 or self._rows[number].paragraph != paragraph:
            return None
        subject = main_subject(self._rows[number])
        if subject is None:
            return None
        speaker = self._speakers.person(Source(number, self._rows[number], subject))
        return _Voice(speaker, None) if speaker else None


def choose(sentence: Sentence, index: int, said: Sequence[Saying]) -> int | None:
    """The index of the attribution that words in quotation marks at token `index` belong to.

    In this order: the one right after them, the nearest before them, the first after them that a comma sets off.
    """
    tags = sentence.tags
    after = index + 2 if tags[index + 1 : index + 2] in (",", "-") else index + 1
    if sentence.tokens[min(after, len(tags) - 1)].lower == "as":  # "...," as X put it
        after += 1
    for number, saying in enumerate(said):
        if saying.start in (index + 1, after) and saying.source is not None and saying.source[0] > index:
            return number
    before = [number for number, saying in enumerate(said) if saying.end <= index]
    while len(before) > 1 and _reports_nothing(sentence, said[before[-1]], index):
        before.pop()
    if before:
        return _of_that(tags, index - 1, said, before) if tags[:index].endswith(tokens.THAT) else before[-1]
    for number, saying in enumerate(said):
        if saying.start > index and (saying.inverted or tags[saying.start - 1] in ",-Q"):
            return number
    return None


def _reports_nothing(sentence: Sentence, saying: Saying, index: int) -> bool:
    """Whether an attribution inside another is no report of its own: a thought, an "it", a clause in passing."""
    if saying.verb is not None and saying.verb.lemma in MENTAL:
        return True
    if saying.source is None:
        return False
    first, last = saying.source
    if sentence.tokens[first].lower in ("it", "this", "that"):
        return True
    return sentence.tags[last : last + 1] == tokens.RELATIVE and index - saying.end > 2


def _of_that(tags: str, that: int, said: Sequence[Saying], before: list[int]) -> int:
    """The attribution that a "that" belongs to: the latest that has no other of its own."""
    for number in reversed(before):
        if tokens.THAT not in tags[said[number].end : that]:
            return number
    return before[-1]


def _is_title(words: str) -> bool:
    """Whether words are set like the title of a work or a heading: "The Art of War"."""
    parts = [word for word in words.rstrip(",.").split() if word.lower() not in _SMALL_WORDS]
    return len(words.split()) > 1 and len(parts) < 9 and all(not part[0].islower() for part in parts)
