"""One exchange with an endpoint, bounded as a whole by one deadline.

httpx bounds each read alone and has no bound for the whole (https://github.com/encode/httpx/issues/1450): an endpoint
that drips meets none. Blocking calls cannot be broken off from outside, but asynchronous ones can, at whatever step:
the name, the connection, TLS, headers, body. So each exchange is a task in a thread of its own that is cancelled at the
deadline, and its connection and its thread go with it. Questions are far apart: there is no connection worth keeping.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

from corpus.errors import LanguageModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractAsyncContextManager
    from typing import TypeAlias

    Opening: TypeAlias = "AbstractAsyncContextManager[Any]"  # what the library's with_streaming_response gives

THREAD = "language-model"
_LONGEST_REPLY = 4_000_000  # bytes, with what the protocol puts around words
_GRACE_S = 1  # for a thread that is busy; only a look-up of a name can outlast the deadline, and that by itself ends


class Exchange:
    """What an endpoint answers to one call, as it comes. Leaving it breaks the exchange off."""

    def __init__(self, client: Callable[[float], Any], ask: Callable[[Any], Opening], deadline: float) -> None:
        """Take what makes an asynchronous client, the call of it whose answer is read, and when to give up.

        The client is given the seconds in which to connect; `deadline` is a time of `monotonic`. Nothing is sent yet.
        """
        self._client = client
        self._ask = ask
        self._deadline = deadline
        self._arrived: SimpleQueue[str | bytes | BaseException | None] = SimpleQueue()  # _LONGEST_REPLY is its bound
        self._stop: Callable[[], object] = lambda: None
        self.kind = ""

    def __enter__(self) -> Self:
        """Send, and wait for the headers; `kind` is their content type.

        Raises LanguageModelError for an exchange that takes too long, and what the library raises.
        """
        threading.Thread(target=lambda: asyncio.run(self._run()), name=THREAD, daemon=True).start()
        self.kind = str(self._next() or "")
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def __iter__(self) -> Iterator[bytes]:
        """The bytes of the body. Raises LanguageModelError at the deadline or beyond all measure."""
        while piece := self._next():
            yield bytes(piece)

    def _next(self) -> Any:
        try:
            item = self._arrived.get(timeout=max(0.0, self._deadline - monotonic()) + _GRACE_S)
        except Empty:
            raise too_long() from None
        if isinstance(item, BaseException):
            raise item
        return item

    async def _run(self) -> None:
        loop, fetching = asyncio.get_running_loop(), asyncio.ensure_future(self._fetch())

        def stop() -> None:
            with suppress(RuntimeError):  # the loop is closed, the exchange over
                loop.call_soon_threadsafe(fetching.cancel)

        self._stop = stop
        try:
            async with asyncio.timeout_at(self._deadline):
                await fetching
        except TimeoutError:
            self._arrived.put(too_long())
        except asyncio.CancelledError:  # nobody reads any more
            return
        except Exception as failure:  # noqa: BLE001 (raised where the reply is read)
            self._arrived.put(failure)
        else:
            self._arrived.put(None)

    async def _fetch(self) -> None:
        size = 0
        # Cancelled in a TLS handshake, httpx leaves the connection to the garbage collector; its own timeout closes it.
        # The handshake is bounded apart from the connection, so each gets half.
        connecting_s = max(0.0, self._deadline - monotonic()) / 2
        async with self._client(connecting_s) as client, self._ask(client) as raw:
            self._arrived.put(raw.headers.get("content-type", ""))
            async for piece in raw.http_response.aiter_bytes():
                size += len(piece)
                if size > _LONGEST_REPLY:
                    raise LanguageModelError("the language model's reply has no end")
                if piece:  # an empty one would read as the end
                    self._arrived.put(piece)


def too_long() -> LanguageModelError:
    """What an endpoint that is slow raises."""
    return LanguageModelError("the language model took too long", "raise answering.llm.timeout_s, or use a faster one")
