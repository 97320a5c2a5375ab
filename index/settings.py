"""Settings of the index: the embedding model, the search and the generations that are kept."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


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
    threads: Annotated[int, Field(ge=0, le=256, description="threads for embedding; 0: one per core")] = 0
    batch_size: Annotated[int, Field(ge=1, le=1024, description="passages embedded at once")] = 32
    candidates: Annotated[
        int,
        Field(ge=10, le=1000, description="passages taken from each half of the search before they are fused"),
    ] = 100
    rrf_k: Annotated[int, Field(ge=1, le=1000, description="constant of reciprocal rank fusion")] = 60
    keep_generations: Annotated[int, Field(ge=1, le=100, description="generations kept on disk for a rollback")] = 3
