"""What a generation is, on paper: its manifest, the recipe it was made by, and the files it must consist of."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from corpus.errors import CorruptGeneration, OutdatedGeneration
from index.checksum import sha256

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA_VERSION = 4
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the content of an index depends on beside the articles: a change of any of it asks for a rebuild."""

    model: str
    model_sha256: str
    chunker: int
    passage_tokens: int
    passage_overlap: int

    @property
    def digest(self) -> str:
        """A name for what was made by this recipe."""
        return hashlib.sha256(json.dumps(asdict(self)).encode()).hexdigest()[:16]

    def has_vectors_of(self, other: Recipe) -> bool:
        """Whether the two make the same vector of the same text."""
        return (self.model, self.model_sha256) == (other.model, other.model_sha256)

    def cuts_as(self, other: Recipe) -> bool:
        """Whether the two cut the same article into the same passages. The model counts: it says what a token is."""
        return self == other


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What one file of a generation must be."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is: `fingerprint` is a hash over its articles and its recipe, `created` is in UTC."""

    id: str
    created: str
    fingerprint: str
    sources: tuple[str, ...]
    articles: int
    passages: int
    recipe: Recipe
    files: dict[str, FileRecord]
    schema: int = SCHEMA_VERSION


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a generation's folder. Raises CorruptGeneration or OutdatedGeneration."""
    path, generation = folder / MANIFEST, folder.name
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values["schema"] != SCHEMA_VERSION:
            raise OutdatedGeneration(
                f"generation {generation} has schema {values['schema']}, this program reads {SCHEMA_VERSION}",
                "dateline rebuild",
            )
        return _manifest(values)
    except FileNotFoundError:
        raise CorruptGeneration(f"generation {generation} has no manifest", "dateline rebuild") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as failure:
        raise CorruptGeneration(f"{path}: {failure!r}", "dateline rebuild --full") from None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a manifest into the folder of the generation that it is of."""
    text = json.dumps(asdict(manifest), indent=1, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def record_files(folder: Path) -> dict[str, FileRecord]:
    """Size and hash of every file below a folder, by its relative path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): FileRecord(path.stat().st_size, sha256(path)) for path in paths}


def check_files(folder: Path, manifest: Manifest, hashed_up_to: int | None) -> None:
    """Hold the files to the manifest: all by size, those of at most so many bytes (None: every one) by hash too.

    Raises CorruptGeneration at the first that differs.
    """
    for name, record in manifest.files.items():
        path = folder / name
        try:
            size = path.stat().st_size
            whole = size == record.bytes
            if whole and (hashed_up_to is None or size <= hashed_up_to):
                whole = sha256(path) == record.sha256
        except OSError:
            whole = False
        if not whole:
            raise CorruptGeneration(
                f"generation {manifest.id}: {name} is not what was written", "dateline rebuild --full"
            )


def _manifest(values: dict[str, Any]) -> Manifest:
    files = {name: FileRecord(**record) for name, record in values["files"].items()}
    known = {"recipe": Recipe(**values["recipe"]), "files": files, "sources": tuple(values["sources"])}
    return Manifest(**(values | known))
