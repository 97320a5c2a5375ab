"""What the processor can do that decides between int8 and fp32.

ONNX Runtime multiplies unsigned by signed bytes. With VNNI (x86) or the dot product instructions (ARM) that is exact
and the fastest there is. Without them x86 adds pairs of products in 16 bits, which overflow
(https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html, "When and why do I need to try U8U8?").
"""

from __future__ import annotations

import platform
import sys
from pathlib import Path

_CPUINFO = Path("/proc/cpuinfo")
EXACT_INT8 = ("avx512_vnni", "avx_vnni", "asimddp")
"""Flags of the kernel's cpuinfo, any of which means fast and exact int8."""


def int8_instructions(cpuinfo: Path = _CPUINFO) -> str | None:
    """The name of the instructions that make int8 fast and exact here, or None where there are none."""
    if sys.platform == "darwin":
        return "asimddp" if platform.machine() == "arm64" else None
    try:
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    flags = {flag for line in lines if line.startswith(("flags", "Features")) for flag in line.split()}
    return next((name for name in EXACT_INT8 if name in flags), None)
