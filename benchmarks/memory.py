"""Resident memory of the process that measures, and of those that it started."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

_PER_MIB = 1024 * 1024 if sys.platform == "darwin" else 1024  # getrusage counts in bytes there, else in KiB


def peak_mib() -> float:
    """The most memory that this process has had resident, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _PER_MIB


def peak_of_children_mib() -> float:
    """The most memory that any one process had resident which this one started and waited for, in MiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _PER_MIB


def present_mib() -> int:
    """The memory that this process has resident now, in whole MiB. Linux only: it is read from /proc."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1024
