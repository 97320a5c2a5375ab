"""What the benchmarks report as memory, of a process that is known to hold some."""

from __future__ import annotations

import subprocess
import sys

_CHILD_HOLDS = """
import subprocess, sys
from benchmarks.memory import peak_mib, peak_of_children_mib
subprocess.run([sys.executable, "-c", "bytearray(b'1') * (100 << 20)"], check=True)
print(peak_mib(), peak_of_children_mib())
"""
_HOLD_AND_LET_GO = """
from benchmarks.memory import peak_mib, present_mib
before = present_mib()
held = bytearray(b"1") * (100 << 20)
during = present_mib()
del held
print(before, during, present_mib(), peak_mib())
"""


def printed_by(script: str) -> list[float]:
    """The figures that a script prints in a process of its own."""
    printed = subprocess.check_output(  # noqa: S603 (it is this interpreter)
        [sys.executable, "-c", script], text=True, timeout=60
    )
    return [float(figure) for figure in printed.split()]


def test_the_peak_stays_when_memory_is_let_go_and_the_present_figure_falls() -> None:
    before, during, after, peak = printed_by(_HOLD_AND_LET_GO)
    assert 90 < during - before < 120
    assert after < during - 90
    assert during - 10 < peak < during + 20


def test_what_a_child_held_is_the_childs() -> None:
    own, of_children = printed_by(_CHILD_HOLDS)
    assert own < 90
    assert of_children > 100
