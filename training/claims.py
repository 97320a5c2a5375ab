"""Questions made of claims that are true or false of a passage (FEVER): a passage does not answer a false one.

A name, a number or the end of a claim that the evidence prints too is asked for: "Telemundo is owned by Comcast" gives
"What is Telemundo owned by?", and the evidence answers with "Comcast". Of a claim that the evidence refutes, what is
wrong stays in the question, which then only looks as if the evidence answered it.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from training.examples import Example, with_span, without_answer
from training.printed import printed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

_NAME = re.compile(r"(?:[A-Z][\w.-]*\w(?:\s(?:of\s|the\s|del?\s)?[A-Z][\w'.-]*\w)*|\d[\d,.]*\d|\d)")
_NO_NAMES = frozenset(("The", "A", "An", "In", "On", "At", "He", "She", "It", "They", "There", "His", "Her", "Its"))
_AUXILIARY = re.compile(r"(?P<who>(?:\S+ ){1,6}?)(?P<aux>is|was|are|were|has|had|can|did|does|will) (?P<rest>.+)")
_PERSON = re.compile(r"\b(?:he|she|his|her|actor|actress|singer|politician|born|player|musician|writer)\b")
_YEAR = re.compile(r"1[5-9]\d\d|20[01]\d")
_DANGLING = re.compile(r"\s+(?:the|a|an)$")
_LONGEST = 900  # characters of evidence


def fever(folder: Path, rng: Random) -> Iterator[Example]:
    """FEVER (Thorne et al. 2018): up to two questions for each claim of which something stands in the evidence."""
    for part in ("validation", "test"):
        lines = (folder / "fever" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
        for number, row in enumerate(map(json.loads, lines)):
            passage = ""
            for sentence in row["evidence"]:
                if len(passage) + len(sentence) <= _LONGEST:
                    passage = f"{passage} {printed(sentence)}".strip()
            name = hashlib.sha256(passage.encode()).hexdigest()[:10]
            spots = _spots(printed(row["claim"]), passage)
            for spot, span in rng.sample(spots, min(2, len(spots))):
                question = asking(printed(row["claim"]).rstrip("."), spot, passage)
                group = f"fever-{part}-{number}-{spot[0]}@{name}"
                if row["label"] == "SUPPORTS":
                    yield with_span("fever", group, question, passage, span)
                else:
                    yield without_answer("fever", group, question, passage)


def asking(claim: str, spot: tuple[int, int], passage: str) -> str:
    """The claim as a question for what stands at the spot."""
    start, end = spot
    asked = claim[start:end]
    if start == 0:
        word = "Who" if len(asked.split()) > 1 and _PERSON.search(passage) else "What"
        return f"{word}{claim[end:]}?"
    before, after = claim[:start].rstrip(), claim[end:]
    if _YEAR.fullmatch(asked):
        before, word = re.sub(r"\s+(?:in|on|of)$", "", before), "When"
    else:
        word = "How many" if asked[0].isdigit() else "What"
    found = _AUXILIARY.fullmatch(before + " ")
    if found is None:
        return f"{before} {word.lower()}{after}?"
    subject = found["who"].strip()
    subject = subject[0].lower() + subject[1:] if subject.split()[0] in _NO_NAMES else subject
    rest = _DANGLING.sub("", found["rest"].strip())
    return " ".join(f"{word} {found['aux']} {subject} {rest}{after}".split()) + "?"


def _spots(claim: str, passage: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """What can be asked for: its span in the claim and in the passage, where it stands there to the letter."""
    found = []
    for name in _NAME.finditer(claim):
        at = _printed_at(name[0], passage)
        whole = claim[name.end() : name.end() + 1] in ("", " ", ".") and "(" not in claim
        if name[0] not in _NO_NAMES and whole and at is not None:
            found.append((name.span(), at))
    last = re.search(r"(?<= )[a-z]+(?: [a-z-]+){0,2}(?=\.?$)", claim)
    at = _printed_at(last[0], passage) if last else None
    if last and at is not None and len(last[0]) > 5:
        found.append((last.span(), at))
    return found


def _printed_at(text: str, passage: str) -> tuple[int, int] | None:
    found = re.search(rf"\b{re.escape(text)}\b", passage)
    return found.span() if found else None
