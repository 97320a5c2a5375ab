"""One warm search, and one warm answer, over Reuters-21578: `python -m benchmarks.search_time --data DIR --work DIR`.

DIR of --data holds reuters21578/; the generation is made below --work once (some ten minutes) and found there later.
Queries are headlines of its stories, as people type them (`headlines`), the same as questions ("What is known of …?"),
and questions that a reader of 1987 might ask (`questions`, below). Each is asked twice; the second time counts.

A search is timed as a whole (`Searcher.passages`, twelve hits), then its steps one by one: embedding the query, what
either half finds first, scoring every passage of the articles found; the rest is fusion and reading from the store. An
answer is `Answerer.ask` with the bundled reader and no language model; it says itself what searching took of it.
--vectors made spares the ten minutes: passages get random vectors, queries are embedded and then get one too, so that
times are about the same, and what is found by meaning is any passage, of as many articles as can be. "busy" is
processor time, which tells more than the clock on a machine with other work to do.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from benchmarks.collections import reuters
from benchmarks.made import MadeEmbedder
from bot.answering.answer import Question
from bot.answering.answerer import Answerer
from bot.open import open_judge
from bot.settings import AnsweringSettings, ReaderSettings
from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.candidates import complete, first_pass
from index.embedding import Embedder
from index.generation import Generations
from index.live import LiveArchive
from index.settings import IndexSettings
from index.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from index.search import Searcher

QUESTIONS = (
    "Why did the dollar fall against the yen?",
    "What did the Group of Seven agree on in Paris?",
    "How much did U.S. crude oil inventories change last week?",
    "Who is the chairman of the Federal Reserve?",
    "What tariffs did the United States put on Japanese electronics?",
    "How large was Brazil's debt, and why did it stop paying interest?",
    "What happened to the price of gold after the stock market crash?",
    "Which company offered to buy Purolator Courier?",
    "How many bushels of corn did the Soviet Union buy?",
    "When did OPEC last change its production ceiling?",
    "What did Nakasone say about rice imports?",
    "Why did Texaco file for bankruptcy?",
    "How did the Bank of England change its base rate?",
    "What did James Baker say about the dollar in April?",
    "Which airlines agreed to merge in 1987?",
    "How much coffee may Colombia export under the quota?",
    "What is the dispute between Pennzoil and Texaco about?",
    "How did the semiconductor agreement between Japan and the U.S. come apart?",
    "What did the Department of Agriculture say about winter wheat?",
    "How many jobs were lost in West German steel?",
    "Who took over as president of Chrysler's finance arm?",
    "What profit did IBM report for the first quarter?",
    "Why were tankers attacked in the Gulf?",
    "How did Canada's trade surplus change in February?",
    "What did the International Cocoa Organization decide on the buffer stock?",
    "Which banks raised their prime rate?",
    "What would the trade bill before Congress do?",
    "How fast did Japan's economy grow?",
    "What did Gencorp do to fend off the takeover?",
    "How much sugar did the EC sell at its tender?",
    "What did the Bundesbank do about interest rates in March 1987?",
    "Did Ecuador resume oil exports after the earthquake?",
    "What stake does Carl Icahn hold in USAir?",
    "How did Taiwan try to cut its trade surplus with the United States?",
    "What did Miyazawa say about exchange rates?",
    "Why did the Philippines negotiate with its creditors?",
    "How large is China's grain harvest?",
    "What dividend did General Motors declare?",
    "What is the outlook for British inflation?",
    "How did the strike at the ports of Brazil end?",
)
_HITS = 12  # as many as answers read
_HEADLINES = 160
_STEPS = ("whole search", "embedding", "first pass", "scoring")


class TimedMadeEmbedder(MadeEmbedder):
    """Made vectors; the real model embeds queries too, for the time it takes."""

    def __init__(self, settings: IndexSettings) -> None:
        """Load the model."""
        super().__init__()
        self._real = Embedder(settings)

    def embed(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Unit vectors of shape (len(texts), 384)."""
        if len(texts) == 1:
            self._real.embed(texts)
        return super().embed(texts, on_progress)


