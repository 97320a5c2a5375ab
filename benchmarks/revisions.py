"""Where the papers changed their mind: `python -m benchmarks.revisions [--misses]`.

Two little archives of `tests/bot/answering/revisions.py`, in which figures, days, places and names are revised, and
questions whose leading article is known. Printed are how many answers are led by it, and how many name the earlier
state, where there is one. Rules were made with the first; the second was written before them and is held.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bot.answering.answer import Question
from bot.answering.answerer import Answerer
from bot.open import open_judge
from bot.settings import AnsweringSettings, ReaderSettings
from index.embedding import Embedder
from index.settings import IndexSettings
from index.window import window_from_text
from tests.bot.answering import revisions
from tests.index.archives import archive_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.answer import Answer
    from bot.answering.evidence import Judge
    from tests.bot.answering.revisions import Asked

SETS = {
    "made with": (revisions.ARTICLES, revisions.ASKED, date(2004, 7, 1)),
    "held": (revisions.HELD_ARTICLES, revisions.HELD, date(2011, 8, 1)),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A question and the answer it got."""

    asked: Asked
    answer: Answer

    @property
    def is_led_right(self) -> bool:
        """Whether the article with the state that is asked for leads."""
        return bool(self.answer.citations) and self.answer.citations[0].article_id == self.asked.leads

    @property
    def names_earlier(self) -> bool:
        """Whether the earlier state is named as such."""
        cited = {citation.n: citation.article_id for citation in self.answer.citations}
        return any(
            claim.text.startswith("[Earlier, ") and cited[claim.citations[0]] == self.asked.earlier
            for claim in self.answer.claims
        )


def ask_all(name: str, folder: Path, embedder: Embedder, settings: IndexSettings, judge: Judge) -> list[Told]:
    """Every question of a set, asked of its archive, which is built in the folder."""
    articles: tuple[dict[str, Any], ...]
    articles, asked, today = SETS[name]
    archive = archive_of(folder, articles, embedder, settings)
    answerer = Answerer(archive, judge, AnsweringSettings(), today=lambda: today)
    return [Told(one, answerer.ask(Question(one.question, window_from_text(as_of=one.as_of)))) for one in asked]


def figures(told: Sequence[Told]) -> tuple[int, int, int]:
    """How many are led by the right article, how many name the earlier state, and how many should."""
    revised = [one for one in told if one.asked.earlier]
    return sum(one.is_led_right for one in told), sum(one.names_earlier for one in revised), len(revised)


def main() -> None:
    """Ask, and print how many answers are right."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print what is wrong of the set made with")
    arguments = parser.parse_args()
    settings = IndexSettings(threads=1)
    embedder, judge = Embedder(settings), open_judge(ReaderSettings(threads=1))
    for name in SETS:
        with TemporaryDirectory() as folder:
            told = ask_all(name, Path(folder), embedder, settings, judge)
        led, named, revised = figures(told)
        print(f"{name:9}  led by the right article {led} of {len(told)}  earlier state named {named} of {revised}")
        for one in told if arguments.misses and name == "made with" else ():
            if not (one.is_led_right and (one.names_earlier or one.asked.earlier is None)):
                print(f"  {one.asked.question} {one.asked.as_of or ''}\n    {one.answer.text[:300]}")


if __name__ == "__main__":
    main()
