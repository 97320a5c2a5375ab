"""Measure the search on a collection of your own, beside its halves and their plain fusion."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.commands.output import read_questions, say, say_json
from corpus.errors import QuestionError, SourceMissing

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from bot.settings import Settings
    from index.evaluation import Figures, Query
    from index.search import Searcher

_SIGNIFICANT = ("nDCG@10", "MAP")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--articles", type=Path, required=True, metavar="A.jsonl", help="articles, or any other source")
    parser.add_argument(
        "--queries", type=Path, required=True, metavar="Q.jsonl", help="queries, one JSON object a line"
    )
    parser.add_argument("--qrels", type=Path, required=True, help="judgements: `query 0 article relevance` a line")
    parser.add_argument(
        "--rerank", metavar="NAME", help="read the best hits again: reader, or a cross-encoder's folder"
    )
    parser.add_argument("--work", type=Path, metavar="DIR", help="keep the index there, for the next time")
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Index, ask, measure."""
    from bot.open import open_reranker
    from index.evaluation import measure, rank, rank_all
    from index.search import Searcher

    queries, judged = _queries(arguments.queries), _judgements(arguments.qrels)
    if not any(query.id in judged for query in queries):
        raise QuestionError(f"no query of {arguments.queries} is judged in {arguments.qrels}", "their ids must agree")
    chosen = settings.index.model_copy(update={"rerank": arguments.rerank or settings.index.rerank})
    reranker = open_reranker(settings.model_copy(update={"index": chosen}))
    with _indexed(arguments, settings) as searcher:
        runs = rank_all(searcher, queries)
        if reranker:
            again = Searcher(searcher.generation, searcher.embedder, chosen, reranker)
            runs["reread"] = rank(again, queries)
    figures = {name: measure(found, judged) for name, found in runs.items()}
    if arguments.json:
        say_json(_document(figures))
    else:
        _say_table(figures)
    return 0


def _queries(path: Path) -> list[Query]:
    from index.evaluation import Query
    from index.window import window_from_text

    return [
        Query(row["id"], row["text"], window_from_text(row.get("after"), row.get("before"), row.get("as_of")))
        for row in read_questions(path)
    ]


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    from index.evaluation import judgements

    try:
        return judgements(path)
    except FileNotFoundError:
        raise SourceMissing(f"{path} is not there") from None
    except (OSError, ValueError) as failure:
        raise QuestionError(f"{path}: {failure}") from None


@contextmanager
def _indexed(arguments: argparse.Namespace, settings: Settings) -> Iterator[Searcher]:
    """A search over the articles, in an index of its own."""
    from bot.open import open_embedder
    from index.build import Rebuild
    from index.generation import Generations
    from index.search import Searcher

    embedder = open_embedder(settings)
    with TemporaryDirectory() as temporary:
        folder = arguments.work or Path(temporary)
        Rebuild(folder, embedder, settings.corpus, settings.index, lambda *_: None).update([str(arguments.articles)])
        yield Searcher(Generations(folder).open_current(), embedder, settings.index)


def _document(figures: dict[str, Figures]) -> dict[str, object]:
    from index.evaluation import MEASURES, PLAIN

    return {
        name: {measure: round(one.mean(measure), 4) for measure in MEASURES}
        | {f"p {measure}": round(one.p_value(figures[PLAIN], measure), 4) for measure in _SIGNIFICANT if name != PLAIN}
        for name, one in figures.items()
    }


def _say_table(figures: dict[str, Figures]) -> None:
    from index.evaluation import MEASURES, PLAIN

    say("         " + "".join(f"{measure:>9}" for measure in MEASURES) + f"   p against {PLAIN}: nDCG@10, MAP")
    for name, one in figures.items():
        row = "".join(f"{one.mean(measure):9.3f}" for measure in MEASURES)
        chances = "" if name == PLAIN else ", ".join(f"{one.p_value(figures[PLAIN], m):.4f}" for m in _SIGNIFICANT)
        say(f"{name:9}{row}   {chances}".rstrip())
