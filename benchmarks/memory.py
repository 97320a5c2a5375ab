"""Resident memory of the process that measures, and of those that it started."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")
_PER_MIB = 1024 * 1024 if sys.platform == "darwin" else 1024  # getrusage counts in bytes there, else in KiB


def peak_mib() -> float:
    """The most memory that this process has had resident, in MiB.

    Read from /proc where there is one: on Linux getrusage counts what the parent held when it started this process.
    """
    if _STATUS.exists():
        return _status_mib("VmHWM")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _PER_MIB


def peak_of_children_mib() -> float:
    """The most memory that any one process had resident which this one started and waited for, in MiB.

    On Linux at least what this process held when it started the child.
    """
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _PER_MIB


def present_mib() -> float:
    """The memory that this process has resident now, in MiB. Linux only: it is read from /proc."""
    return _status_mib("VmRSS")


def _status_mib(field: str) -> float:
    """A size out of /proc, which counts in KiB."""
    lines = _STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1024
