"""Where the data lies that some tests measure with and that is no part of this repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE_THE_CHECKOUT = Path(__file__).resolve().parent.parent.parent / "shared"


def shared(*parts: str) -> Path:
    """The path of a file or folder of the shared data; skips the test where it is not there.

    SHARED_DATA names the folder; without it, `shared` beside the checkout is meant.
    """
    path = Path(os.environ.get("SHARED_DATA") or _BESIDE_THE_CHECKOUT).joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{path} is not there: set SHARED_DATA to the folder of the shared data")
    return path
