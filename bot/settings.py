"""All settings: config.yaml, then `DATELINE_<SECTION>__<NAME>` from the environment over it.

Secrets (DISCORD_TOKEN) are not settings: they come from the environment alone and are never printed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings import SettingsError as UnreadableEnvironment

from corpus.errors import SettingsError
from corpus.settings import CorpusSettings
from index.settings import IndexSettings

DEFAULT_CONFIG = Path("config.yaml")
ENVIRONMENT_PREFIX = "DATELINE_"
DOCUMENTATION = "README.md lists every setting"


class AnsweringSettings(BaseModel):
    """The `answering` section: how answers are made and when the bot says no."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    passages: Annotated[int, Field(ge=1, le=50, description="passages read for an answer")] = 8
    max_sentences: Annotated[int, Field(ge=1, le=10, description="sentences an answer quotes at the most")] = 3
    min_confidence: Annotated[
        float, Field(ge=0, le=1, description="below this probability the archive does not say")
    ] = 0.5
    max_question_chars: Annotated[int, Field(ge=50, le=4000, description="longest question, in characters")] = 1000
    history_turns: Annotated[int, Field(ge=0, le=20, description="earlier turns a follow-up may lean on")] = 3


class DiscordSettings(BaseModel):
    """The `discord` section: how the bot behaves in a server."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    private: Annotated[bool, Field(description="show answers to /ask to the asker alone unless asked otherwise")] = (
        False
    )
    answer_timeout_s: Annotated[
        float, Field(gt=0, le=600, description="seconds after which a question is given up")
    ] = 60
    workers: Annotated[int, Field(ge=1, le=64, description="questions answered at the same time")] = 2
    max_waiting: Annotated[int, Field(ge=0, le=1000, description="questions that may wait for a free worker")] = 50
    cooldown_s: Annotated[float, Field(ge=0, le=3600, description="seconds between two questions of one person")] = 3
    conversation_minutes: Annotated[
        int, Field(ge=1, le=1440, description="minutes of silence after which a conversation is forgotten")
    ] = 30


class Settings(BaseSettings):
    """Every setting of Dateline. Build it with `load_settings`, which turns what is wrong into one line."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix=ENVIRONMENT_PREFIX,
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )

    data_dir: Annotated[Path, Field(description="folder of the index and of the bot's own state")] = Path("data")
    corpus: CorpusSettings = CorpusSettings()
    index: IndexSettings = IndexSettings()
    answering: AnsweringSettings = AnsweringSettings()
    discord: DiscordSettings = DiscordSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 (the signature is pydantic's)
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment first, then what the file says."""
        return env_settings, init_settings


def load_settings(config: Path | None = None, data_dir: Path | None = None) -> Settings:
    """Read the settings.

    `config` names the file; None takes ./config.yaml where there is one and the defaults where there is none.
    `data_dir`, the command line's, goes over everything else. Raises SettingsError, naming the key or the variable.
    """
    path = config or DEFAULT_CONFIG
    values = _read(path) if config or path.exists() else {}
    _refuse_unknown_variables()
    try:
        settings = Settings(**values)
    except ValidationError as failure:
        first = failure.errors()[0]
        raise SettingsError(_explain(path, first), DOCUMENTATION) from None
    except UnreadableEnvironment as failure:
        raise SettingsError(f"environment: {failure}", DOCUMENTATION) from None
    return settings.model_copy(update={"data_dir": data_dir}) if data_dir else settings


def _read(path: Path) -> dict[str, Any]:
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as failure:
        raise SettingsError(f"{path}: {failure.strerror or failure}", "give another file with --config") from None
    except (yaml.YAMLError, UnicodeDecodeError) as failure:
        raise SettingsError(f"{path} is not YAML: {failure}", "mend that line") from None
    if values is None:
        return {}
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        raise SettingsError(f"{path} holds no settings: `section:` lines are expected", DOCUMENTATION)
    return values


def _refuse_unknown_variables() -> None:
    known = {name.upper() for name in Settings.model_fields}
    for variable in os.environ:
        if variable.startswith(ENVIRONMENT_PREFIX):
            section = variable.removeprefix(ENVIRONMENT_PREFIX).split("__")[0]
            if section not in known:
                raise SettingsError(f"{variable}: no such setting", DOCUMENTATION)


def _explain(path: Path, failure: Any) -> str:
    key = ".".join(str(part) for part in failure["loc"])
    variable = ENVIRONMENT_PREFIX + key.upper().replace(".", "__")
    where = variable if variable in os.environ else f"{path}: {key}"
    if failure["type"] == "extra_forbidden":
        return f"{where}: no such setting"
    return f"{where}: {failure['msg']}, not {failure['input']!r}"
