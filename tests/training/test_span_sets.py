"""Clauses that answer why and how are found where they stand."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from training.span_sets import qadiscourse

if TYPE_CHECKING:
    from pathlib import Path


def test_a_clause_answers_why_and_how(tmp_path: Path) -> None:
    text = "The plant closed because the river rose."
    row = ["a:1:2", "tokens", "w", "", "", "", "", "", "", text, "1"]
    rows = [
        [*row[:3], "What is the reason the plant closed", "because the river rose.", *row[5:]],
        [*row[:3], "In what manner did it close", "a clause that is not there", *row[5:]],
    ]
    rows += [["b:1:3", *row[1:9], f"Filler {number} of another story.", "1"] for number in range(3)]
    (tmp_path / "qadiscourse").mkdir()
    (tmp_path / "qadiscourse/wikinews_train.tsv").write_text("\n".join("\t".join(one) for one in [["head"], *rows]))
    found = list(qadiscourse(tmp_path, Random(2)))
    assert [(example.source, example.question) for example in found] == [("qadiscourse", "Why the plant closed?")]
    assert [example.passage[slice(*example.span)] for example in found if example.span] == ["because the river rose"]
