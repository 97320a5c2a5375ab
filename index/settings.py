"""Settings of the index, and how settings are read: config.yaml, then the environment over it.

A variable is `DATELINE_<SECTION>__<NAME>`, as in DATELINE_INDEX__THREADS=1.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings import SettingsError as UnreadableEnvironment

from corpus.errors import SettingsError
from corpus.settings import CorpusSettings

DEFAULT_CONFIG = Path("config.yaml")
DOCUMENTATION = "README.md lists every setting"
ENVIRONMENT_PREFIX = "DATELINE_"


class IndexSettings(BaseModel):
    """The `index` section of config.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True, protected_namespaces=())

    model: Annotated[
        str,
        Field(
            min_length=1,
            description="embedding model: all-MiniLM-L6-v2 (bundled), a folder, or a name on the hub",
        ),
    ] = "all-MiniLM-L6-v2"
    backend: Annotated[
        Literal["auto", "onnx", "onnx-fp32", "torch"],
        Field(description="what runs the model: auto (by the processor), onnx (int8), onnx-fp32 or torch"),
    ] = "auto"
    threads: Annotated[int, Field(ge=0, le=256, description="threads for embedding; 0: one per core")] = 0
    batch_size: Annotated[int, Field(ge=1, le=1024, description="passages embedded at once")] = 32
    candidates: Annotated[
        int,
        Field(ge=10, le=1000, description="passages taken from each half of the search before they are fused"),
    ] = 100
    rerank: Annotated[
        str,
        Field(min_length=1, description="what reads the best hits again: none, reader, or a cross-encoder's folder"),
    ] = "none"
    rerank_depth: Annotated[int, Field(ge=1, le=100, description="hits that are read again")] = 10
    rerank_weight: Annotated[
        float, Field(ge=0, le=1, description="what a reading's logit counts beside a score between 0 and 1")
    ] = 0.04
    keep_generations: Annotated[int, Field(ge=1, le=100, description="generations kept on disk for a rollback")] = 3


class RebuildingSettings(BaseModel):
    """The `rebuild` section of config.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    wait_s: Annotated[
        float, Field(ge=0, le=86_400, description="seconds to wait for another rebuild of the same data_dir")
    ] = 0
    watch_quiet_s: Annotated[
        float,
        Field(ge=0.1, le=3600, description="seconds without a further change after which --watch rebuilds"),
    ] = 2
    watch_feeds_minutes: Annotated[
        float, Field(ge=1, le=10_080, description="minutes from one look at feeds to the next with --watch")
    ] = 30


class RebuildSettings(BaseSettings):
    """The settings that a rebuild needs. Build it with `load_settings`, which turns what is wrong into one line."""

    model_config = SettingsConfigDict(
        extra="ignore",  # the sections of the layers above
        frozen=True,
        env_prefix=ENVIRONMENT_PREFIX,
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )

    data_dir: Annotated[Path, Field(description="folder of the index and of the bot's own state")] = Path("data")
    corpus: CorpusSettings = CorpusSettings()
    index: IndexSettings = IndexSettings()
    rebuild: RebuildingSettings = RebuildingSettings()

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


Loaded = TypeVar("Loaded", bound=RebuildSettings)


def load_settings(kind: type[Loaded], config: Path | None = None, data_dir: Path | None = None) -> Loaded:
    """Read settings of that kind.

    `config` names the file; None takes ./config.yaml where there is one and the defaults where there is none.
    `data_dir`, the command line's, goes over everything else. Raises SettingsError, naming the key or the variable.
    """
    path = config or DEFAULT_CONFIG
    values = _read(path) if config or path.exists() else {}
    try:
        settings = kind(**values)
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


def _explain(path: Path, failure: Any) -> str:
    key = ".".join(str(part) for part in failure["loc"])
    variable = ENVIRONMENT_PREFIX + key.upper().replace(".", "__")
    where = variable if variable in os.environ else f"{path}: {key}"
    if failure["type"] == "extra_forbidden":
        return f"{where}: no such setting"
    return f"{where}: {failure['msg']}, not {failure['input']!r}"
