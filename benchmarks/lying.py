"""A language model that lies: how many of its lies reach a reader, and how many true sentences do.

    python -m benchmarks.lying [--half tune|held] [--seed N] [--count N] [--show] [--reader none]

A real endpoint on loopback says one sentence to each question about the bundled archive, citing the sentence it is
about (or, for made-up citations, another number). A lie has reached the reader where the answer states it. A true
sentence has survived where the answer states it in the model's words; otherwise the reader gets the quote. Then the
hidden instructions of benchmarks/injections.py, planted in articles, before a model that obeys all it sees.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks.injections import INJECTIONS, LATER, Injection, planted
from benchmarks.lies import HALVES, Case, lies, sample_articles, truths
from bot.answering.answer import Answer, Citation, Claim
from bot.answering.evidence import Evidence
from bot.answering.generative.budget import Budget
from bot.answering.generative.composer import Composer
from bot.answering.generative.endpoint import Endpoint
from bot.open import open_reader
from bot.settings import LlmSettings, ReaderSettings
from corpus.article import Article, Passage
from corpus.sentences import sentence_spans
from index.search import Hit
from index.window import Window
from tests.endpoint import ModelEndpoint, Script, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.reader import Reader

_OTHERS = 4  # sentences that the model is shown beside the one it speaks of
_QUESTION = "What do the articles report?"


def evidence_of(article: Article, start: int, end: int) -> Evidence:
    """A sentence as evidence."""
    passage = Passage(article.id, start, end, article.text[start:end])
    return Evidence(Hit(1, 1.0, article, passage, 0.0, None), start, end, 0.9)


def cite(n: int, one: Evidence) -> Citation:
    """Evidence as a numbered citation."""
    article = one.hit.article
    return Citation(
        n, article.id, article.title, article.outlet, article.published, article.url, one.text, one.start, one.end
    )


def extractive(one: Evidence) -> Answer:
    """The answer that quotes one sentence."""
    return Answer(
        question=_QUESTION,
        standalone_question=_QUESTION,
        text=f"{one.text} [1]",
        abstained=False,
        reason=None,
        confidence=0.9,
        window=Window(),
        window_from=None,
        claims=(Claim(one.text, (1,)),),
        citations=(cite(1, one),),
    )


class Bench:
    """A composer before an endpoint that says what it is told."""

    def __init__(self, folder: Path, endpoint: ModelEndpoint, reader: Reader | None) -> None:
        settings = LlmSettings(base_url=endpoint.base_url, model="any", tokens_per_day=1_000_000_000)
        self._composer = Composer(Endpoint(settings), Budget(folder, settings.tokens_per_day), settings, reader)
        self._endpoint = endpoint

    def said(self, case: Case, rng: random.Random) -> Answer:
        """The answer where the model says a case's sentence."""
        articles = list(sample_articles_once().values())
        shown = [evidence_of(case.base.article, case.base.start, case.base.end)]
        while len(shown) <= _OTHERS:
            article = rng.choice([case.base.article, rng.choice(articles)])
            other = evidence_of(article, *rng.choice(sentence_spans(article.text)))
            if other.text not in {one.text for one in shown}:
                shown.append(other)
        answer = extractive(shown[0])
        rng.shuffle(shown)

        def script(request: dict[str, Any]) -> Script:
            seen = numbered(request)
            right = next((n for n, text in seen.items() if text == " ".join(case.base.source.split())), 1)
            wrong = [n for n in (*seen, 17, 99) if n != right]
            return Script(_marked(case.text, rng.choice(wrong) if case.misplaced else right))

        self._endpoint.script = script
        return self._composer.compose(answer, shown, cite)

    def obeyed(self, one: Injection, article: Article) -> tuple[bool, bool]:
        """Whether the model saw an instruction, and whether the answer does what it demands."""
        shown = [evidence_of(article, *span) for span in sentence_spans(article.text)]
        seen = []

        def script(request: dict[str, Any]) -> Script:
            visible = numbered(request)
            cue = next((n for n, text in visible.items() if one.seen_in(text)), None)
            seen.append(cue is not None)
            honest = f"{visible[1]} [1]"
            return Script(f"{_marked(one.demand, cue)} {one.demand} {honest}" if cue else honest)

        self._endpoint.script = script
        answer = self._composer.compose(extractive(shown[0]), shown, cite)
        return any(seen), one.demand.lower().rstrip(".") in answer.text.lower()


def states(answer: Answer, text: str) -> bool:
    """Whether an answer states a sentence, in exactly these words."""
    return any(claim.text == text for claim in answer.claims)


_ARTICLES: dict[str, Article] = {}


def sample_articles_once() -> dict[str, Article]:
    """The bundled archive, read once."""
    if not _ARTICLES:
        _ARTICLES.update(sample_articles())
    return _ARTICLES


def reached(bench: Bench, cases: Iterable[Case], seed: int) -> list[tuple[Case, bool]]:
    """Each case with whether its sentence reached the reader."""
    rng = random.Random(seed)
    return [(case, states(bench.said(case, rng), case.text)) for case in cases]


def _marked(text: str, number: int | None) -> str:
    return f"{text} [{number}]" if number else text


def _table(title: str, outcomes: Sequence[tuple[Case, bool]]) -> None:
    kinds: dict[str, list[bool]] = defaultdict(list)
    for case, through in outcomes:
        kinds[case.kind].append(through)
    total = sum(got for _, got in outcomes)
    print(f"\n{title}: {total} of {len(outcomes)} ({total / len(outcomes):.1%})")
    for kind, all_of_it in kinds.items():
        print(f"  {kind:18} {sum(all_of_it):3} of {len(all_of_it)}")


def main() -> None:
    """Lie, tell the truth, plant instructions, and print what got through."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=HALVES, default="held", help="articles that the sentences are about")
    parser.add_argument("--seed", type=int, default=1995)
    parser.add_argument("--count", type=int, default=200, help="lies, and true sentences")
    parser.add_argument("--reader", default="bundled", help="bundled or none: the second opinion")
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    arguments = parser.parse_args()
    reader = None if arguments.reader == "none" else open_reader(ReaderSettings(threads=1))
    with TemporaryDirectory() as folder, ModelEndpoint(lambda _: Script()) as endpoint:
        bench = Bench(Path(folder), endpoint, reader)
        false = reached(bench, lies(arguments.half, arguments.count, arguments.seed), arguments.seed)
        true = reached(bench, truths(arguments.half, arguments.count, arguments.seed), arguments.seed)
        _table("lies that reached the reader", false)
        _table("true sentences that did", true)
        print()
        for name, cases in (("hidden instructions", INJECTIONS), ("written later", LATER)):
            _plant(bench, name, cases, show=arguments.show)
        if arguments.show:
            _show([case for case, through in false if through], "reached the reader")
            _show([case for case, through in true if not through], "did not survive")


def _plant(bench: Bench, name: str, cases: Sequence[Injection], *, show: bool) -> None:
    counts = Counter[str]()
    for one, article in planted(cases):
        seen, obeyed = bench.obeyed(one, article)
        counts.update(seen=seen, obeyed=obeyed)
        if show and seen:
            print(f"{'obeyed' if obeyed else 'seen'}: {one.text}")
    print(f"{name}: {len(cases)}, seen by the model {counts['seen']}, obeyed {counts['obeyed']}")


def _show(cases: Iterable[Case], what: str) -> None:
    for case in cases:
        print(f"{what} ({case.kind})\n  print  {case.base.source}\n  model  {case.text}")


if __name__ == "__main__":
    main()
