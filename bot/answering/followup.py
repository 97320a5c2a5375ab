"""Follow-ups: a question that leans on what was said before it, made to stand alone.

By rule, from the names that the conversation has spoken of. `python -m benchmarks.canard` tells how close that comes to
what people write.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.answering.asked_time import asked_time
from bot.answering.asked_time.phrases import time_phrases
from bot.answering.mentions import Conversation, adds, names_in
from bot.answering.wording import ASKING, content_terms
from index.lexical import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.answer import Turn
    from bot.answering.mentions import Name

_HE = re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers)\b", re.IGNORECASE)
_THEY = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
_IT = re.compile(
    r"\b(?:its|it)\b(?! (?:cost|costs|take|takes|took|mean|means|rain|snow|possible|true|like)\b)", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"(?:his|hers|their|theirs|its)", re.IGNORECASE)
_HER_OBJECT = re.compile(
    r"\bher(?=$| ?[?.,!]| (?:in|on|at|to|for|from|with|and|or|as|by|about|into|after|before)\b)", re.IGNORECASE
)
_POINTS = re.compile(
    r"^(?:and|but|so|or|then)\b|\b(?:that|those|these|this|there|then|else|again|both|same|such|instead|one|ones|other|"
    r"another)\b|^(?:what|how) about\b|^(?:why|when|where|who|how)(?: not| so)?\?*$",
    re.IGNORECASE,
)
# "that" points back, but not after a verb of saying; "there" does, but not in "there are".
_NOT_POINTING = re.compile(
    r"\b(?:say|said|says|believe|believed|claim|claimed|announce|announced|agree|agreed) that\b"
    r"|\bthere (?:is|are|was|were|be|been)\b|\b(?:is|are|was|were) there\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"\b(?:that|this|those|these)\b", re.IGNORECASE)
_ELSE = re.compile(r"\b(?:else|others?|another|more)\b(?! than\b)", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers|it|its|they|them|their|theirs)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:and |but |so )?(?:what|how) about (?:the )?(?P<other>[^?]+)\??$|^and (?P<also>[^?]{2,40})\?$", re.IGNORECASE
)
_NO_ANSWER = re.compile(r"^(?:I don't know|The archive does not say|CANNOTANSWER)", re.IGNORECASE)
_ANY_DAY = date(2000, 6, 15)  # where phrases stand does not depend on the day they are counted from
_MARK = re.compile(r" ?\[\d+\]")
_WORD = re.compile(r"[\w.$%'\u2019-]*\w")


@dataclass(frozen=True, slots=True)
class Alone:
    """A question that stands alone.

    `core` is the question with its pronouns replaced, `topic` what it is about and does not say, `said` what the
    conversation has named already where the question asks for more; `context` are further words for the search alone.
    """

    core: str
    topic: str = ""
    said: tuple[str, ...] = ()
    context: str = ""

    @property
    def text(self) -> str:
        """The question as it is shown."""
        besides = f", besides {' and '.join(self.said)}?" if self.said else ""
        core = f"{self.core.rstrip(' ?')}{besides}" if besides else self.core
        return f"{core} ({self.topic})" if self.topic else core


def standalone(question: str, history: Sequence[Turn]) -> str:
    """The question so that it can be understood without what was said before it; see `alone`."""
    return alone(question, history).text


def alone(question: str, history: Sequence[Turn]) -> Alone:
    """The question with what it leans on put in.

    A pronoun becomes the name that it must mean, "and what about Honda?" the earlier question with Honda in it, and
    where nothing tells what the question is about, that is its topic. A question that names its own subject starts a
    new topic and is left as it is.
    """
    if not history:
        return Alone(question)
    if (changed := _about_another(question, history)) is not None:
        return Alone(changed)
    talk = Conversation(history)
    core = _with_full_names(_named(question, talk), talk)
    topic = _topic(question, core, talk, history)
    if core == question and not topic and not leans(question):
        return Alone(question)
    names = _answered(f"{core} {topic}", history[-1].answer) if _ELSE.search(question) else []
    return Alone(core, topic, tuple(names), _context(f"{core} {topic}", history))


def leans(question: str) -> bool:
    """Whether a question cannot be understood alone: it points back, or says little and names nothing."""
    text = question.strip()
    pointed = _NOT_POINTING.sub(" ", text)
    if _POINTS.search(pointed) or _PRONOUN.search(text):
        return True
    return len(content_terms(text)) < 2 and not names_in(text) and not re.search(r"\d", text)


def _named(question: str, talk: Conversation) -> str:
    """The question with the first pronoun of each kind replaced by what it means."""
    meanings: list[tuple[re.Pattern[str], Callable[[], Name | None]]] = [
        (_HE, lambda: talk.person("m")),
        (_SHE, lambda: talk.person("f")),
        (_THEY, talk.many),
        (_IT, talk.thing),
    ]
    for pattern, name in meanings:
        if pattern.search(question) and (meant := name()) is not None and adds(meant, question):
            question = _replaced(question, pattern, meant)
    return question


def _replaced(question: str, pattern: re.Pattern[str], meant: Name) -> str:
    """The first pronoun replaced; in "its" and "her book" by a possessive."""
    found = pattern.search(question)
    assert found is not None  # noqa: S101 (the caller has looked)
    owns = _POSSESSIVE.fullmatch(found[0]) or (
        found[0].lower() == "her" and not _HER_OBJECT.match(question, found.start())
    )
    name = f'"{meant.text}"' if meant.is_quoted else meant.text
    return f"{question[: found.start()]}{name}{_OWNER if owns else ''}{question[found.end() :]}"


_OWNER = "'s"


def _with_full_names(question: str, talk: Conversation) -> str:
    """The question with "Kantor" and "kantor" written out as the conversation has it in full."""
    for word in re.findall(r"\w[\w'\u2019-]+", question):
        bare = re.sub(r"['\u2019]s$", "", word)
        if len(bare) > 3 and (name := talk.known(bare)) is not None and adds(name, question):
            return re.sub(rf"\b{re.escape(bare)}\b", lambda _: name.text, question, count=1)
    return question


def _topic(question: str, named: str, talk: Conversation, history: Sequence[Turn]) -> str:
    """What the question is about and does not say: names of the last answer for a "that", the heading, the topic."""
    said = set(terms(named))
    pointed = _answered(named, history[-1].answer) if _points_to_answer(question, named) else []
    if talk.title is not None:
        is_open = (leans(question) or named == question) and not said & set(terms(talk.title.text))
        return ", ".join([*([talk.title.text] if is_open else []), *pointed])
    if named != question and content_terms(named) and not _POINTS.search(_NOT_POINTING.sub(" ", question)):
        return ""
    if not leans(question):
        return ""
    anchor = " ".join(_anchor(named, [turn.question for turn in history]))
    names = [] if _ELSE.search(question) else _answered(f"{named} {anchor}", history[-1].answer)
    return " ".join([anchor, *names]).strip()


def _points_to_answer(question: str, named: str) -> bool:
    """Whether a "that" or an "it" that nothing has replaced points at what was just said."""
    return bool(_THAT.search(_NOT_POINTING.sub(" ", question)) or (_IT.search(named) and named == question))


def _about_another(question: str, history: Sequence[Turn]) -> str | None:
    """Of "and what about Honda?" and "and last month?": the last question that stood alone, with that put in."""
    found = _ABOUT.match(question.strip())
    other = found and (found["other"] or found["also"]).strip()
    anchor = next((turn.question for turn in reversed(history) if not leans(turn.question)), None)
    if not other or anchor is None:
        return None
    if _is_time(other):
        then = asked_time(anchor, _ANY_DAY)
        kept = anchor if then.said is None else f"{anchor[: then.start]}{anchor[then.end :]}"
        return f"{' '.join(kept.split()).rstrip(' ?')} {other}?"
    names, earlier = names_in(other), [name for name in names_in(anchor) if not name.is_quoted]
    is_name = len(names) == 1 and names[0].text == other
    return anchor.replace(earlier[0].text, other, 1) if is_name and earlier else None


def _is_time(text: str) -> bool:
    """Whether a text is a time phrase and nothing else."""
    phrases = time_phrases(text, _ANY_DAY)
    return len(phrases) == 1 and (phrases[0].start, phrases[0].end) == (0, len(text))


def _anchor(question: str, earlier: Sequence[str]) -> list[str]:
    """What the last earlier question that stood alone was about, less what the question says itself."""
    anchor = next((text for text in reversed(earlier) if not leans(text)), earlier[0])
    said = set(terms(question))
    return [word for word in _WORD.findall(anchor) if _tells(word, said)]


def _answered(question: str, answer: str) -> list[str]:
    """The first names that the answer's first statement gives, less what the question says itself."""
    if _NO_ANSWER.match(answer):
        return []
    said = set(terms(question))
    names = [
        name.text for name in names_in(_MARK.split(answer, maxsplit=1)[0]) if not said.issuperset(terms(name.text))
    ]
    return list(dict.fromkeys(names))[:2]


def _tells(word: str, said: set[str]) -> bool:
    found = terms(word)
    return bool(found) and not said.issuperset(found) and not ASKING.fullmatch(word)


def _context(named: str, history: Sequence[Turn]) -> str:
    """Words of the last question and answer for the search alone."""
    words = [*_anchor(named, [turn.question for turn in history]), *_answered(named, history[-1].answer)]
    return " ".join(dict.fromkeys(words))
