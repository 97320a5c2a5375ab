"""A claim becomes a question that the evidence answers where the claim is true, and does not where it is false."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING

import pytest

from training.claims import asking, fever

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("claim", "asked", "question"),
    [
        ("Halden Bank is owned by Norlight", "Norlight", "What is Halden Bank owned by?"),
        ("Halden Bank opened a branch in Oslo", "Oslo", "Halden Bank opened a branch in what?"),
        ("Halden Bank opened a branch in Oslo", "Halden Bank", "What opened a branch in Oslo?"),
        ("Halden Bank was founded in 1951", "1951", "When was Halden Bank founded?"),
        ("Ada Lund was a member of the Storting", "Storting", "What was Ada Lund a member of?"),
    ],
)
def test_a_part_of_a_claim_is_asked_for(claim: str, asked: str, question: str) -> None:
    start = claim.index(asked)
    assert asking(claim, (start, start + len(asked)), "It is a bank.") == question


def test_a_person_is_asked_for_by_who() -> None:
    assert asking("Ada Lund wrote it", (0, 8), "Ada Lund was a writer; she lived in Oslo.") == "Who wrote it?"


def test_evidence_answers_a_true_claim_and_not_a_false_one(tmp_path: Path) -> None:
    evidence = ["Halden Bank is a bank owned by Norlight ."]
    rows = [
        {"claim": "Halden Bank is owned by Norlight.", "label": "SUPPORTS", "evidence": evidence},
        {"claim": "Halden Bank is owned by Sydbank.", "label": "REFUTES", "evidence": evidence},
    ]
    (tmp_path / "fever").mkdir()
    (tmp_path / "fever/validation.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "fever/test.jsonl").write_text("")
    found = list(fever(tmp_path, Random(1)))
    true = [example for example in found if "-0-" in example.group]
    false = [example for example in found if "-1-" in example.group]
    assert {example.passage[slice(*example.span)] for example in true if example.span} == {"Halden Bank", "Norlight"}
    assert [(example.question, example.answerable) for example in false] == [("What is owned by Sydbank?", False)]
    assert {example.passage for example in found} == {"Halden Bank is a bank owned by Norlight."}
