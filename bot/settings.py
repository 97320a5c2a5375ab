"""All settings. Secrets (DISCORD_TOKEN) are none: they come from the environment alone and are never printed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_settings import SettingsConfigDict

from corpus.errors import SettingsError
from index import settings as index_settings
from index.settings import DOCUMENTATION, ENVIRONMENT_PREFIX, RebuildSettings

if TYPE_CHECKING:
    from pathlib import Path


class LlmSettings(BaseModel):
    """The `answering.llm` section: a language model that words the answers.

    Off while `base_url` and `local` are empty.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    base_url: Annotated[
        str,
        Field(
            pattern=r"^(https?://\S+)?$",
            description="an OpenAI-compatible endpoint, as in http://localhost:8080/v1; empty: none",
        ),
    ] = ""
    model: Annotated[str, Field(description="name of the model at that endpoint")] = ""
    local: Annotated[str, Field(description="a model to run on this machine: smollm2, or a GGUF file; empty: none")] = (
        ""
    )
    local_threads: Annotated[int, Field(ge=0, le=256, description="threads for the local model; 0: one per core")] = 0
    key_variable: Annotated[
        str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", description="environment variable that holds the key")
    ] = "OPENAI_API_KEY"
    timeout_s: Annotated[float, Field(gt=0, le=300, description="seconds after which the model is given up")] = 20
    max_output_tokens: Annotated[int, Field(ge=16, le=4000, description="longest reply, in tokens")] = 400
    tokens_per_question: Annotated[
        int, Field(ge=500, le=100_000, description="most tokens that a question may cost")
    ] = 4000
    tokens_per_day: Annotated[
        int, Field(ge=0, le=1_000_000_000, description="most tokens that a day (UTC) may cost")
    ] = 200_000

    @model_validator(mode="after")
    def _names_one_model(self) -> LlmSettings:
        if self.base_url and self.local:
            raise ValueError("either base_url or local")
        if self.base_url and not self.model:
            raise ValueError("base_url needs a model")
        return self


class AnsweringSettings(BaseModel):
    """The `answering` section: how answers are made and when the bot says no."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    passages: Annotated[int, Field(ge=1, le=50, description="passages read for an answer")] = 8
    max_sentences: Annotated[int, Field(ge=1, le=10, description="sentences an answer quotes at the most")] = 4
    min_confidence: Annotated[
        float, Field(ge=0, le=1, description="below this probability the archive does not say")
    ] = 0.4
    max_question_chars: Annotated[int, Field(ge=50, le=4000, description="longest question, in characters")] = 1000
    history_turns: Annotated[int, Field(ge=0, le=20, description="earlier turns a follow-up may lean on")] = 10
    llm: Annotated[LlmSettings, Field(description="a language model that words the answers")] = LlmSettings()


class ReaderSettings(BaseModel):
    """The `reader` section: the model that judges whether a passage answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: Annotated[
        str,
        Field(min_length=1, description="bundled, none, or a folder with model.onnx, tokenizer.json and reader.json"),
    ] = "bundled"
    threads: Annotated[int, Field(ge=0, le=256, description="threads for reading; 0: one per core")] = 0


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
    server_per_minute: Annotated[
        int, Field(ge=1, le=10_000, description="questions of one server that are taken in a minute")
    ] = 60
    conversation_minutes: Annotated[
        int, Field(ge=1, le=1440, description="minutes of silence after which a person's next question starts afresh")
    ] = 30
    retention_days: Annotated[
        int, Field(ge=1, le=3650, description="days after which questions, answers and feedback are erased")
    ] = 30
    log_questions: Annotated[bool, Field(description="write the questions that people ask into the log")] = False
    message_content: Annotated[
        bool,
        Field(description="answer plain messages in the bot's threads; needs the message content intent"),
    ] = False
    archive_servers: Annotated[
        tuple[int, ...],
        Field(description="ids of the servers whose administrators may change the archive; empty: all"),
    ] = ()
    private_feeds: Annotated[
        bool, Field(description="let administrators add feeds from the network of the bot's own machine")
    ] = False


class Settings(RebuildSettings):
    """Every setting of Dateline. Build it with `load_settings`, which turns what is wrong into one line."""

    model_config = SettingsConfigDict(extra="forbid")

    answering: AnsweringSettings = AnsweringSettings()
    reader: ReaderSettings = ReaderSettings()
    discord: DiscordSettings = DiscordSettings()


def load_settings(config: Path | None = None, data_dir: Path | None = None) -> Settings:
    """Read the settings; see `index.settings.load_settings`."""
    _refuse_unknown_variables()
    return index_settings.load_settings(Settings, config, data_dir)


def _refuse_unknown_variables() -> None:
    known = {name.upper() for name in Settings.model_fields}
    for variable in os.environ:
        if variable.startswith(ENVIRONMENT_PREFIX):
            section = variable.removeprefix(ENVIRONMENT_PREFIX).split("__")[0]
            if section not in known:
                raise SettingsError(f"{variable}: no such setting", DOCUMENTATION)
