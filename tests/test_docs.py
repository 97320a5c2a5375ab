"""The documents speak of what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.cli import COMMANDS, build_parser

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "corpus").rglob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_tells_what_every_command_does(command: str) -> None:
    assert re.search(rf"^\| `dateline {command}\b", README, re.MULTILINE)


def test_no_document_speaks_of_a_command_or_an_option_that_is_not_there() -> None:
    parser = build_parser()
    options = {"--help"}
    for action in parser._actions:
        for subparser in (getattr(action, "choices", None) or {}).values():
            options |= set(subparser._option_string_actions)
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        for command, rest in re.findall(r"dateline ([a-z]+)\b([^\n|`]*)", "\n".join(_code(text))):
            assert command in COMMANDS, f"{document.name}: dateline {command}"
            unknown = set(re.findall(r"--[a-z-]+", rest)) - options
            assert not unknown, f"{document.name}: {unknown}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


def test_every_module_named_in_a_document_is_there() -> None:
    for document in DOCUMENTS:
        for module in re.findall(r"python -m ([\w.]+)", document.read_text(encoding="utf-8")):
            path = ROOT / Path(*module.split("."))
            assert path.with_suffix(".py").exists() or path.is_dir() or module in {"pip", "venv"}, module


def test_every_target_of_make_named_in_a_document_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for document in DOCUMENTS:
        for code in _code(document.read_text(encoding="utf-8")):
            for target in re.findall(r"\bmake ([a-z][a-z-]*)(?!\S)", code):
                assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{document.name}: make {target}"


def _code(text: str) -> list[str]:
    """What stands in code blocks, less the comments there, and between back-ticks."""
    blocks = [re.sub(r"#.*", "", block) for block in re.findall(r"```.*?```", text, re.DOTALL)]
    return blocks + re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
