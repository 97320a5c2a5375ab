"""Quotes against PolNeAR: which quoted words are found, and whether their speaker is right.

    python -m benchmarks.quotes --data DIR [--half tune|final] [--misses]

DIR holds news stories (.txt) and their annotation in brat's format (.ann): for each attribution its source, its cue
and its content, each one or more character spans. Where several people annotated a story, the first by name counts.

What counts:

- A **gold direct quote** is a content span with a double quotation mark in it (“ ” " `` ''), wholly quoted or mixed.
  It is **found** when direct quotes cover at least half of the characters between its marks.
- A direct quote is **right** (precision) when at least half of its characters lie in the content of any attribution.
- A **speaker** is right when the head word of the annotated source (the last word before "of", "who", a comma, ...)
  is a word of the speaker, or the speaker's last word heads a part of the source, or a speaker of two words or more
  stands whole in the source. Of several direct quotes in one content, the longest is judged; one that belongs to a
  narrower content is judged there.
- A source annotated as a mere pronoun cannot be compared with a name. It is expanded by hand-free means: "who" by the
  words before it, "he" and "she" by the nearest source before it that is headed by a name, any other by the nearest
  that is no pronoun. The two are reported apart. The expansion itself errs, so the figure for pronouns is rough; and
  "he" never counts as right for somebody without a name ("a dealer").
- Indirect content (no marks) is found when an indirect quote shares more than half of the characters of either.

The stories are split by the SHA-256 of their name. The rules were written looking at `tune` alone; the misses of
`final` were then read twice and rules of a general kind mended, so `final` is no longer a blind measure.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from corpus.quotes import Quote, quotes

Span = tuple[int, int]

_MARK = re.compile(r"[“”\"]|``|''")
_HEAD_ENDS = re.compile(r",|\(|—|--|\b(?:who|whose|which|that|of|for|in|at|from|with|on|to)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")  # noqa: RUF001 (an apostrophe as printed)
_PRONOUNS = frozenset(
    ("he", "she", "they", "it", "we", "i", "who", "which", "that", "whose", "his", "her", "their", "its", "one")
)


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated attribution."""

    content: tuple[Span, ...]
    quoted: tuple[Span, ...]
    source: str
    source_start: int


@dataclass(slots=True)
class Tally:
    """Counts over the stories of one half."""

    stories: int = 0
    characters: int = 0
    gold: int = 0
    found: int = 0
    printed: int = 0
    right: int = 0
    named: list[bool] = field(default_factory=list)
    pronouns: list[bool] = field(default_factory=list)
    sourceless: int = 0
    indirect_gold: int = 0
    indirect_found: int = 0
    indirect_printed: int = 0
    indirect_right: int = 0


def half(name: str) -> str:
    """Which half a story belongs to."""
    return "tune" if hashlib.sha256(name.encode()).digest()[0] % 2 else "final"


def read_gold(annotation: str, text: str) -> list[Gold]:
    """The attributions of one .ann file."""
    spans: dict[str, tuple[Span, ...]] = {}
    events = []
    for line in annotation.splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            places = rest.split("\t")[0].partition(" ")[2]
            spans[name] = tuple((int(a), int(b)) for a, b in (place.split() for place in places.split(";")))
        elif name.startswith("E"):
            events.append([part.split(":") for part in rest.split()])
    found = []
    for event in events:
        content = [span for role, key in event if role.startswith("Content") for span in spans[key]]
        source = [span for role, key in event if role.startswith("Source") for span in spans[key]]
        found.append(
            Gold(
                tuple(sorted(content)),
                tuple(span for part in sorted(content) for span in _between_marks(text, part)),
                " ".join(text[a:b] for a, b in sorted(source)),
                min((a for a, _ in source), default=-1),
            )
        )
    return found


def _between_marks(text: str, span: Span) -> list[Span]:
    """What stands between quotation marks in a span, marks taken by turns."""
    marks = [(m.start() + span[0], m.end() + span[0]) for m in _MARK.finditer(text[span[0] : span[1]])]
    pairs = [(marks[i][1], marks[i + 1][0]) for i in range(0, len(marks) - 1, 2)]
    if len(marks) % 2:
        pairs.append((marks[-1][1], span[1]) if text[marks[-1][0]] != "”" else (span[0], marks[-1][0]))
    return [pair for pair in pairs if pair[1] > pair[0]]


