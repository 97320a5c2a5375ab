"""Settings of the corpus: where articles come from and how they are cut into passages."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class CorpusSettings(BaseModel):
    """The `corpus` section of config.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: Annotated[
        tuple[str, ...],
        Field(description="files and folders to read; empty: those of the current index, else the bundled sample"),
    ] = ()
    passage_tokens: Annotated[
        int, Field(ge=32, le=512, description="longest passage, in tokens of the embedding model")
    ] = 200
    passage_overlap: Annotated[
        int, Field(ge=0, le=5, description="sentences a passage shares with the one before it")
    ] = 1
    max_file_mb: Annotated[int, Field(ge=1, le=4096, description="files above this size are reported, not read")] = 256