class Stopwatch:
    """Milliseconds by what they were spent on: by the clock, and of processor time in all threads."""

    def __init__(self) -> None:
        """Nothing spent yet."""
        self.clock: dict[str, list[float]] = {}
        self.busy: dict[str, list[float]] = {}
        self.start()

    def start(self) -> None:
        """Begin anew; nothing is noted."""
        self._since = time.perf_counter(), time.process_time()

    def lap(self, name: str) -> None:
        """Note the time since the start or the last lap."""
        now, busy = time.perf_counter(), time.process_time()
        self.clock.setdefault(name, []).append(1000 * (now - self._since[0]))
        self.busy.setdefault(name, []).append(1000 * (busy - self._since[1]))
        self.start()

    def show(self, name: str, label: str) -> None:
        """Print the median, the 95th percentile and the longest by the clock, and the first two busy."""
        clock, busy = self.clock[name], self.busy.get(name)
        row = [median(clock), quantiles(clock, n=20)[-1], max(clock)]
        row += [median(busy), quantiles(busy, n=20)[-1]] if busy else []
        print(f"{label:34} {len(clock):4}", *(f"{each:8.2f}" for each in row), flush=True)


def searches(searcher: Searcher, queries: Sequence[str]) -> Stopwatch:
    """Each query searched, as a whole and by step."""
    watch = Stopwatch()
    generation, candidates = searcher.generation, IndexSettings().candidates
    inside = generation.store.positions(Window())
    for query in queries:
        searcher.passages(query, _HITS)
        watch.start()
        searcher.passages(query, _HITS)
        watch.lap("whole search")
        vector = searcher.embedder.embed([query])[0]
        watch.lap("embedding")
        found = first_pass(generation, query, vector, inside, candidates)
        watch.lap("first pass")
        complete(generation, query, vector, found)
        watch.lap("scoring")
    return watch


def answers(answerer: Answerer, questions: Sequence[str]) -> tuple[Stopwatch, int]:
    """Each question answered, as a whole, and what of it was searching and reading; and how many were answered."""
    watch = Stopwatch()
    answered = 0
    for question in questions:
        answerer.ask(Question(question))
        watch.start()
        answer = answerer.ask(Question(question))
        watch.lap("whole answer")
        answered += not answer.abstained
        for name in ("retrieve", "read"):
            watch.clock.setdefault(name, []).append(answer.timings_ms[name])
    return watch, answered


def indexed(data: Path, work: Path, embedder: Embedder, settings: IndexSettings) -> LiveArchive:
    """Reuters-21578 as an archive, made where it is not there already."""
    source = (data / "reuters21578").resolve()
    Rebuild(work / "data", embedder, CorpusSettings(), settings, lambda *_: None).update([str(source)])
    return LiveArchive(Generations(work / "data"), embedder, settings)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder with reuters21578/ in it")
    parser.add_argument("--work", type=Path, required=True, help="folder of the generation, kept from run to run")
    parser.add_argument("--parts", nargs="+", choices=("search", "ask"), default=["search", "ask"])
    parser.add_argument("--vectors", choices=("model", "made"), default="model", help="who embeds (default: model)")
    arguments = parser.parse_args()
    settings = IndexSettings()
    embedder = Embedder(settings) if arguments.vectors == "model" else TimedMadeEmbedder(settings)
    archive = indexed(arguments.data, arguments.work / arguments.vectors, embedder, settings)
    searcher = archive.searcher()
    titles = [story.title for story in reuters(arguments.data / "reuters21578") if story.title]
    headlines = [title.capitalize() for title in titles[:: len(titles) // _HEADLINES]]
    asked = {
        "headlines": headlines,
        "headlines, asked": [f"What is known of {headline.lower()}?" for headline in headlines],
        "questions": list(QUESTIONS),
    }
    store = searcher.generation.store
    print(f"{store.articles} articles, {store.passages} passages; {searcher.embedder.choice.reason}")
    heads = ("p50", "p95", "most", "busy p50", "p95")
    print(f"{'milliseconds':34} {'n':>4}", *(f"{head:>8}" for head in heads))
    for name, queries in asked.items() if "search" in arguments.parts else ():
        watch = searches(searcher, queries)
        for step in _STEPS:
            watch.show(step, f"{name}: {step}")
    if "ask" in arguments.parts:
        answerer = Answerer(archive, open_judge(ReaderSettings()), AnsweringSettings())
        for name, queries in (("questions", asked["questions"]), ("headlines, asked", asked["headlines, asked"][::2])):
            watch, answered = answers(answerer, queries)
            for step in watch.clock:
                watch.show(step, f"{name}: {step}")
            print(f"{name}: {answered} of {len(queries)} answered", flush=True)


if __name__ == "__main__":
    main()
