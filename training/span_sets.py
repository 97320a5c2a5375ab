"""Sets that mark the answer in a passage: SQuAD, SQuADShifts, TyDi QA, Natural Questions, QAMR, QADiscourse, ESTER."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from training.examples import NO, SIZES, YES, Example, cropped, key, share, stacked, with_span, without_answer
from training.printed import joined, printed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random


Marked = tuple[str, str, str, str, tuple[int, int]]  # group, title, question, context, span


def squad(folder: Path, tested: set[str]) -> Iterator[Marked]:
    """SQuAD 1.1 and 2.0 (Rajpurkar et al. 2016, 2018): the answerable ones, without the contexts of the test."""
    for number, row in enumerate(_lines(folder / "squad_union.jsonl")):
        if row["answer"] and not row["dev_context"] and key(row["context"]) not in tested:
            span = (row["answer_start"], row["answer_start"] + len(row["answer"]))
            title = (row["title"] or "").replace("_", " ")
            yield _group("squad", number, row["context"]), title, row["question"], row["context"], span


def squad_unanswerable(folder: Path, tested: set[str]) -> Iterator[Example]:
    """SQuAD 2.0: questions that people wrote to look answerable."""
    for number, row in enumerate(_lines(folder / "squad_union.jsonl")):
        if not row["answer"] and not row["dev_context"] and key(row["context"]) not in tested:
            yield without_answer("squad-no", _group("squad", number, row["context"]), row["question"], row["context"])


def squad_format(name: str, path: Path) -> Iterator[Marked]:
    """Any set in SQuAD's format: SQuADShifts (Miller et al. 2020), TyDi QA (Clark et al. 2020), MLQA (Lewis et al.)."""
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            for asked in paragraph["qas"]:
                answer = asked["answers"][0]
                text, start, context = answer["text"], answer["answer_start"], paragraph["context"]
                if text and context[start : start + len(text)] == text:
                    group = _group(name, asked["id"], context)
                    yield group, article.get("title", ""), asked["question"], context, (start, start + len(text))


def natural_questions(folder: Path, tested: set[str]) -> Iterator[Marked]:
    """Natural Questions (Kwiatkowski et al. 2019) with the paragraph that answers; not those of NQ-Swap."""
    with gzip.open(folder / "nq-gold" / "nq-open-oracle.jsonl.gz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            row = json.loads(line)
            context = row["ctxs"][0]["text"]
            start = context.find(row["answers"][0])
            if start >= 0 and key(row["question"]) not in tested:
                span = (start, start + len(row["answers"][0]))
                yield _group("nq", number, context), row["ctxs"][0]["title"], row["question"], context, span


def ester(folder: Path) -> Iterator[Marked]:
    """ESTER (Han et al. 2021): what caused, followed, is part of an event; news."""
    for name in ("final_train_ans_gen_500completed.json", "final_dev_ans_gen.json"):
        for number, row in enumerate(json.loads((folder / "ester" / name).read_text(encoding="utf-8"))):
            for text in row["answer_texts"][:1]:
                start = row["context"].find(text)
                if start >= 0 and 0 < len(text) < 120:
                    yield (
                        _group("ester", number, row["context"]),
                        "",
                        row["question"],
                        row["context"],
                        (start, start + len(text)),
                    )


def qamr(folder: Path, rng: Random) -> Iterator[Example]:
    """QAMR (Michael et al. 2018): questions about single sentences of Wikinews and Wikipedia.

    Half of them get other sentences of the same article or topic around their own; a few get only those.
    """
    sentences = {
        row[0]: joined(row[1].split(" "))
        for row in (line.split("\t") for line in (folder / "qamr/data/wiki-sentences.tsv").read_text().splitlines())
    }
    articles = defaultdict(list)
    for name, (text, _) in sentences.items():
        articles[":".join(name.split(":")[1:3])].append(text)
    everything = [text for text, _ in sentences.values()]
    for part in ("dev", "test"):
        lines = (folder / "qamr/data/filtered" / f"{part}.tsv").read_text(encoding="utf-8").splitlines()
        for number, row in enumerate(line.split("\t") for line in lines):
            places = [int(place) for place in row[6].split()]
            if not places or places != list(range(places[0], places[-1] + 1)):
                continue
            text, tokens = sentences[row[0]]
            span = (tokens[places[0]][0], tokens[places[-1]][1])
            others = [other for other in articles[":".join(row[0].split(":")[1:3])] if other != text]
            others += rng.sample(everything, 3)
            group = f"qamr-{part}-{number}@{row[0]}"
            yield _surrounded(group, printed(row[5]), text, span, others[: rng.randint(2, 4)], rng)


def qadiscourse(folder: Path, rng: Random) -> Iterator[Example]:
    """QADiscourse (Pyatkin et al. 2020): why, how, after what, with what result; whole clauses of Wikinews answer."""
    lines = (folder / "qadiscourse/wikinews_train.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.replace("\\'", "'").split("\t") for line in lines]
    everything = sorted({row[9] for row in rows})
    seen = set()
    for number, row in enumerate(rows):
        text, answer = row[9], row[4].strip(" .")
        start = text.find(answer)
        question = re.sub("^What is the reason (?:that )?", "Why ", row[3].strip(" ?").replace("In what manner", "How"))
        if start < 0 or not answer or (question, text) in seen:
            continue
        seen.add((question, text))
        others = [other for other in rng.sample(everything, 3) if other != text]
        group = f"qadiscourse-{number}@{row[0].rsplit(':', 1)[0]}"
        yield _surrounded(group, f"{question}?", text, (start, start + len(answer)), others, rng)


def _surrounded(group: str, question: str, text: str, span: tuple[int, int], others: list[str], rng: Random) -> Example:
    """The sentence alone, or among others, or only the others."""
    source = group.split("-", 1)[0]
    chance = rng.random()
    if chance < 0.45:
        return Example(source, group, question, text, span, ((0, len(text), YES),))
    answer = text[span[0] : span[1]].lower()
    if chance > 0.85:
        return stacked(
            source, group, question, [(other, NO) for other in others if answer not in other.lower()] or [(text, YES)]
        )
    at = rng.randint(0, len(others))
    before = "".join(f"{other} " for other in others[:at])
    passage = " ".join([*others[:at], text, *others[at:]])
    example = stacked(
        source,
        group,
        question,
        [(other, NO) for other in others[:at]] + [(text, YES)] + [(other, NO) for other in others[at:]],
    )
    return Example(source, group, question, passage, (span[0] + len(before), span[1] + len(before)), example.sentences)


def passage_of(marked: Marked, source: str, rng: Random, headline: float = 0.2) -> Example:
    """A training example: the context cut to a passage, now and then under its title as a headline."""
    group, title, question, context, span = marked
    passage, span = cropped(context, span, rng.randint(*SIZES), rng)
    if title and rng.random() < headline:
        passage, span = f"{title}. {passage}", (span[0] + len(title) + 2, span[1] + len(title) + 2)
    return with_span(source, group, question, passage, span)


def held_out(name: str) -> bool:
    """Whether a text, question or article of that name is kept for decisions, and not trained on."""
    return share(name) < 0.05


def _group(name: str, number: int | str, context: str) -> str:
    """A name for the question that ends in what its context is told by."""
    return f"{name}-{number}@{hashlib.sha256(context.encode()).hexdigest()[:10]}"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
