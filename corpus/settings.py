"""Settings of the corpus: where articles come from and how they are cut into passages."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from corpus.limits import Fetching, Limits


class CorpusSettings(BaseModel):
    """The `corpus` section of config.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: Annotated[
        tuple[str, ...],
        Field(
            description="files, folders and feeds to read; empty: those of the current index, else the bundled sample"
        ),
    ] = ()
    strict: Annotated[bool, Field(description="a file that cannot be read stops the rebuild")] = False
    passage_tokens: Annotated[
        int, Field(ge=32, le=512, description="longest passage, in tokens of the embedding model")
    ] = 200
    passage_overlap: Annotated[
        int, Field(ge=0, le=5, description="sentences a passage shares with the one before it")
    ] = 1
    max_file_mb: Annotated[int, Field(ge=1, le=4096, description="files above this size are reported, not read")] = 256
    max_record_mb: Annotated[
        int, Field(ge=1, le=1024, description="articles, lines and records above this size are reported, not read")
    ] = 16
    max_members: Annotated[int, Field(ge=1, le=10_000_000, description="files read from one archive")] = 100_000
    max_ratio: Annotated[
        int, Field(ge=2, le=100_000, description="an archive that unpacks to more times its size is a bomb")
    ] = 200
    max_nesting: Annotated[int, Field(ge=1, le=20, description="archives in archives that are opened")] = 5
    processes: Annotated[int, Field(ge=0, le=256, description="processes that read large folders; 0: one per core")] = 0

    fetch_timeout_s: Annotated[
        int, Field(ge=1, le=600, description="seconds for one answer of a web server, from beginning to end")
    ] = 20
    fetch_pages: Annotated[
        int,
        Field(ge=0, le=10_000, description="pages fetched for one feed in one run, for entries with only a summary"),
    ] = 50

    @property
    def fetching(self) -> Fetching:
        """What the readers ask of the web at the most."""
        return Fetching(self.fetch_timeout_s, self.fetch_pages)

    @property
    def limits(self) -> Limits:
        """What the readers read at the most."""
        return Limits(self.max_file_mb, self.max_record_mb, self.max_members, self.max_ratio, self.max_nesting)
