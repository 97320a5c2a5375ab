from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from pydantic import BaseModel

from bot.settings import Settings, load_settings
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def _an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def flat(settings: Settings) -> dict[str, object]:
    """Every setting by its dotted name."""

    def named(prefix: str, value: object) -> dict[str, object]:
        if not isinstance(value, dict):
            return {prefix: value}
        return {key: one for name, inner in value.items() for key, one in named(f"{prefix}.{name}", inner).items()}

    return {
        key: one for name, value in settings.model_dump(mode="json").items() for key, one in named(name, value).items()
    }


def described(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """Every setting that is no section, and every section within a section, with its field."""
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from described(inner)
        if field.description:
            yield name, field


def test_config_yaml_names_every_setting_with_its_default() -> None:
    written = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    assert written == load_settings().model_dump(mode="json")


def test_config_yaml_explains_every_setting_as_the_code_does() -> None:
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    for name, field in described(Settings):
        assert re.search(rf"^ *{name}: .*# {re.escape(field.description or '')}$", text, re.MULTILINE), name


def test_the_readme_lists_every_setting_with_its_default() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w.]+)` \| `([^`]*)` \|", readme, re.MULTILINE))
    assert rows == {name: yaml.safe_dump(value).split("\n")[0] for name, value in flat(load_settings()).items()}


def test_the_file_goes_over_the_defaults_and_the_environment_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.yaml").write_text("index: {threads: 3, rerank_depth: 20}\n")
    monkeypatch.setenv("DATELINE_INDEX__THREADS", "1")
    settings = load_settings()
    assert (settings.index.threads, settings.index.rerank_depth, settings.index.candidates) == (1, 20, 100)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("corpus: {sauces: []}", "corpus.sauces: no such setting"),
        ("indx: {}", "indx: no such setting"),
        ("index: {threads: -1}", "index.threads"),
        ("index: 7", "index"),
        ("answering: {min_confidence: often}", "answering.min_confidence"),
        ("- a list", "holds no settings"),
        ("a: [", "is not YAML"),
        ("\x00", "is not YAML"),
    ],
)
def test_what_is_wrong_in_the_file_is_one_line_that_names_it(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "mine.yaml").write_text(text)
    with pytest.raises(SettingsError, match=re.escape(named)) as caught:
        load_settings(tmp_path / "mine.yaml")
    assert "\n" not in str(caught.value)
    assert "mine.yaml" in str(caught.value)


@pytest.mark.parametrize("variable", ["DATELINE_INDEX__THREADS", "DATELINE_INDEX__TREADS", "DATELINE_INDX__THREADS"])
def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "many")
    with pytest.raises(SettingsError, match=variable):
        load_settings()


def test_a_file_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="nowhere"):
        load_settings(tmp_path / "nowhere.yaml")


def test_the_token_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "a-secret")
    assert "a-secret" not in repr(load_settings())
