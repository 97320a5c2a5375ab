"""Blocking work beside the questions: looking something up, or a rebuild. Never on the event loop."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


async def in_thread(work: Callable[[], Result]) -> Result:
    """What the work returns or raises, done in a thread of its own.

    The thread is a daemon: work that hangs, or a rebuild in its midst, must not keep the process from ending.
    """
    loop = asyncio.get_running_loop()
    result: asyncio.Future[Result] = loop.create_future()

    def settle(outcome: Result | None, failure: BaseException | None) -> None:
        if result.done():
            return
        if failure is not None:
            result.set_exception(failure)
        else:
            result.set_result(outcome)  # type: ignore[arg-type]  # without a failure it is what the work returned

    def run() -> None:
        outcome, failure = None, None
        try:
            outcome = work()
        except BaseException as raised:  # noqa: BLE001 (whoever awaits the result gets it)
            failure = raised
        try:
            loop.call_soon_threadsafe(settle, outcome, failure)
        except RuntimeError:  # the loop is closed: nobody awaits it any more
            return

    threading.Thread(target=run, name="background", daemon=True).start()
    return await result
