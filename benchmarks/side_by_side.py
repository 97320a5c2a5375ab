"""Dateline beside txtai and LlamaIndex on the same task: `python -m benchmarks.side_by_side --data DIR --envs DIR`.

The same model from the same folder, the same passages, the same queries. txtai and LlamaIndex are no dependencies: each
is installed, when first needed, into an environment of its own below --envs (some 6 GB with PyTorch, from the package
index; --requirement adds what pip should be told, as in --requirement torch==2.13.0+cpu). Each system runs in a
process of its own, on --threads threads. The systems are set up as their documentation does it, without tuning:

- dateline, dateline-fp32: the search, on int8 and on the vectors that the others have too
- txtai: `Embeddings(hybrid=True)`
- llama-index: FAISS and BM25Retriever under QueryFusionRetriever by reciprocal rank, queries not reworded

The others rank passages, 100 a query; an article stands where its first passage does. Sets: `time` (judged by people)
and `headlines` (Reuters stories by their headlines), as benchmarks/retrieval.py makes them. "index" is from passages
to a search that answers, with the model loaded; Dateline's is a whole rebuild, from the articles on. "peak" is the
process's largest resident memory, "loaded" what it had with the model loaded alone.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
from dataclasses import asdict
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from benchmarks.retrieval import SETS, export
from benchmarks.rivals.task import Report, Task
from index.build import indexed_text
from index.embedding.models import BUNDLED_MODEL, find
from index.evaluation import MEASURES, measure
from index.generation import Generations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.retrieval import Judged

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = {
    "txtai": ("txtai==9.14.0", "sentence-transformers==6.2.0", "faiss-cpu==1.15.1"),
    "llama-index": (
        "llama-index-core==0.14.25",
        "llama-index-vector-stores-faiss==0.7.0",
        "llama-index-retrievers-bm25==0.8.0",
        "llama-index-embeddings-huggingface==0.8.0",
        "faiss-cpu==1.15.1",
    ),
}
PROGRAMS: dict[str, tuple[str, ...]] = {
    "dateline": ("benchmarks.rivals.dateline_search", "onnx"),
    "dateline-fp32": ("benchmarks.rivals.dateline_search", "onnx-fp32"),
    "txtai": ("benchmarks.rivals.txtai_hybrid",),
    "llama-index": ("benchmarks.rivals.llama_index_hybrid",),
}
_DEPTH = 100  # passages that the others rank: the candidates of each half of Dateline's search


def environment(name: str, folder: Path, more: Sequence[str]) -> Path:
    """The interpreter of a system's environment, which is made where it is not there."""
    python = folder / name / "bin" / "python"
    done = folder / name / ".installed"
    if not done.exists():
        print(f"installing {name} into {folder / name}", file=sys.stderr, flush=True)
        venv.create(folder / name, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*command, *REQUIREMENTS[name], *more], check=True)  # noqa: S603 (our own list)
        done.touch()
    return python


def run(name: str, python: Path, task: Task, folder: Path) -> Report:
    """One system's report on the task, from a process of its own."""
    given, told = folder / "task.json", folder / f"{name}.json"
    given.write_text(json.dumps(asdict(task)), encoding="utf-8")
    module, *more = PROGRAMS[name]
    threads = dict.fromkeys(("OMP_NUM_THREADS", "RAYON_NUM_THREADS", "MKL_NUM_THREADS"), str(task.threads))
    surroundings = os.environ | threads | {"PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1", "TQDM_DISABLE": "1"}
    command = [str(python), "-m", module, str(given), str(told), *more]
    done = subprocess.run(command, env=surroundings, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 (our own modules)
    if done.returncode:
        raise SystemExit(f"{name} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return Report(**json.loads(told.read_text(encoding="utf-8")))


def compare(judged: Judged, pythons: dict[str, Path], threads: int) -> dict[str, tuple[Report, dict[str, list[str]]]]:
    """Each system's report, and its ranking of articles for each query."""
    with tempfile.TemporaryDirectory() as passing:
        folder = Path(passing)
        queries = {query.id: query.text for query in judged.queries}
        articles = str(export(judged, folder / "set"))
        task = Task(str(find(BUNDLED_MODEL)), articles, [], queries, _DEPTH, str(folder), threads)
        reports = {"dateline": run("dateline", Path(sys.executable), task, folder)}
        owners, texts = _cut(folder / "onnx")
        task = Task(task.model, articles, texts, queries, _DEPTH, str(folder), threads)
        for name, python in pythons.items():
            if name != "dateline":
                reports[name] = run(name, python, task, folder)
    return {
        name: (report, {query: _articles(found, owners) for query, found in report.run.items()})
        for name, report in reports.items()
    }


def _cut(data: Path) -> tuple[list[str], list[str]]:
    """The passages that a rebuild made, in their order: the ids of their articles, and what is indexed of them."""
    store = Generations(data).open_current().store
    pairs = [store.passage(position) for position in range(store.passages)]
    return [article.id for article, _ in pairs], [indexed_text(article, passage) for article, passage in pairs]


def _articles(found: Sequence[Any], owners: list[str]) -> list[str]:
    """A ranking of articles: as it is, or of passages by number, each article at its first."""
    return list(dict.fromkeys(owners[one] if isinstance(one, int) else one for one in found))


def main() -> None:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder with time/ and reuters21578/ in it")
    parser.add_argument("--envs", type=Path, required=True, help="folder of the environments, kept from run to run")
    parser.add_argument("--sets", nargs="+", choices=("time", "headlines", "newsqa"), default=["time", "headlines"])
    parser.add_argument("--systems", nargs="+", choices=PROGRAMS, default=list(PROGRAMS), help="beside dateline itself")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--requirement", nargs="+", default=[], help="told to pip when an environment is made")
    arguments = parser.parse_args()
    pythons = {
        name: environment(name, arguments.envs.resolve(), arguments.requirement)
        if name in REQUIREMENTS
        else Path(sys.executable)
        for name in arguments.systems
    }
    for name in arguments.sets:
        judged = SETS[name](arguments.data)
        print(f"{name + ':':14} {'nDCG@10':>8} {'Hits@1':>8} {'index s':>8} {'p50 ms':>8} {'p95 ms':>8} "
              f"{'loaded MB':>10} {'peak MB':>8}  p (nDCG@10)")  # fmt: skip
        results = compare(judged, pythons, arguments.threads)
        ours = measure(results["dateline"][1], judged.relevant)
        for system, (report, ranking) in results.items():
            figures = measure(ranking, judged.relevant)
            chance = "" if system == "dateline" else f"{figures.p_value(ours, MEASURES[0]):.4f}"
            p95 = quantiles(report.search_ms, n=20)[-1]
            print(f"{system:14} {figures.mean('nDCG@10'):8.3f} {figures.mean('Hits@1'):8.3f} {report.index_s:8.1f} "
                  f"{median(report.search_ms):8.2f} {p95:8.2f} {report.bare_mb:10.0f} {report.peak_mb:8.0f}  {chance}",
                  flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
