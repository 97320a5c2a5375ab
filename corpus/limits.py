"""Limits: what one file may cost, whatever it claims to hold."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.errors import SourceError

MEGABYTE = 1_048_576
# Small files may unpack to so much, in bytes, at any ratio: a short page of one repeated letter is no bomb.
_FREE = 16 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at the most; the settings of the same names say what each is for."""

    max_file_mb: int = 256
    max_record_mb: int = 16
    max_members: int = 100_000
    max_ratio: int = 200
    max_nesting: int = 5

    @property
    def file(self) -> int:
        """The largest file read in one piece, in bytes."""
        return self.max_file_mb * MEGABYTE

    @property
    def record(self) -> int:
        """The largest text of one article, in bytes: a line or a record of a file that holds many, or a whole file."""
        return self.max_record_mb * MEGABYTE

    def too_big(self) -> SourceError:
        """What is said of a file above `file`."""
        return SourceError(f"above the limit of {self.max_file_mb} MB (corpus.max_file_mb)")

    def too_long(self) -> str:
        """What is said of a record above `record`."""
        return f"above the limit of {self.max_record_mb} MB for one article (corpus.max_record_mb)"


@dataclass(frozen=True, slots=True)
class Fetching:
    """What one run may ask of the web: seconds for each request from beginning to end, pages for each feed."""

    timeout_s: float = 20.0
    pages: int = 50


class Budget:
    """What is left for one file on disk: it counts all that comes out of the archives in it, however deep."""

    def __init__(self, limits: Limits, size: int) -> None:
        """`size` is that of the file on disk, in bytes."""
        self.limits = limits
        self._bytes = max(_FREE, size * limits.max_ratio)
        self._members = limits.max_members

    @property
    def is_spent(self) -> bool:
        """Whether more has been asked for than there was."""
        return self._bytes < 0 or self._members < 0

    def unpack(self, count: int) -> None:
        """Count bytes that were unpacked. Raises SourceError where they are too many for the size of the file."""
        self._bytes -= count
        if self._bytes < 0:
            ratio = self.limits.max_ratio
            raise SourceError(f"unpacks to more than {ratio} times its size: an archive bomb (corpus.max_ratio)")

    def member(self) -> None:
        """Count one file in an archive. Raises SourceError where there are too many."""
        self._members -= 1
        if self._members < 0:
            raise SourceError(f"holds more than {self.limits.max_members} files (corpus.max_members)")

    def nest(self, depth: int) -> None:
        """Raises SourceError for an archive that lies in too many others."""
        if depth > self.limits.max_nesting:
            raise SourceError(f"archives nested deeper than {self.limits.max_nesting} (corpus.max_nesting)")
