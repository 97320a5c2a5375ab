"""Waiting for what the bot does: bounded, and woken by each change instead of by the clock."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

WAIT_S = 60.0  # what works takes a moment; a machine with other work to do may take long over it

Found = TypeVar("Found")


class Watch:
    """Tells those who wait that something has changed."""

    def __init__(self) -> None:
        self.wait_s = WAIT_S
        self._changed = asyncio.Event()

    def notify(self) -> None:
        """Let everybody look again."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, look: Callable[[], Found | None], what: str) -> Found:
        """What `look` finds, as soon as it finds something. Raises AssertionError after `wait_s` without."""
        try:
            async with asyncio.timeout(self.wait_s):
                while (found := look()) is None:
                    await self._changed.wait()
                return found
        except TimeoutError:
            raise AssertionError(f"waited {self.wait_s:g} s in vain for {what}") from None
