"""Questions while rebuilds publish: `python -m benchmarks.concurrent --seconds 60 --threads 16 --publishes 5`.

Threads ask without a pause while another process rebuilds the archive again and again. Every revision of the archive
marks its articles, so that an answer whose articles are of two revisions tells that two generations were mixed. Only
one generation is kept, so that each is removed while questions are answered from it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.made import MadeEmbedder, write_revision
from bot.answering.answer import Question
from bot.answering.answerer import Answerer
from bot.answering.by_cosine import CosineJudge
from bot.settings import AnsweringSettings
from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.generation import Generations
from index.live import LiveArchive
from index.settings import IndexSettings

if TYPE_CHECKING:
    from index.search import Searcher

ARTICLES = 200
_SETTINGS = IndexSettings(threads=1, keep_generations=1)


@dataclass(slots=True)
class Findings:
    """What the threads found: answers by revision, what went wrong, and how long answers took, in milliseconds."""

    answers: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    publishes: int = 0


def ask_while_publishing(folder: Path, seconds: float, threads: int, publishes: int) -> Findings:
    """Ask from so many threads for so long, while another process publishes so many times."""
    source = folder / "articles.jsonl"
    write_revision(source, 0, ARTICLES)
    embedder = MadeEmbedder()
    Rebuild(folder / "data", embedder, CorpusSettings(processes=1), _SETTINGS, lambda *_: None).update([str(source)])
    archive = LiveArchive(Generations(folder / "data"), embedder, _SETTINGS)
    findings = Findings()
    is_over = threading.Event()
    asking = [
        threading.Thread(target=_ask, args=(archive, number, is_over, findings), daemon=True)
        for number in range(threads)
    ]
    for thread in asking:
        thread.start()
    process = multiprocessing.get_context("forkserver").Process(target=_publish, args=(folder, seconds, publishes))
    begun = time.monotonic()
    process.start()
    process.join(10 * seconds + 300)
    findings.publishes = publishes if process.exitcode == 0 else 0
    is_over.wait(max(0.0, begun + seconds - time.monotonic()))
    is_over.set()
    for thread in asking:
        thread.join(60)
    sections = {entry.article.section for entry in archive.searcher().generation.store.entries()}
    if sections != {f"r{publishes}"}:
        findings.faults.append(f"the last revision is not served: {sections}")
    return findings


def _ask(archive: LiveArchive, number: int, is_over: threading.Event, findings: Findings) -> None:
    """Ask, and look at every answer, until it is over."""
    answerer = Answerer(archive, CosineJudge(), AnsweringSettings(min_confidence=0))
    turn = number
    while not is_over.is_set():
        turn += 1
        question = Question(f"What did the council of town {turn % ARTICLES} do about its cranes and the vote?")
        begun = time.perf_counter()
        try:
            searcher = archive.searcher()
            revisions = revisions_found(searcher, question.text)
            answer = answerer.ask(question)
            said = {word.rstrip('.”"') for citation in answer.citations for word in citation.quote.split()}
            said |= {word for citation in answer.citations for word in citation.title.split()}
            marks = {word for word in said if word[:1] == "r" and word[1:].isdigit()}
        except Exception as failure:  # noqa: BLE001 (whatever goes wrong is what is looked for)
            findings.faults.append(repr(failure))
            continue
        findings.milliseconds.append(1000 * (time.perf_counter() - begun))
        for found in (revisions, marks):
            if len(found) > 1:
                findings.faults.append(f"mixed: {sorted(found)}")
        findings.answers[next(iter(revisions), "none")] += 1


def revisions_found(searcher: Searcher, text: str) -> set[str]:
    """The revisions of the articles that a search finds: by their sections, and by what their texts say."""
    hits = searcher.passages(text, 20)
    said = {word.rstrip(".") for hit in hits for word in hit.passage.text.split()}
    return {hit.article.section or "" for hit in hits} | {
        word for word in said if word[:1] == "r" and word[1:].isdigit()
    }


def _publish(folder: Path, seconds: float, publishes: int) -> None:
    """Rebuild so many times in the time given, each time from another revision."""
    source = folder / "articles.jsonl"
    rebuild = Rebuild(folder / "data", MadeEmbedder(), CorpusSettings(processes=1), _SETTINGS, lambda *_: None)
    begun = time.monotonic()
    for revision in range(1, publishes + 1):
        write_revision(source, revision, ARTICLES)
        rebuild.update([str(source)])
        time.sleep(max(0.0, begun + revision * seconds / (publishes + 1) - time.monotonic()))


def main() -> int:
    """Ask, and print what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60, help="how long to ask (default: 60)")
    parser.add_argument("--threads", type=int, default=16, help="how many ask (default: 16)")
    parser.add_argument("--publishes", type=int, default=5, help="how often to publish meanwhile (default: 5)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        findings = ask_while_publishing(Path(folder), arguments.seconds, arguments.threads, arguments.publishes)
    print(f"published     {findings.publishes} times")
    print(f"answers       {findings.answers.total()}, by revision {dict(sorted(findings.answers.items()))}")
    print(
        f"median        {median(findings.milliseconds):.0f} ms for a search and an answer, {arguments.threads} threads"
    )
    print(f"faults        {len(findings.faults)}")
    for fault, count in Counter(findings.faults).most_common(10):
        print(f"  {count} x {fault}")
    return int(bool(findings.faults) or findings.publishes != arguments.publishes)


if __name__ == "__main__":
    sys.exit(main())
