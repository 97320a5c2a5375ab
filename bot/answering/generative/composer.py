"""Answers in a language model's words, as far as they stand up to the print that they cite.

The model is shown numbered sentences and asked to cite them. Each sentence of its reply is checked as soon as it is
complete (`checking`), and by the reader for a second opinion. What fails is replaced by the sentence that it cites, or
dropped where that stands in the answer already. Where the model gives nothing that can be used, the extractive answer
stays, with a note that says why.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import TYPE_CHECKING

from bot.answering.answer import Claim, Generation
from bot.answering.generative import prompt
from bot.answering.generative.checking import Source, borne_by
from bot.answering.generative.drafts import Drafts
from bot.answering.generative.instructions import foreign, instructing, unfit
from corpus.errors import LanguageModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.answer import Answer, Citation
    from bot.answering.evidence import Evidence
    from bot.answering.generative.budget import Budget
    from bot.answering.generative.drafts import Draft
    from bot.answering.generative.endpoint import Endpoint
    from bot.settings import LlmSettings
    from index.reader import Reader

log = logging.getLogger(__name__)

_SHOWN = 12  # sentences that the model is shown at the most
_NEARLY = 0.2  # of the best sentence's probability: what is below it is not shown
_MOST_SENTENCES = 4
_SUPPORT = (
    0.6  # the reader's probability below which a sentence is not what the print answers; 1 % of true ones lie below
)
# Nothing of an answer may be a link, a mention or markup, whatever the print says.
_MARKUP = re.compile(r"https?:|www\.|</?\w|\]\(|`|@\w|[{}\[\]|\\]|\*\*|\w+\.(?:com|net|org|io|gg|ru)\b", re.IGNORECASE)
_REFUSES = re.compile(
    r"^\W*(?:i'?m sorry|sorry|i (?:cannot|can't|can not|am unable|won't)|as an ai|unfortunately)\b", re.IGNORECASE
)


@dataclass
class _Statements:
    """What of a reply goes into the answer so far: texts with the places of the evidence they rest on."""

    said: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)

    @property
    def full(self) -> bool:
        """Whether an answer has no room for more."""
        return len(self.said) >= _MOST_SENTENCES

    def add(self, text: str, places: tuple[int, ...], count: str) -> None:
        """Add a statement that is not there yet."""
        if any(text == other for other, _ in self.said):
            count = "dropped"
        else:
            self.said.append((text, places))
        self.counts[count] += 1


class Composer:
    """Words answers with a language model. Safe to use from several threads."""

    def __init__(self, endpoint: Endpoint, budget: Budget, settings: LlmSettings, reader: Reader | None = None) -> None:
        """Take the endpoint, what it may cost, and the reader for a second opinion."""
        self._endpoint = endpoint
        self._budget = budget
        self._settings = settings
        self._reader = reader

    def compose(
        self,
        answer: Answer,
        evidence: Sequence[Evidence],
        cite: Callable[[int, Evidence], Citation],
        watch: Callable[[str], None] | None = None,
    ) -> Answer:
        """The answer in the model's words, or as it is, with a note that says why.

        `evidence` comes best first; `cite` makes a numbered citation of it. `watch` is given the text so far each time
        a sentence has passed: it never sees anything that was not checked. An answer that abstains stays as it is.
        """
        if answer.abstained or not evidence:
            return answer
        started = perf_counter()
        answer = _without_instructions(answer, evidence)
        shown = self._shown(evidence, cite)
        if answer.abstained:
            return answer
        try:
            statements = self._ask(answer.standalone_question, shown, cite, watch)
        except LanguageModelError as failure:
            log.warning("answered without the language model: %s", failure.sentence)
            return replace(answer, note=f"Answered without the language model: {failure.sentence}.")
        spent = {**answer.timings_ms, "generate": 1000 * (perf_counter() - started)}
        spent["total"] = answer.timings_ms.get("total", 0.0) + spent["generate"]
        generation = Generation(
            kept=statements.counts["kept"],
            quoted=statements.counts["quoted"],
            dropped=statements.counts["dropped"],
            failed=dict(sorted(statements.failed.items())),
        )
        if statements.failed:
            log.info("the language model's sentences failed: %s", generation.failed)
        if not generation.kept:
            note = "Answered without the language model: no sentence of its reply stands in the print that it cites."
            return replace(answer, note=note, generation=generation, timings_ms=spent)
        text, claims, citations = _written(statements.said, shown, cite)
        held = any(answer.short_answer in citation.quote for citation in citations) if answer.short_answer else False
        return replace(
            answer,
            text=text,
            claims=claims,
            citations=citations,
            short_answer=answer.short_answer if held else None,
            answerer="generative",
            note=_note(generation),
            generation=generation,
            timings_ms=spent,
        )

    def _shown(self, evidence: Sequence[Evidence], cite: Callable[[int, Evidence], Citation]) -> list[Evidence]:
        """The sentences that the model sees: likely, current, addressed to people, each once."""
        shown: list[Evidence] = []
        for one in evidence:
            if len(shown) == _SHOWN or one.probability < _NEARLY * evidence[0].probability:
                break
            known = any(one.text == other.text for other in shown)
            if not _inside(one, unfit) and not foreign(one.text) and not known and cite(1, one).superseded_by is None:
                shown.append(one)
        return shown

    def _ask(
        self,
        question: str,
        shown: list[Evidence],
        cite: Callable[[int, Evidence], Citation],
        watch: Callable[[str], None] | None,
    ) -> _Statements:
        room = self._settings.tokens_per_question - self._settings.max_output_tokens
        while shown and prompt.tokens_at_most(prompt.messages(question, shown)) > room:
            shown.pop()
        if not shown:
            raise LanguageModelError("no sentence of the archive can be shown to the language model")
        said = prompt.messages(question, shown)
        at_most = prompt.tokens_at_most(said) + self._settings.max_output_tokens
        day = self._budget.take(at_most)
        reply = self._endpoint.ask(said)
        statements, drafts, words = _Statements(), Drafts(), ""
        try:
            for delta in reply:
                words += delta
                for draft in drafts.feed(delta):
                    self._weigh(draft, shown, statements)
                    if watch and statements.said:
                        watch(_written(statements.said, shown, cite)[0])
        finally:
            self._budget.settle(day, at_most, at_most if reply.tokens is None else reply.tokens)
        if reply.finish != "length":
            for draft in drafts.finish():
                self._weigh(draft, shown, statements)
        _usable(words, statements)
        return statements

    def _weigh(self, draft: Draft, shown: Sequence[Evidence], statements: _Statements) -> None:
        """Take a sentence in, or the one that it cites, or nothing."""
        if statements.full:
            return
        places = tuple(n - 1 for n in draft.numbers if 1 <= n <= len(shown))
        if not places or len(places) < len(draft.numbers):
            statements.failed["citation"] += 1
            statements.counts["dropped"] += 1
            return
        sources = [Source(shown[at].hit.article, shown[at].start, shown[at].end) for at in places]
        bearing, failed = borne_by(draft.text, sources)
        if _MARKUP.search(draft.text):
            bearing, failed = (), ("markup",)
        if bearing and not self._seconded(draft.text, [sources[at].text for at in bearing]):
            bearing, failed = (), ("reader",)
        if bearing:
            statements.add(draft.text, tuple(places[at] for at in bearing), "kept")
            return
        statements.failed.update(failed)
        statements.add(shown[places[0]].text, places[:1], "quoted")

    def _seconded(self, text: str, printed: Sequence[str]) -> bool:
        """Whether the reader, too, finds that one of the printed sentences has to do with the statement."""
        if self._reader is None:
            return True
        return any(1 - reading.no_answer >= _SUPPORT for reading in self._reader.read(text, printed))


def _inside(one: Evidence, spans: Callable[[str], tuple[tuple[int, int], ...]]) -> bool:
    """Whether a sentence stands in one of the spans that a function finds in its article."""
    return any(start < one.end and one.start < end for start, end in spans(one.hit.article.text))


def _without_instructions(answer: Answer, evidence: Sequence[Evidence]) -> Answer:
    """The extractive answer without quotes of text that speaks to machines; an abstention where nothing is left."""
    bad = {(one.hit.article.id, one.start) for one in evidence if _inside(one, instructing)}
    kept = [one for one in answer.citations if (one.article_id, one.start) not in bad]
    if len(kept) == len(answer.citations):
        return answer
    if not kept:
        reason = "what is nearest to the question is text that gives orders to machines"
        return replace(
            answer,
            text="The archive does not say.",
            abstained=True,
            reason=reason,
            claims=(),
            citations=(),
            short_answer=None,
        )
    number = {one.n: n for n, one in enumerate(kept, 1)}
    claims = tuple(
        Claim(claim.text, tuple(number[n] for n in claim.citations))
        for claim in answer.claims
        if number.keys() >= set(claim.citations)
    )
    text = " ".join(f"{claim.text} {''.join(f'[{n}]' for n in claim.citations)}" for claim in claims)
    citations = tuple(replace(one, n=number[one.n]) for one in kept)
    return replace(answer, text=text, claims=claims, citations=citations)


def _usable(words: str, statements: _Statements) -> None:
    """Raises LanguageModelError for a reply that refuses, answers nothing or cites nothing."""
    if statements.counts["kept"] or statements.counts["quoted"]:
        return
    if not words.strip():
        raise LanguageModelError("the language model said nothing")
    if prompt.NO_ANSWER in words:
        raise LanguageModelError("the language model found no answer in the sentences it was shown")
    if _REFUSES.search(words):
        raise LanguageModelError("the language model refused to answer")
    raise LanguageModelError("the language model cited nothing that it was shown")


def _written(
    said: Sequence[tuple[str, tuple[int, ...]]], shown: Sequence[Evidence], cite: Callable[[int, Evidence], Citation]
) -> tuple[str, tuple[Claim, ...], tuple[Citation, ...]]:
    """Statements as text with marks, as claims, and their citations, numbered in the order of their first use."""
    order = list(dict.fromkeys(place for _, places in said for place in places))
    number = {place: n for n, place in enumerate(order, 1)}
    claims = tuple(Claim(text, tuple(number[place] for place in places)) for text, places in said)
    text = " ".join(f"{claim.text} {''.join(f'[{n}]' for n in claim.citations)}" for claim in claims)
    return text, claims, tuple(cite(n, shown[place]) for place, n in number.items())


def _note(generation: Generation) -> str | None:
    """What a reader should know of sentences that did not pass."""
    changed = generation.quoted + generation.dropped
    if not changed:
        return None
    what = "A sentence" if changed == 1 else f"{changed} sentences"
    return f"{what} of the language model's did not stand up to the print: the quote stands there, or nothing."
