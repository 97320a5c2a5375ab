"""The threads that answer and search, and the bounded queue in front of them.

At most `workers` questions (or searches, which count as questions here) are answered at the same time and `max_waiting`
more may wait; beyond that, and within a person's cool-down, a question is refused in words. A question is given up
after `answer_timeout_s`, waiting included; the thread that is still at it stays taken until it is done, since a thread
cannot be stopped.
"""

from __future__ import annotations

import asyncio
import logging
import math
import queue
import threading
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from corpus.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.answering.answer import Answer, Question
    from bot.chat.asking import Asker
    from bot.settings import DiscordSettings

log = logging.getLogger(__name__)

Result = TypeVar("Result")

_MINUTE_S = 60.0


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """Work on its way to a thread, and where its result is awaited: once that is done, by nobody any more."""

    work: Callable[[], Any]
    result: asyncio.Future[Any]

    def settle(self, outcome: Any, failure: Exception | None = None) -> None:
        """Hand the outcome over, from the event loop."""
        if self.result.done():
            return
        if failure is not None:
            self.result.set_exception(failure)
        else:
            self.result.set_result(outcome)


class Place:
    """Room for one question, taken with `Workers.place`."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self.asked = False

    @property
    def ahead(self) -> int:
        """How many questions must be done before this one begins, if it is asked now."""
        return self._workers.waiting

    async def ask(self, question: Question, watch: Callable[[str], None] | None = None) -> Answer:
        """The answer. Raises QuestionError when it takes too long, else whatever the asker raises.

        `watch` is given the text so far where it is worded bit by bit, in the thread that answers.
        """
        started = monotonic()
        answer = await self.run(lambda: self._workers.asker.ask(question, watch))
        took = 1000 * (monotonic() - started)
        log.info("%s in %.0f ms", "abstained" if answer.abstained else "answered", took)
        if self._workers.log_questions:
            log.info("the question was: %r", question.text)
        return answer

    async def run(self, work: Callable[[], Result]) -> Result:
        """What some work on the archive comes to. Raises QuestionError when it takes too long, else what it raises."""
        self.asked = True
        return await self._workers._run(work)  # noqa: SLF001 (a place is a part of its Workers)


class Workers:
    """Answers questions in threads. Everything but the asking itself happens on the event loop."""

    def __init__(self, asker: Asker, settings: DiscordSettings) -> None:
        self.asker = asker
        self.log_questions = settings.log_questions
        self._count = settings.workers
        self._timeout_s = settings.answer_timeout_s
        self._cooldown_s = settings.cooldown_s
        self._room = threading.BoundedSemaphore(settings.workers + settings.max_waiting)
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()  # bounded by _room
        self._threads: list[threading.Thread] = []
        self._admitted: dict[int, float] = {}  # person -> when, oldest first; none older than the cool-down
        self._per_minute = settings.server_per_minute
        self._of_servers: dict[int, deque[float]] = {}  # server -> when its questions of the last minute were admitted
        self._awaited: set[Job] = set()
        self._handlers: set[asyncio.Task[Any]] = set()
        self._closing = False
        self._given_up = False

    @contextmanager
    def place(self, person: int, server: int | None = None) -> Iterator[Place]:
        """Room for one question of a person; `drain` waits for the end of the task that takes it.

        Raises QuestionError, at once and in words, when the bot is closing, the person must cool down, their server has
        asked enough for a minute, or all is busy.
        """
        if self._closing:
            raise _restarting()
        self._refuse_within_cooldown(person)
        if server is not None:
            self._refuse_beyond_rate(server)
        if not self._room.acquire(blocking=False):
            raise QuestionError("too many questions are waiting", "try again in a minute")
        self._admitted[person] = monotonic()
        if server is not None:
            self._of_servers.setdefault(server, deque()).append(monotonic())
        place, handler = Place(self), asyncio.current_task()
        assert handler is not None  # noqa: S101 (a coroutine runs in a task)
        self._handlers.add(handler)
        handler.add_done_callback(self._handlers.discard)  # when it ends: what failed is still to be told then
        try:
            yield place
        finally:
            if not place.asked:
                self._room.release()

    @property
    def waiting(self) -> int:
        """How many questions stand before one that comes now; 0 where a thread is free for it."""
        return max(0, len(self._awaited) - self._count + 1)

    def refuse(self) -> None:
        """Admit nobody any more."""
        self._closing = True

    async def drain(self, seconds: float) -> bool:
        """Wait at most that long for what is in flight; returns whether all of it ended."""
        if self._handlers:
            await asyncio.wait(self._handlers, timeout=seconds)
        return not self._handlers

    async def give_up(self, seconds: float) -> None:
        """Tell everybody who still waits, or is about to, to ask again later, in at most that long."""
        self._given_up = True
        for job in self._awaited:
            job.settle(None, _restarting())
        await self.drain(seconds)

    def close(self) -> None:
        """Let the threads end once they are idle."""
        self.refuse()
        for _ in self._threads:
            self._jobs.put(None)
        self._threads.clear()

    async def _run(self, work: Callable[[], Result]) -> Result:
        if self._given_up:
            self._room.release()
            raise _restarting()
        loop = asyncio.get_running_loop()
        job = Job(work, loop.create_future())
        self._hire(loop)
        self._jobs.put(job)
        self._awaited.add(job)
        try:
            async with asyncio.timeout(self._timeout_s) as limit:
                result: Result = await job.result
        except TimeoutError:
            if not limit.expired():  # the asker's own
                raise
            what = f"no answer within {self._timeout_s:g} seconds"
            raise QuestionError(what, "try again, or ask for less at once") from None
        finally:
            self._awaited.discard(job)
        return result

    def _hire(self, loop: asyncio.AbstractEventLoop) -> None:
        if len(self._threads) < self._count:
            # Daemons: a model that hangs must not keep the process alive beyond the time a drain may take.
            name = f"answering-{len(self._threads)}"
            thread = threading.Thread(target=self._work, args=(loop,), name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self, loop: asyncio.AbstractEventLoop) -> None:
        while (job := self._jobs.get()) is not None:
            outcome = failure = None
            try:
                outcome = None if job.result.done() else job.work()
            except Exception as raised:  # noqa: BLE001 (whatever it is belongs to the one who asked)
                failure = raised
            self._room.release()  # before the answer is out, or who reads it and asks on could find no room
            try:
                loop.call_soon_threadsafe(job.settle, outcome, failure)
            except RuntimeError:  # the loop is closed: the bot has stopped and nobody awaits the answer
                return
            del job, outcome, failure  # else the last question and its answer live on until the next one comes

    def _refuse_within_cooldown(self, person: int) -> None:
        now = monotonic()
        while self._admitted and now - next(iter(self._admitted.values())) >= self._cooldown_s:
            del self._admitted[next(iter(self._admitted))]
        if person in self._admitted:
            left = math.ceil(self._admitted[person] + self._cooldown_s - now)
            raise QuestionError(
                f"you must wait between two questions: ask again in {left} second{'s' if left > 1 else ''}"
            )

    def _refuse_beyond_rate(self, server: int) -> None:
        now = monotonic()
        for known in list(self._of_servers):
            times = self._of_servers[known]
            while times and now - times[0] >= _MINUTE_S:
                times.popleft()
            if not times:
                del self._of_servers[known]
        if len(self._of_servers.get(server, ())) >= self._per_minute:
            raise QuestionError("this server has asked a lot in the last minute", "ask again in a minute")


def _restarting() -> QuestionError:
    return QuestionError("I am being restarted", "ask again in a minute")
