"""What the benchmarks report as memory, of a process that is known to hold some."""

from __future__ import annotations

import subprocess
import sys

_HOLD_AND_LET_GO = """
from benchmarks.memory import peak_mib, present_mib
before = present_mib()
held = bytearray(b"1") * (100 << 20)
during = present_mib()
del held
print(before, during, present_mib(), peak_mib())
"""


def test_the_peak_stays_when_memory_is_let_go_and_the_present_figure_falls() -> None:
    printed = subprocess.check_output(  # noqa: S603 (it is this interpreter)
        [sys.executable, "-c", _HOLD_AND_LET_GO], text=True, timeout=60
    )
    before, during, after, peak = map(float, printed.split())
    assert 90 < during - before < 120
    assert after < during - 90
    assert during - 10 < peak < during + 20
