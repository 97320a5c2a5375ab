"""Prepare what the reader is trained on and decided by.

    python -m training.prepare --data DIR --reuters DIR --out DIR

The first DIR holds squad_union.jsonl, trecqa/, qamr/ and the rest, the second the stories of Reuters-21578.

Writes train.jsonl and dev.jsonl. What is measured on stays out: TrecQA's DEV and TEST questions, WikiQA's test, all of
newsqa-1000, the contexts of squad2/, the questions of nq-swap/, two of the parts of own_words.jsonl. Dev is one in
twenty articles or questions, by hash.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from training.claims import fever
from training.examples import Example, key, save, with_span, without_answer
from training.negatives import Negatives, OtherAnswers, OtherNames, without_sentence
from training.other_words import OtherWords
from training.own_words import Cuts, affairs, articles_of, own_words
from training.sentence_sets import multirc, selqa, trecqa, wikiqa
from training.span_sets import (
    Marked,
    ester,
    held_out,
    natural_questions,
    passage_of,
    qadiscourse,
    qamr,
    squad,
    squad_format,
    squad_unanswerable,
)
from training.train import tokenizer
from training.twins import beside_twins, twins

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SEED = 1995
_log = logging.getLogger(__name__)

# How many questions of each set, and the share of them that get a second passage that does not answer.
_SPANS = {
    "squad": (19000, 0.35),
    "shifts-wiki": (7900, 0.3),
    "shifts-reddit": (2400, 0.3),
    "shifts-amazon": (1600, 0.3),
    "tydiqa": (3400, 0.3),
    "mlqa": (1100, 0.3),
    "nq": (1400, 0.3),
    "ester": (800, 0.3),
}
_QAMR = 9000
_ASKED_OTHERWISE = 0.45
_OTHER_ANSWERS = {"nq": 1.0, "tydiqa": 0.8}  # of questions like people's own, nearly all
_OTHER_ANSWERS_ELSE = 0.3
_OWN_WORDS_ROUNDS = 2  # each with other cuts and other passages beside
_WITHOUT_MARK = 0.3  # of those, without the question mark: as people type
_REST_OF_CONTEXT = 0.2


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Prepare the reader's training data.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--reuters", type=Path, required=True, help="folder of Reuters-21578")
    parser.add_argument("--out", type=Path, required=True, help="folder to write train.jsonl and dev.jsonl into")
    parser.add_argument("--seed", type=int, default=SEED, help="another cuts other passages and makes other negatives")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    chosen.out.mkdir(parents=True, exist_ok=True)
    rng = Random(chosen.seed)  # noqa: S311 (a seed, not a secret)
    examples = [*_sentences(chosen.data, rng), *_passages(chosen.data, rng), *_own_words(chosen.reuters, rng)]
    for name, kept in (("dev", True), ("train", False)):
        split = [example for example in examples if _is_dev(example) == kept]
        if kept:
            split = list(dict.fromkeys(split))
        save(split, chosen.out / f"{name}.jsonl")
        _log.info("%s: %d examples %s", name, len(split), dict(Counter(example.source for example in split)))


def _sentences(data: Path, rng: Random) -> list[Example]:
    stories = (json.loads(line) for line in (data / "newsqa-1000/newsqa-1000.jsonl").read_text().splitlines())
    tested = " ".join(sorted({key(re.sub(r"-[LR]RB-", "", story["story_text"])) for story in stories}))
    return [
        *trecqa(data, rng),
        *wikiqa(data, rng),
        *selqa(data, rng),
        *multirc(data, tested, rng),
        *multirc(data, tested, rng, part="dev"),
    ]


def _passages(data: Path, rng: Random) -> list[Example]:
    squad2 = json.loads((data / "squad2/dev-v2.0.json").read_text(encoding="utf-8"))["data"]
    tested = {key(paragraph["context"]) for article in squad2 for paragraph in article["paragraphs"]}
    swapped = {
        key(row["question"])
        for part in ("dev", "test", "train")
        for row in json.loads((data / "nq-swap" / f"{part}.json").read_text(encoding="utf-8"))
    }
    sets: dict[str, list[Marked]] = {
        "squad": list(squad(data, tested)),
        "shifts-wiki": list(squad_format("shifts-wiki", data / "squadshifts/new_wiki_v1.0.json")),
        "shifts-reddit": list(squad_format("shifts-reddit", data / "squadshifts/reddit_v1.0.json")),
        "shifts-amazon": list(squad_format("shifts-amazon", data / "squadshifts/amazon_reviews_v1.0.json")),
        "tydiqa": list(squad_format("tydiqa", data / "tydiqa/tydiqa.goldp.en.train.json")),
        "mlqa": list(squad_format("mlqa", data / "mlqa/dev-context-en-question-en.json")),
        "nq": list(natural_questions(data, swapped)),
        "ester": list(ester(data)),
    }
    contexts = sorted({marked[3] for group in sets.values() for marked in group})
    negatives = Negatives(contexts)
    found: list[Example] = []
    for source, (count, share_of_negatives) in _SPANS.items():
        chosen = rng.sample(sets[source], min(count, len(sets[source])))
        found += _with_negatives(source, chosen, negatives, share_of_negatives, rng)
    found += [*_asked_otherwise(found, rng), *_other_answers(found, rng)]
    found += 3 * list(squad_unanswerable(data, tested))
    found += fever(data, rng)
    found += qadiscourse(data, rng)
    everything = list(qamr(data, rng))
    found += rng.sample(everything, min(_QAMR, len(everything)))
    return found


def _own_words(reuters: Path, rng: Random) -> Iterator[Example]:
    asked, pairs = affairs("train"), twins()
    articles = articles_of(reuters, [*asked, *(pair.affair for pair in pairs)])
    words = tokenizer()

    def count_tokens(texts: Sequence[str]) -> list[int]:
        return [len(one.ids) for one in words.encode_batch(texts, add_special_tokens=False)]

    cuts = Cuts(articles, count_tokens)
    negatives = cuts.negatives()
    for _ in range(_OWN_WORDS_ROUNDS):
        yield from own_words(asked, cuts, negatives, rng)
        yield from beside_twins(pairs, cuts, rng)


def _with_negatives(
    source: str, chosen: Sequence[Marked], negatives: Negatives, share_of_negatives: float, rng: Random
) -> Iterable[Example]:
    for marked in chosen:
        example = passage_of(marked, source, rng)
        yield example
        if rng.random() < share_of_negatives:
            _, _, question, context, (start, end) = marked
            other = negatives.near(question, context, context[start:end], rng)
            yield without_answer(source, example.group, question, other)
        if rng.random() < _REST_OF_CONTEXT:
            rest = without_sentence(example)
            if rest:
                yield without_answer(source, example.group, example.question, rest)


def _asked_otherwise(examples: Sequence[Example], rng: Random) -> Iterator[Example]:
    """For some questions, the same with another name or word in it, or denied: the passage does not answer those."""
    names = OtherNames([example.question for example in examples])
    for source, mark, changes in (("other-name", "other", names), ("other-word", "word", OtherWords())):
        for example in examples:
            if example.span is None or rng.random() > _ASKED_OTHERWISE:
                continue
            question = changes.instead(example.question, example.passage, rng)
            if question:
                group = example.group.replace("-", f"-{mark}-", 1)
                yield without_answer(source, group, question, example.passage)


def _other_answers(examples: Sequence[Example], rng: Random) -> Iterator[Example]:
    """For some questions, the same with another answer in its passage."""
    marked = [(example, example.span) for example in examples if example.span is not None]
    answers = OtherAnswers([example.passage[start:end] for example, (start, end) in marked])
    for example, span in marked:
        if rng.random() < _OTHER_ANSWERS.get(example.source, _OTHER_ANSWERS_ELSE):
            swapped = answers.instead(example.passage, span, rng)
            if swapped:
                group = example.group.replace("-", "-swapped-", 1)
                mark = "?" if rng.random() > _WITHOUT_MARK else ""
                yield with_span("other-answer", group, example.question.rstrip("?") + mark, *swapped)


def _is_dev(example: Example) -> bool:
    """Dev goes by question for sets of sentences, by article, context or sentence for the rest."""
    if "@" in example.group:
        return held_out(example.group.split("@")[1])
    if example.source == "multirc":
        return held_out(example.group.rsplit("-", 1)[0])
    return held_out(example.question)


if __name__ == "__main__":
    main()
