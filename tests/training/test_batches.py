"""Batches keep groups together and sentences on their tokens; the losses reward the right answer."""

from __future__ import annotations

from random import Random

import torch

from training.batches import batches, collate, encode, grouped
from training.examples import NO, YES, stacked, with_span
from training.losses import losses
from training.train import tokenizer

_PASSAGE = "Rain fell in Geneva. Mickey Kantor announced the sanctions. Shares rose."
_START = _PASSAGE.index("Mickey")
_SPAN = with_span("s", "a", "Who announced the sanctions?", _PASSAGE, (_START, _START + len("Mickey Kantor")))


def test_the_answers_tokens_spell_the_answer() -> None:
    words = tokenizer()
    encoded = encode(_SPAN, words)
    assert encoded is not None
    assert words.decode(encoded.ids[encoded.start : encoded.end + 1]) == "mickey kantor"
    assert {encoded.sentence_of[at] for at in range(encoded.start, encoded.end + 1)} == {1}


def test_an_answer_beyond_the_longest_input_is_left_out() -> None:
    long = "Nothing happened on that day. " * 60 + "Kantor resigned."
    start = long.index("Kantor")
    assert encode(with_span("s", "g", "Who resigned?", long, (start, start + 6)), tokenizer()) is None


def test_a_group_is_never_torn_apart() -> None:
    examples = [stacked("s", f"g{at % 7}", "Who?", [("Rain fell. " * (at % 5 + 1), NO)]) for at in range(60)]
    groups = grouped(examples, tokenizer())
    made = list(batches(groups, 300, Random(1)))
    assert sorted(len(group) for group in groups) == sorted(
        sum(number == at for number, _ in batch) for batch in made for at in {number for number, _ in batch}
    )


def test_the_right_outputs_cost_less_than_wrong_ones() -> None:
    other = stacked("s", "a", "Who announced the sanctions?", [("Shares rose in Tokyo.", NO), ("Rain fell.", NO)])
    (group,) = grouped([_SPAN, other], tokenizer())
    batch = collate([(0, one) for one in group])
    right, wrong = (_outputs(batch.ids.shape, group[0].start, group[0].end, sign) for sign in (8.0, -8.0))
    right[0, group[0].sentence_of.index(1) : len(group[0].ids), 2] = 8.0
    right[0, [at for at, number in enumerate(group[0].sentence_of) if number != 1], 2] = -8.0
    good = losses(right, torch.tensor([8.0, -8.0]), batch)
    bad = losses(wrong, torch.tensor([-8.0, 8.0]), batch)
    assert float(good.total) < 0.1
    assert float(good.span) < float(bad.span)
    assert float(good.ranking) <= float(bad.ranking)
    assert YES in batch.labels.tolist()


def _outputs(shape: torch.Size, start: int, end: int, sign: float) -> torch.Tensor:
    outputs = torch.full((*shape, 4), 0.0)
    outputs[0, start, 0] = sign * 2
    outputs[0, end, 1] = sign * 2
    outputs[..., 2] = -sign
    return outputs