def _shared(one: tuple[Span, ...], other: tuple[Span, ...]) -> int:
    """Characters that two sets of spans share."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _size(spans: tuple[Span, ...]) -> int:
    return sum(b - a for a, b in spans)


def _heads(source: str) -> list[str]:
    """The head word of each comma-separated part of a source."""
    heads = []
    for part in source.split(","):
        words = _WORD.findall(_HEAD_ENDS.split(part, maxsplit=1)[0] or part)
        if words:
            heads.append(_plain(words[-1]))
    return heads


def _plain(word: str) -> str:
    return re.sub(r"['’]s?$", "", word).casefold()  # noqa: RUF001 (an apostrophe as printed)


def _same(speaker: str | None, source: str) -> bool:
    """Whether a speaker and an annotated source agree by head word."""
    heads = _heads(source)
    if not speaker or not heads:
        return False
    words = [_plain(word) for word in _WORD.findall(speaker)]
    if len(words) > 1 and speaker.casefold() in source.casefold():
        return True
    return heads[0] in words or (_heads(speaker) or [""])[0] in heads


def _expanded(gold: Gold, golds: list[Gold], text: str) -> str | None:
    """What a pronoun stands for, as far as the annotation tells."""
    word = gold.source.casefold()
    if word in ("i", "we"):
        return gold.source
    if word in ("who", "which", "that", "whose"):
        words = _WORD.findall(text[max(0, gold.source_start - 80) : gold.source_start])
        return words[-1] if words else None
    before = [
        other
        for other in golds
        if 0 <= other.source_start < gold.source_start and other.source.casefold() not in _PRONOUNS
        if word in ("they", "it") or _is_headed_by_name(other.source)
    ]
    return max(before, key=lambda other: other.source_start).source if before else None


def _is_headed_by_name(source: str) -> bool:
    """Whether the head of a source, or of what stands in apposition to it, is capitalised."""
    words = [word for part in source.split(",") for word in _WORD.findall(_HEAD_ENDS.split(part, maxsplit=1)[0])[-1:]]
    return any(word[0].isupper() for word in words)


def _measure(text: str, golds: list[Gold], said: tuple[Quote, ...], tally: Tally) -> list[str]:
    """Adds one story to the tally; the lines tell what was missed."""
    misses = []
    direct = [quote for quote in said if quote.direct]
    spans = tuple((quote.start, quote.end) for quote in direct)
    tally.stories += 1
    tally.characters += len(text)
    for gold in golds:
        if not gold.quoted:
            continue
        tally.gold += 1
        if _shared(gold.quoted, spans) * 2 < _size(gold.quoted):
            misses.append(f"not found  {gold.source!r}: {_cut(text, gold.content)}")
            continue
        tally.found += 1
        own = [q for q in direct if _narrowest(q, golds) is gold] or [
            q for q in direct if _shared(gold.quoted, ((q.start, q.end),))
        ]
        quote = max(own, key=lambda q: _shared(gold.quoted, ((q.start, q.end),)))
        if not gold.source:
            tally.sourceless += 1
            continue
        pronoun = gold.source.casefold() in _PRONOUNS
        source = _expanded(gold, golds, text) if pronoun else gold.source
        right = source is not None and _same(quote.speaker, source)
        (tally.pronouns if pronoun else tally.named).append(right)
        if not right:
            misses.append(f"speaker    {gold.source!r} ({source!r}), not {quote.speaker!r}: {quote.text[:90]!r}")
    for quote in direct:
        tally.printed += 1
        place = ((quote.start, quote.end),)
        if any(_shared(gold.content, place) * 2 >= _size(place) for gold in golds):
            tally.right += 1
        else:
            misses.append(f"not gold   {quote.speaker!r} {quote.cue!r}: {quote.text[:90]!r}")
    _measure_indirect(golds, said, tally)
    return misses


def _narrowest(quote: Quote, golds: list[Gold]) -> Gold | None:
    """The shortest annotated content that holds most of a quote."""
    place = ((quote.start, quote.end),)
    holding = [gold for gold in golds if _shared(gold.content, place) * 2 >= _size(place)]
    return min(holding, key=lambda gold: _size(gold.content), default=None)


def _measure_indirect(golds: list[Gold], said: tuple[Quote, ...], tally: Tally) -> None:
    """Adds the indirect quotes of one story."""
    indirect = [((quote.start, quote.end),) for quote in said if not quote.direct]
    plain = [gold.content for gold in golds if not gold.quoted and gold.content]
    everything = [gold.content for gold in golds if gold.content]
    tally.indirect_gold += len(plain)
    tally.indirect_found += sum(any(_alike(content, place) for place in indirect) for content in plain)
    tally.indirect_printed += len(indirect)
    tally.indirect_right += sum(any(_alike(content, place) for content in everything) for place in indirect)


def _alike(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    return _shared(one, other) * 2 > max(_size(one), _size(other))


def _cut(text: str, spans: tuple[Span, ...]) -> str:
    return repr(" ~ ".join(text[a:b] for a, b in spans)[:140])


def _rate(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "-"


def _report(name: str, tally: Tally, seconds: float) -> None:
    """Prints one half."""
    both = tally.named + tally.pronouns
    pace = f"{seconds:.2f} s ({tally.stories / seconds:.0f} stories a second)"
    print(f"{name}: {tally.stories} stories, {tally.characters} characters, {pace}")
    print(f"  direct quotes found (recall)      {_rate(tally.found, tally.gold)}")
    print(f"  direct quotes right (precision)   {_rate(tally.right, tally.printed)}")
    print(f"  speaker right, named source       {_rate(sum(tally.named), len(tally.named))}")
    print(f"  speaker right, pronoun (expanded) {_rate(sum(tally.pronouns), len(tally.pronouns))}")
    print(f"  speaker right, both               {_rate(sum(both), len(both))}")
    print(f"  indirect found (recall)           {_rate(tally.indirect_found, tally.indirect_gold)}")
    print(f"  indirect right (precision)        {_rate(tally.indirect_right, tally.indirect_printed)}")


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="Quotes against stories annotated in brat's format")
    parser.add_argument("--data", type=Path, required=True, help="folder of .txt stories with .ann beside them")
    parser.add_argument("--half", choices=("tune", "final"), help="only this half")
    parser.add_argument("--misses", action="store_true", help="print each miss")
    options = parser.parse_args()
    stories = sorted(options.data.glob("*.txt"))
    if not stories:
        print(f"no .txt stories in {options.data}", file=sys.stderr)
        return 1
    for name in ("tune", "final"):
        if options.half not in (None, name):
            continue
        tally = Tally()
        seconds = 0.0
        for story in stories:
            annotations = sorted(options.data.glob(f"{story.stem}_*.ann"))
            if half(story.stem) != name or not annotations:
                continue
            text = story.read_bytes().decode("utf-8")
            golds = read_gold(annotations[0].read_bytes().decode("utf-8"), text)
            started = time.perf_counter()
            said = quotes(text)
            seconds += time.perf_counter() - started
            misses = _measure(text, golds, said, tally)
            if options.misses and misses:
                print(f"# {story.stem}", *misses, sep="\n")
        _report(name, tally, seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
