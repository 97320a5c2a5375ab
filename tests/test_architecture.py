"""The arrows between the packages: corpus knows no vectors, index no chat, answering no Discord."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FORBIDDEN = {
    "corpus": {"index", "bot", "faiss", "torch", "sentence_transformers", "discord"},
    "index": {"bot", "discord"},
    "bot/answering": {"discord", "bot.chat", "bot.commands"},
    "bot/commands": {"discord"},
}


def imported(path: Path) -> set[str]:
    """Every module that a file imports, with its parents."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports name their package"
            names.add(node.module or "")
    return {".".join(name.split(".")[: n + 1]) for name in names for n in range(name.count(".") + 1)}


@pytest.mark.parametrize("package", FORBIDDEN)
def test_a_layer_imports_nothing_that_lies_above_it(package: str) -> None:
    files = sorted((ROOT / package).rglob("*.py"))
    assert files
    for path in files:
        assert not imported(path) & FORBIDDEN[package], path


def test_only_one_module_defines_errors() -> None:
    for path in [path for package in ("corpus", "index", "bot") for path in (ROOT / package).rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and path.name != "errors.py":
                bases = {ast.unparse(base) for base in node.bases}
                assert not any(base.endswith(("Error", "Exception")) for base in bases), f"{path}: {node.name}"
