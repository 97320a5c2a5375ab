"""Search the archive for passages or articles, or run a file of queries into a TREC run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.output import add_filters, add_window, filters, read_questions, say, say_json, window, writing
from corpus.errors import QuestionError

if TYPE_CHECKING:
    import argparse

    from bot.settings import Settings
    from index.search import Hit, Searcher
    from index.window import Window


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("text", nargs="?", help="what to look for")
    asked.add_argument("--queries", type=Path, metavar="Q.jsonl", help="queries, one JSON object a line")
    parser.add_argument("--run", type=Path, metavar="OUT.trec", help="where the run of the queries goes")
    parser.add_argument("-k", type=int, default=10, metavar="N", help="how many to show (default: 10)")
    add_window(parser)
    add_filters(parser)
    parser.add_argument("--level", choices=("passage", "article"), default="passage", help="what to rank")
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Search."""
    from bot.open import open_archive

    if (arguments.queries is None) != (arguments.run is None):
        raise QuestionError("--queries and --run go together")
    if arguments.k < 1:
        raise QuestionError(f"-k {arguments.k}: at least 1 is needed")
    chosen = window(arguments)
    rows = list(read_questions(arguments.queries)) if arguments.queries else []
    searcher = open_archive(settings).searcher()
    if arguments.queries:
        return _trec(rows, searcher, arguments)
    hits = _find(searcher, arguments.text, arguments, chosen)
    if arguments.json:
        say_json([_document(hit) for hit in hits])
    else:
        for hit in hits:
            say(_lines(hit))
    return 0


def _find(searcher: Searcher, text: str, arguments: argparse.Namespace, chosen: Window) -> list[Hit]:
    find = searcher.articles if arguments.level == "article" else searcher.passages
    return find(text, arguments.k, chosen, filters(arguments))


def _trec(rows: list[dict[str, str]], searcher: Searcher, arguments: argparse.Namespace) -> int:
    """A run at article level: `qid Q0 article_id rank score dateline`."""
    from index.window import window_from_text

    lines = []
    for row in rows:
        chosen = window_from_text(row.get("after"), row.get("before"), row.get("as_of"))
        hits = searcher.articles(row["text"], arguments.k, chosen, filters(arguments))
        lines += [f"{row['id']} Q0 {hit.article.id} {hit.rank} {hit.score:.6f} dateline\n" for hit in hits]
    with writing(arguments.run, "--run") as ranking:
        ranking.writelines(lines)
    return 0


def _document(hit: Hit) -> dict[str, object]:
    article, passage = hit.article, hit.passage
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        "cosine": round(hit.cosine, 4),
        "bm25": hit.bm25 and round(hit.bm25, 4),
        "article_id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "passage": passage.text,
        "start": passage.start,
        "end": passage.end,
    }


def _lines(hit: Hit) -> str:
    article = hit.article
    source = ", ".join([article.outlet or "outlet unknown", str(article.published or "date unknown")])
    return f"{hit.rank:3}. {article.title} ({source}) [{article.id}]\n     {' '.join(hit.passage.text.split())}\n"
