"""The bundled reader finds answers in passages, says where there is none, and never misplaces a span."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import ModelMismatch, ModelMissing, QuestionError
from index.reader import Reader
from index.reader.reader import BUNDLED

if TYPE_CHECKING:
    from pathlib import Path

_STORY = (
    "The harbour authority of Aldwick reopened its northern pier on Tuesday. Repairs had cost 4.2 million dollars. "
    "Clara Whitcombe, who heads the authority, said ferries would sail again from June. "
    "Fishermen had complained for months about the delay."
)
_ELSEWHERE = "Snow closed three schools in the valley. Ploughs were sent from the capital, and buses ran late all day."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=1)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who heads the harbour authority of Aldwick?", "Clara Whitcombe"),
        ("How much did the repairs of the pier cost?", "4.2 million"),
        ("When was the northern pier reopened?", "Tuesday"),
    ],
)
def test_the_answer_is_found_in_its_sentence(reader: Reader, question: str, answer: str) -> None:
    reading = reader.read(question, [_STORY])[0]
    assert reading.text is not None
    assert answer in reading.text
    best = max(reading.sentences, key=lambda sentence: sentence.probability)
    assert answer in _STORY[best.start : best.end]


def test_a_passage_on_something_else_is_told_from_one_that_answers(reader: Reader) -> None:
    answering, other = reader.read("Who heads the harbour authority of Aldwick?", [_STORY, _ELSEWHERE])
    assert answering.answers
    assert not other.answers
    assert other.no_answer > answering.no_answer
    assert other.probability < answering.probability


def test_readings_come_in_the_order_of_the_passages(reader: Reader) -> None:
    passages = [_ELSEWHERE, _STORY * 8, "", _STORY, "Rain."]
    readings = reader.read("When was the northern pier reopened?", passages)
    assert len(readings) == len(passages)
    for passage, reading in zip(passages, readings, strict=True):
        assert all(passage[sentence.start : sentence.end].strip() for sentence in reading.sentences)
        assert (reading.text is None) == (passage == "")


def test_an_answer_far_behind_the_first_window_is_found(reader: Reader) -> None:
    passage = f"{_ELSEWHERE} " * 25 + _STORY
    reading = reader.read("Who heads the harbour authority of Aldwick?", [passage])[0]
    assert reading.text is not None
    assert "Whitcombe" in reading.text
    assert reading.start is not None
    assert reading.start > 2000


def test_a_passage_without_words_has_no_answer(reader: Reader) -> None:
    reading = reader.read("Who resigned?", [" \n "])[0]
    assert (reading.start, reading.end, reading.text, reading.sentences) == (None, None, None, ())
    assert reading.no_answer == 1.0


def test_no_passages_give_no_readings(reader: Reader) -> None:
    assert reader.read("Who resigned?", []) == []


def test_a_question_without_words_is_refused(reader: Reader) -> None:
    with pytest.raises(QuestionError, match="empty"):
        reader.read("  ", [_STORY])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(passage=st.text(max_size=300), question=st.text(min_size=1, max_size=40))
def test_every_span_is_a_piece_of_the_passage(reader: Reader, passage: str, question: str) -> None:
    try:
        reading = reader.read(question, [passage])[0]
    except QuestionError:
        return
    assert 0.0 <= reading.probability <= 1.0
    assert 0.0 <= reading.no_answer <= 1.0
    if reading.text is not None:
        assert reading.text == passage[reading.start : reading.end]
        assert reading.text
    ends = [0, *(sentence.end for sentence in reading.sentences)]
    for before, sentence in zip(ends, reading.sentences, strict=False):
        assert before <= sentence.start < sentence.end <= len(passage)
        assert 0.0 <= sentence.probability <= 1.0


def test_changed_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "weights"
    shutil.copytree(BUNDLED, copy)
    (copy / "reader.json").write_text("{}")
    monkeypatch.setattr("index.reader.reader.BUNDLED", copy)
    with pytest.raises(ModelMismatch, match=r"reader\.json"):
        Reader()


def test_a_folder_without_a_reader_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"model\.onnx"):
        Reader(tmp_path)


def test_a_folder_with_something_else_is_refused_in_one_line(tmp_path: Path) -> None:
    for name in ("model.onnx", "tokenizer.json", "reader.json"):
        (tmp_path / name).write_text("no model")
    with pytest.raises(ModelMismatch) as refused:
        Reader(tmp_path)
    assert "\n" not in str(refused.value)


def test_reading_needs_no_torch() -> None:
    code = (
        "import sys; from index.reader import Reader; Reader(threads=1).read('Who?', ['Rain fell.']); "
        "sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 (our own code)
