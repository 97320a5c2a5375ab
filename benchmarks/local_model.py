"""The bundled archive's questions, answered in the words of a local model.

    python -m benchmarks.local_model [--model smollm2|FILE.gguf] [--count N] [--threads N] [--show]

Prints the seconds that an answer takes in the model's words, and what became of the model's sentences: kept, replaced
by the quote, or dropped, and by which check. Needs `pip install 'dateline-bot[local-llm]'` and weights (docs/llm.md).
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.memory import peak_mib, peak_of_children_mib
from benchmarks.sample import ask_all
from bot.answering.answerer import Answerer
from bot.answering.generative.budget import Budget
from bot.answering.generative.composer import Composer
from bot.answering.generative.endpoint import Endpoint
from bot.answering.generative.local import LocalModel
from bot.open import open_judge, open_reader
from bot.settings import AnsweringSettings, LlmSettings, ReaderSettings
from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.embedding import Embedder
from index.generation import Generations
from index.live import LiveArchive
from index.settings import IndexSettings


def main() -> None:
    """Ask, and print what the model's sentences came to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default="smollm2", help="smollm2, or a GGUF file")
    parser.add_argument("--count", type=int, default=60, help="questions, from the first on")
    parser.add_argument("--threads", type=int, default=0, help="threads for the model; 0: one per core")
    parser.add_argument("--show", action="store_true", help="print the answers")
    arguments = parser.parse_args()
    reading, index = ReaderSettings(threads=arguments.threads), IndexSettings(threads=arguments.threads)
    llm = LlmSettings(
        local=arguments.model, local_threads=arguments.threads, timeout_s=300, tokens_per_day=1_000_000_000
    )
    started = perf_counter()
    endpoint = Endpoint(llm, LocalModel(llm))
    endpoint.look()
    print(f"{'model loaded':34} {perf_counter() - started:.1f} s")
    embedder = Embedder(index)
    with TemporaryDirectory() as folder:
        Rebuild(Path(folder), embedder, CorpusSettings(), index, lambda *_: None).update(["sample"])
        archive = LiveArchive(Generations(Path(folder)), embedder, index)
        composer = Composer(endpoint, Budget(Path(folder), llm.tokens_per_day), llm, open_reader(reading))
        answerer = Answerer(archive, open_judge(reading), AnsweringSettings(), composer)
        answers = [outcome.answer for outcome in ask_all(answerer, arguments.count)]
    del endpoint, composer, answerer  # the model's process ends with them, and is counted
    asked = [answer for answer in answers if not answer.abstained]
    sentences, failed = Counter[str](), Counter[str]()
    for answer in asked:
        if answer.generation:
            found = answer.generation
            sentences.update(kept=found.kept, quoted=found.quoted, dropped=found.dropped)
            failed.update(found.failed)
    total = sentences.total() or 1
    print(f"{'questions answered':34} {len(asked)}")
    print(f"{'in words of the model':34} {sum(answer.answerer == 'generative' for answer in asked)}")
    generated = [answer.timings_ms["generate"] / 1000 for answer in asked if "generate" in answer.timings_ms]
    print(f"{'seconds for the words, median':34} {median(generated or [0]):.1f} (longest {max(generated or [0]):.1f})")
    print(
        f"{'most memory resident, of the model':34} {peak_of_children_mib():.0f} MB (besides it, {peak_mib():.0f} MB)"
    )
    print(f"{'sentences of the model':34} {sentences.total()}")
    for what in ("kept", "quoted", "dropped"):
        print(f"  {what:32} {sentences[what]} ({sentences[what] / total:.0%})")
    print(f"{'failed checks':34} {dict(failed.most_common())}")
    notes = Counter(re.sub(r"\d+ sentences", "A sentence", answer.note or "none") for answer in asked)
    for note, count in notes.most_common():
        print(f"  {count:3} {note}")
    for answer in asked if arguments.show else ():
        print(f"\n{answer.standalone_question}\n    {answer.answerer}: {answer.text}\n    {answer.generation}")


if __name__ == "__main__":
    main()
