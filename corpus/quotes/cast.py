"""Who is who in one article: full names, the short forms that stand for them, titles, and "he" and "she".

Names are joined by their last (or first) word, and told from organisations by what the article says around them.
Nothing is looked up outside the article but the gender of very common given names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from corpus.quotes import naming, tokens
from corpus.quotes.people import WITHIN, Person, Run, bare, called_before, evidence, is_organisation, role_words, runs
from corpus.quotes.unnamed import described, is_new, new_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.quotes.phrases import Range
    from corpus.quotes.sentences import Sentence

_SUFFIXES = frozenset(("jr.", "sr.", "jr", "sr", "ii", "iii", "iv"))
_NO_ROLE = naming.HONORIFICS | {"former", "ex", "retired", "acting", "interim", "vice", "deputy", "assistant"}
_REACH = 4  # paragraphs back that "he" or "the minister" may point
_MENTIONS = 24  # mentions looked at for one pronoun
_PERSONAL = frozenset(("he", "she", "his", "her", "him"))
_BEFORE_PLACES = frozenset(("in", "at", "from", "near", "on", "across", "outside", "via"))
_LONGEST_NAME = 5  # words; a longer run is a headline
_SPEAKER = 3.0  # weight of a mention as the one who spoke
_DESCRIBED = 1.0  # weight of one called by what they are, "the president of the company", who may have a name
_NEWCOMER = 2.5  # weight of an unnamed person whom a sentence is about
_NEAR = 8  # tokens after a verb of saying, in which "it" speaks of its subject
_NAMESAKES = 20  # people of one name looked at


class Mention(NamedTuple):
    """A person named at a place in the text: `weight` says how much the sentence is about that person."""

    position: int
    person: Person
    sentence: int
    paragraph: int
    weight: float
    full: bool


class Cast:
    """The people of one article, in order of appearance, and who is meant where."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._common = frozenset(t.text for s in sentences for t in s.tokens if t.text and t.text[0].islower())
        self._people: dict[tuple[str, str], Person] = {}
        self._by_last: dict[str, list[Person]] = defaultdict(list)
        self._by_first: dict[str, list[Person]] = defaultdict(list)
        self._single: dict[str, Person] = {}
        self._roles: dict[str, dict[int, Person]] = defaultdict(dict)
        self._mentions: list[Mention] = []
        self._unnamed: dict[int, Person] = {}
        self._met: set[int] = set()
        self._runs = [{run.last: run for run in runs(sentence, self._common)} for sentence in sentences]
        self._meet()
        self._follow()

    # Who there is.

    def _meet(self) -> None:
        """Registers every full name, then every short form."""
        for number, sentence in enumerate(self._sentences):
            for run in self._runs[number].values():
                if len(run.words) > 1 and not is_organisation(sentence, run):
                    self._register(sentence, run)
        for person in self._people.values():
            self._by_last[person.words[-1]].append(person)
            self._by_first[person.words[0]].append(person)

    def _register(self, sentence: Sentence, run: Run) -> None:
        """One full name as printed here."""
        printed = [bare(token.text) for token in run.words]
        words = tuple(word.lower() for word in printed if word.lower() not in _SUFFIXES)
        if not 2 <= len(words) <= _LONGEST_NAME:
            return
        name = " ".join(printed)
        person = self._people.setdefault((words[0], words[-1]), Person(name, words))
        if len(name) > len(person.name):
            person.name = name
        person.printed += 1
        person.score += evidence(sentence, run, words)
        gender = naming.GIVEN_NAMES.get(words[0])
        for word in (*run.titles, *role_words(sentence, run)):
            gender = naming.GENDERED.get(word, gender)
            if word not in _NO_ROLE:
                self._roles[word].setdefault(id(person), person)
        person.gender = person.gender or gender

    def named(self, run: Run, number: int) -> Person | None:
        """The person that a run of capitalised words in sentence `number` names, if any."""
        words = tuple(bare(token.lower) for token in run.words if token.lower not in _SUFFIXES)
        if not words:
            return None
        if len(words) > 1:
            return self._people.get((words[0], words[-1])) or self._people.get(("", words[-1]))
        gender = next((naming.GENDERED[title] for title in run.titles if title in naming.GENDERED), None)
        found = self._pick(self._by_last.get(words[0], ()), gender, run.titles, (number, run.first))
        if found is None and not run.titles:
            people = [person for person in self._by_first.get(words[0], ()) if person.is_person]
            found = self._pick(people, gender, run.titles, (number, run.first))
        return found or self._alone(run, number, gender)

    def _pick(
        self, people: Sequence[Person], gender: str | None, titles: tuple[str, ...], place: tuple[int, int]
    ) -> Person | None:
        """Of people who share a name, the one that is meant: by title, by the paragraph, else the most printed."""
        people = people[:_NAMESAKES]
        fitting = [person for person in people if gender is not None and person.gender == gender] or [
            person for person in people if gender is None or person.could_be(gender)
        ]
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        for title in titles:
            holders = [person for person in fitting if id(person) in self._roles.get(title, ())]
            if title not in _NO_ROLE and len(holders) == 1:
                return holders[0]
        sentence = self._sentences[place[0]]
        for mention in self._before(sentence.tokens[place[1]].start):
            if mention.paragraph != sentence.paragraph:
                break
            if mention.full and any(mention.person is person for person in fitting):
                return mention.person
        return max(fitting, key=lambda person: person.printed)

    def _before(self, position: int) -> list[Mention]:
        """The mentions before a place, the latest first."""
        end = bisect_left(self._mentions, position, key=lambda mention: mention.position)
        return self._mentions[max(0, end - _MENTIONS) : end][::-1]

    def _alone(self, run: Run, number: int, gender: str | None) -> Person | None:
        """A person whom the article names by one word only ("Mr. Smith", "President Smith", "Madonna")."""
        word = bare(run.words[0].lower)
        held = self._single.get(word)
        if held is None:
            if not run.titles and (word in naming.ORGANISATION_WORDS or word in naming.DEMONYMS):
                return None
            if not run.titles and run.first == 0 and (word in self._common or word.removesuffix("s") in naming.PERSONS):
                return None  # "Dealers in Tokyo": a capital of the sentence
            held = self._single[word] = Person(bare(run.words[0].text), (word,))
        if run.titles:
            row = self._sentences[number].tokens
            printed = bare(" ".join(token.text for token in row[run.first : run.last]))
            only_honorific = held.name.partition(" ")[0].lower() in naming.HONORIFICS
            if not held.titled or (only_honorific and run.titles[0] not in naming.HONORIFICS):
                held.name = printed
            held.titled = True
            held.score = max(held.score, 3)
        held.gender = held.gender or gender
        return held

    # Who is meant where.

    def _follow(self) -> None:
        """Lists the mentions in order, and learns from pronouns beside a name whether it is a man's or a woman's."""
        before: Person | None = None
        for number, sentence in enumerate(self._sentences):
            here: list[Person] = []
            for run in self._runs[number].values():
                person = None if is_organisation(sentence, run) else self.named(run, number)
                if person is not None:
                    self._mention(number, run, person, first=not here)
                    here.append(person)
            phrase = new_person(sentence)
            if phrase is not None:
                person = self._without_name(sentence, phrase)
                self._note(person, sentence.tokens[phrase[0]].start, number, _NEWCOMER)
                here.insert(0, person)
            about = here[0] if len({id(person) for person in here}) == 1 else None if here else before
            if about is not None:
                for token in sentence.tokens:
                    if token.lower in _PERSONAL:
                        about.pronouns[naming.GENDERED[token.lower]] += 1
            before = about

    def _mention(self, number: int, run: Run, person: Person, *, first: bool) -> None:
        """Notes a name where it stands, and what that says for or against a person."""
        sentence = self._sentences[number]
        full = len(run.words) > 1
        if run.first and sentence.tokens[run.first - 1].lower in WITHIN and not run.possessive and not run.titles:
            person.located = True
        weight = self._weight(sentence, run, person, first=first)
        if len(person.words) > 1:
            person.score += not full  # a last name alone
        elif sentence.tags[run.last : run.last + 1] == tokens.CUE and not self._is_common(person.words[0]):
            person.score += -2 if _says_of_itself(sentence, run) else 1
        elif run.first and sentence.tokens[run.first - 1].lower in _BEFORE_PLACES:
            person.score -= 2
        start = sentence.tokens[run.first].start
        self._mentions.append(Mention(start, person, number, sentence.paragraph, weight, full))
        self._met.add(id(person))

    def _is_common(self, word: str) -> bool:
        """Whether a capitalised word is likely a common noun at the head of a sentence: "Officials", "Police"."""
        return word in self._common or word.endswith("s")

    def _weight(self, sentence: Sentence, run: Run, person: Person, *, first: bool) -> float:
        """How much a sentence is about somebody it names: most if its subject or new here, least if a possessor."""
        if run.possessive:
            return 0.0
        before, after = sentence.tags[run.first - 1 : run.first], sentence.tags[run.last : run.last + 2]
        is_described = after in (",w", ",D", ",W", ",M") or called_before(sentence, run)
        if is_described and id(person) not in self._met:
            return 3.0
        if after in (",W", "-W"):
            return 1.5
        if first and before not in (tokens.PREPOSITION, tokens.VERB, tokens.CUE):
            return 2.5
        return 1.5 if after[:1] in ("V", "A", "v", "X") else 0.5

    def _without_name(self, sentence: Sentence, phrase: Range) -> Person:
        """The person whom a phrase without a name stands for, the same one for the same place in the text."""
        person = described(sentence, phrase)
        known = self._unnamed.setdefault(sentence.tokens[phrase[0]].start, person)
        known.name = max(known.name, person.name, key=len)
        return known

    def spoke_unnamed(self, sentence: int, phrase: Range) -> None:
        """Notes that an unnamed person spoke, whom "he" means if somebody new, else if no one named is likelier."""
        row = self._sentences[sentence]
        weight = _SPEAKER if is_new(row, phrase) else _DESCRIBED
        self._note(self._without_name(row, phrase), row.tokens[phrase[0]].start, sentence, weight)

    def spoke(self, person: Person, position: int, sentence: int) -> None:
        """Notes that the words at a place were this person's: "he" is then likely the same."""
        self._note(person, position, sentence, _SPEAKER)

    def _note(self, person: Person, position: int, sentence: int, weight: float) -> None:
        """Puts a mention in its place."""
        paragraph = self._sentences[sentence].paragraph
        at = bisect_left(self._mentions, position, key=lambda mention: mention.position)
        self._mentions.insert(at, Mention(position, person, sentence, paragraph, weight, full=False))

    def pronoun(self, word: str, position: int, sentence: int) -> Person | None:
        """The person that "he" or "she" means here: recent, of that gender, and what the text has been about."""
        gender = naming.GENDERED[word]
        paragraph = self._sentences[sentence].paragraph
        best: tuple[float, Person] | None = None
        for mention in self._before(position):
            if paragraph - mention.paragraph > _REACH:
                break
            person = mention.person
            known = person.is_person or (len(person.words) > 1 and not person.located and person.pronouns[gender] > 0)
            if not known or not person.could_be(gender):
                continue
            score = mention.weight - (sentence - mention.sentence) * 0.75
            score += 1.0 if mention.sentence == sentence else 0.0
            score += 0.75 if person.gender == gender or person.pronouns[gender] > 1 else 0.0
            score += 0.5 if person.score > 2 else 0.0 if person.is_person else -0.75
            if best is None or score > best[0]:
                best = (score, person)
        if best is None:
            return None
        best[1].pronouns[gender] += 1
        return best[1]

    def role(self, word: str, position: int, sentence: int) -> Person | None:
        """The person that "the minister" means here: the only one with the title, or the one just spoken of."""
        holders = self._roles.get(word, {})
        paragraph = self._sentences[sentence].paragraph
        for mention in self._before(position):
            if len(holders) > 1 and paragraph - mention.paragraph > 1:
                return None
            if id(mention.person) in holders:
                return mention.person
        return None

    def run_at(self, sentence: int, last: int) -> Run | None:
        """The name that ends just before token `last` of a sentence."""
        return self._runs[sentence].get(last)


def _says_of_itself(sentence: Sentence, run: Run) -> bool:
    """Whether a name speaks of itself as of a thing: "Tokyo said that it ...", "Toyota said its ..."."""
    near = sentence.tokens[run.last : run.last + _NEAR]
    first = next((token.lower for token in near if token.lower in _PERSONAL or token.lower in ("it", "its")), None)
    return first in ("it", "its")
