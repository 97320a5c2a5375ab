"""List the generations of the index, or go back to an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.output import say, say_json

if TYPE_CHECKING:
    import argparse

    from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--rollback", metavar="ID", help="make that generation the current one")
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """List or roll back."""
    from index.generation import Generations

    generations = Generations(settings.data_dir)
    if arguments.rollback:
        generations.rollback(arguments.rollback)
    current = generations.current_id()
    rows = [
        {
            "id": manifest.id,
            "current": manifest.id == current,
            "created": manifest.created,
            "articles": manifest.articles,
            "passages": manifest.passages,
            "model": manifest.recipe.model,
            "sources": list(manifest.sources),
        }
        for manifest in generations.all()
    ]
    if arguments.json:
        say_json(rows)
        return 0
    for row in rows:
        mark = "*" if row["current"] else " "
        say(f"{mark} {row['id']}  {row['articles']} articles, {row['passages']} passages, {row['model']}")
    if not rows:
        say(f"No generation in {settings.data_dir} yet: dateline rebuild makes one.")
    return 0
