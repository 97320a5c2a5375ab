"""The reader: a question and passages in, a reading of each out."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import ModelMismatch, ModelMissing, QuestionError
from index.checksum import sha256
from index.reader.calibration import Calibration, probability
from index.reader.decoding import WindowOutputs, decode
from index.reader.reading import NOTHING, Reading, SentenceScore
from index.reader.windows import QUESTION_TOKENS, Cut, Window, cut, room_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    import onnxruntime
    from tokenizers import Tokenizer

BUNDLED = Path(__file__).parent / "weights"
BUNDLED_SHA256 = {
    "model.onnx": "bbf713df530c96b7c6de761e250de3f9040fd15178a9320adc58e2bb71c4faae",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "reader.json": "87ec2893ba3afcc48be54135b0629cc8643bdb6a0d5a2313de351395976a3a45",
}
_MEND = "pip install --force-reinstall --no-deps dateline-bot"
_CLS, _SEP = "[CLS]", "[SEP]"
_AT_ONCE = 16  # windows in one call of the model


@dataclass(frozen=True, slots=True)
class _Read:
    """A passage's cut and what the model said of each of its windows."""

    cut: Cut
    outputs: tuple[WindowOutputs, ...]


class Reader:
    """One reader model. Safe to use from several threads: ONNX Runtime is, and nothing else changes."""

    def __init__(self, folder: Path | None = None, threads: int = 0) -> None:
        """Load model.onnx, tokenizer.json and reader.json of the folder, by default the bundled ones.

        `threads` is how many the model runs on; 0 takes one for each processor. Raises ModelMissing where a file is
        not there, ModelMismatch where a bundled one is not as published or a file is no reader's.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        self.folder = folder or BUNDLED
        _check(self.folder, bundled=folder is None)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or os.cpu_count() or 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Threads that wait by spinning take the processor from the rest of the bot.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session: onnxruntime.InferenceSession = onnxruntime.InferenceSession(
                str(self.folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
            self.tokenizer: Tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
            stored = json.loads((self.folder / "reader.json").read_text(encoding="utf-8"))
            self._calibration = Calibration.from_json(stored["calibration"])
        except Exception as error:  # noqa: BLE001 (onnxruntime and tokenizers raise bare Exceptions of many kinds)
            raise ModelMismatch(f"{self.folder} does not hold a reader: {error}", _MEND) from None
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        begin, separator = self.tokenizer.token_to_id(_CLS), self.tokenizer.token_to_id(_SEP)
        if begin is None or separator is None:
            raise ModelMismatch(f"the tokenizer in {self.folder} has no {_CLS} and {_SEP}", _MEND)
        self._marks = (begin, separator)

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """What each passage answers, in the order of the passages.

        All passages go through the model together, a long one in several windows of whole sentences. Raises
        QuestionError for a question without words.
        """
        return [
            self._reading(passage, found)
            for passage, found in zip(passages, self.outputs(question, passages), strict=True)
        ]

    def outputs(self, question: str, passages: Sequence[str]) -> list[_Read]:
        """What the model says before calibration: `training.calibrate` fits on it."""
        asked = self.tokenizer.encode(question, add_special_tokens=False).ids[:QUESTION_TOKENS]
        if not asked:
            raise QuestionError("the question is empty", "write a question")
        cuts = [cut(number, passage, self.tokenizer, room_beside(asked)) for number, passage in enumerate(passages)]
        windows = [window for one in cuts for window in one.windows]
        order = sorted(range(len(windows)), key=lambda at: len(windows[at].ids))
        found: dict[int, WindowOutputs] = {}
        for begin in range(0, len(order), _AT_ONCE):
            some = order[begin : begin + _AT_ONCE]
            found.update(zip(some, self._run(asked, [windows[at] for at in some]), strict=True))
        by_passage: list[list[WindowOutputs]] = [[] for _ in cuts]
        for at, window in enumerate(windows):
            by_passage[window.passage].append(found[at])
        return [_Read(one, tuple(outputs)) for one, outputs in zip(cuts, by_passage, strict=True)]

    def _run(self, asked: Sequence[int], windows: Sequence[Window]) -> list[WindowOutputs]:
        first = len(asked) + 2
        width = first + max(len(window.ids) for window in windows) + 1
        ids, mask, types = (np.zeros((len(windows), width), dtype=np.int64) for _ in range(3))
        begin, separator = self._marks
        for row, window in enumerate(windows):
            line = [begin, *asked, separator, *window.ids, separator]
            ids[row, : len(line)] = line
            mask[row, : len(line)] = 1
            types[row, first : len(line)] = 1
        tokens, answerable = self._session.run(
            None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        )
        return [
            decode(window, tokens[row, first : first + len(window.ids)], float(answerable[row]))
            for row, window in enumerate(windows)
        ]

    def _reading(self, passage: str, found: _Read) -> Reading:
        if not found.outputs:
            return NOTHING
        weights = self._calibration
        answerable = probability(np.array([answerable_features(one) for one in found.outputs]), weights.answerable)
        spans = probability(np.array([span_features(one) for one in found.outputs]), weights.span)
        best = found.outputs[int(spans.argmax())]
        scores = np.zeros(len(found.cut.sentences))
        for one in found.outputs:
            numbers = list(one.sentences)
            values = probability(np.array([sentence_features(one, number) for number in numbers]), weights.sentence)
            scores[numbers] = np.maximum(scores[numbers], values)
        return Reading(
            start=best.start,
            end=best.end,
            text=passage[best.start : best.end],
            probability=float(spans.max()),
            no_answer=float(1 - answerable.max()),
            sentences=tuple(
                SentenceScore(start, end, float(score))
                for (start, end), score in zip(found.cut.sentences, scores, strict=True)
            ),
        )


def answerable_features(one: WindowOutputs) -> list[float]:
    """What tells whether a window answers."""
    return [one.answerable, one.best_sentence, one.span]


def span_features(one: WindowOutputs) -> list[float]:
    """What tells whether a window's best span is the right one."""
    return [one.answerable, one.best_sentence, one.span]


def sentence_features(one: WindowOutputs, number: int) -> list[float]:
    """What tells whether a sentence answers."""
    return [one.sentences[number], one.answerable, one.held[number]]


def _check(folder: Path, *, bundled: bool) -> None:
    for name, expected in BUNDLED_SHA256.items():
        path = folder / name
        if not path.is_file():
            raise ModelMissing(f"the reader's {name} is not in {folder}", _MEND if bundled else "name another folder")
        if bundled:
            found = sha256(path)
            if found != expected:
                raise ModelMismatch(
                    f"{path} is not the reader's published {name}: sha256 {found[:12]}…, expected {expected[:12]}…",
                    _MEND,
                )
