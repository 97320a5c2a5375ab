"""The bot in bad weather: `python -m benchmarks.chaos [--seconds 180] [--people 30] [--seed 0]`.

People ask by command and by mention, turn to sources and ask on, each as soon as they are answered, over real sockets
and against the bundled archive. Meanwhile the socket is cut, Discord asks to reconnect (operation 7) and forgets the
session (operation 9), requests are limited (429) and fail (500, 502, some of them after all was done), and the archive
is switched between two generations.

It fails (exit code 1) unless every question was answered or refused in words, none twice, nothing was logged as an
error, the bot did nothing that the loopback Discord would not stand for, and no task is left over.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import logging
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.discord_sample import QUESTIONS, Stage, stage
from bot.chat.client import DatelineClient
from bot.settings import DiscordSettings
from tests.loopback import TOKEN, LoopbackDiscord, User
from tests.loopback.rest import Trouble

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from tests.loopback import Reply

PATIENCE_S = 120.0
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
LIMITED, FAILED, LOST = 0.02, 0.02, 0.01  # of all requests
EVENTS_KEPT = 500
SETTLING_S = 20


@dataclass(slots=True)
class Report:
    """What happened. `unanswered` and `twice` name questions; memory is resident, in MB."""

    counts: Counter[str] = field(default_factory=Counter)
    unanswered: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    tasks: tuple[int, int] = (0, 0)
    memory: tuple[float, float] = (0.0, 0.0)

    @property
    def faults(self) -> list[str]:
        """What must not be."""
        left_over = [f"{self.tasks[1] - self.tasks[0]} tasks left over"] if self.tasks[1] > self.tasks[0] else []
        return [
            *(f"unanswered: {question}" for question in self.unanswered),
            *(f"twice: {question}" for question in self.twice),
            *(f"logged: {error}" for error in self.errors),
            *self.violations,
            *left_over,
        ]


class Errors(logging.Handler):
    """Collects what is logged as an error, by whomever."""

    def __init__(self, report: Report) -> None:
        super().__init__(logging.ERROR)
        self._report = report

    def emit(self, record: logging.LogRecord) -> None:
        """Note the first lines."""
        self._report.errors.append(f"{record.name}: {record.getMessage()[:2000]}")


class Storm:
    """One run: the people, the weather and the report."""

    def __init__(self, behind: Stage, server: LoopbackDiscord, seed: int) -> None:
        self._behind = behind
        self._server = server
        self._random = random.Random(seed)
        self._texts = [json.loads(line)["text"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
        self._number = 0
        self._spared: set[str] = set()
        self.report = Report()

    async def rage(self, seconds: float, people: int) -> Report:
        """Let people ask for so many seconds, and see that each is answered."""
        report, server = self.report, self._server
        errors = Errors(report)
        logging.getLogger().addHandler(errors)
        server.world.watch.wait_s = PATIENCE_S
        client = DatelineClient(self._behind.backing, self._behind.settings)
        serving = asyncio.create_task(client.serve(TOKEN))
        try:
            await self._ask_calmly(User("first"))
            tasks = len(asyncio.all_tasks())
            server.rest.weather = self._weather
            weather = [asyncio.create_task(one) for one in self._disturbances()]
            warm_up = min(seconds / 3, 30.0)
            await self._all_ask([User(f"person-{n}") for n in range(people)], warm_up)
            memory = _resident_mb()
            await self._all_ask([User(f"person-{n}") for n in range(people)], seconds - warm_up)
            for disturbance in weather:
                disturbance.cancel()
            await asyncio.wait(weather)
            server.rest.weather = lambda _method, _path: None
            await self._ask_calmly(User("last"))
            report.tasks = tasks, await _settled(tasks)
            report.memory = memory, _resident_mb()
        finally:
            client.stop()
            await serving
            await client.close()
            logging.getLogger().removeHandler(errors)
        report.violations += server.violations
        return report

    async def _ask_calmly(self, person: User) -> None:
        await self._by_command(person, self._question())

    async def _all_ask(self, people: list[User], seconds: float) -> None:
        until = time.monotonic() + seconds
        self._server.world.people |= {person.id: person for person in people}
        await asyncio.gather(*(self._keep_asking(person, until) for person in people))

    async def _keep_asking(self, person: User, until: float) -> None:
        while time.monotonic() < until:
            way = self._random.choice([self._by_command, self._by_mention, self._by_command_and_on])
            await way(person, self._question())
            await asyncio.sleep(self._random.uniform(0.0, 1.0))

    async def _by_command(self, person: User, question: str) -> Reply | None:
        """Use `/ask`; returns the answer, or None where the question was refused."""
        self.report.counts["asked"] += 1
        try:
            use = await self._server.slash("ask", question=question, user=person)
            reply = await use.reply_without("⏳")
        except AssertionError:
            self.report.unanswered.append(question)
            return None
        told = [one for one in self._server.seen_in(self._server.world.channel) if question in one.content]
        if len(told) > 1:
            self.report.twice.append(question)
        return self._counted(question, reply)

    async def _by_mention(self, person: User, question: str) -> None:
        self.report.counts["asked"] += 1
        sent = await self._server.mention(question, user=person)
        try:
            reply = await sent.reply_from_bot()
        except AssertionError:
            self.report.unanswered.append(question)
            return
        await asyncio.sleep(0.05)
        if sent.replies > 1:
            self.report.twice.append(question)
        self._counted(question, reply)
        self._forget(sent.message.id, reply)

    async def _by_command_and_on(self, person: User, question: str) -> None:
        """Ask, look at the sources, and ask on by the button."""
        reply = await self._by_command(person, question)
        if reply is None:
            return
        if any("Sources" in button for button in reply.buttons):
            page = await (await self._server.press(reply, "Sources", user=person)).final_reply()
            self.report.counts["pages turned"] += 1
            self._forget(page.message.id, page)
        form = await (await self._server.press(reply, "Follow up", user=person)).form()
        further = self._question()
        self.report.counts["asked"] += 1
        told = await (await self._server.fill_in(form, question=further)).reply_without("⏳")
        self._counted(further, told)
        self._forget(told.message.id, reply)

    def _counted(self, question: str, reply: Reply) -> Reply | None:
        """Count a reply as what it is; None for a refusal."""
        if reply.content.startswith("⚠️"):
            self.report.counts["refused"] += 1
            return None
        if not reply.content:
            self.report.unanswered.append(question)
        self.report.counts["abstained" if "🔎" in reply.content else "answered"] += 1
        return reply

    def _forget(self, message_id: int, reply: Reply) -> None:
        """Keep the loopback Discord itself from growing: what is seen to be right is not looked at again."""
        world = self._server.world
        for gone in (message_id, reply.message.id):
            world.messages.pop(gone, None)
        done = [known.id for known in world.interactions.values() if known.is_answered and known.original is not None]
        for interaction_id in done[:-EVENTS_KEPT]:
            original = world.interactions.pop(interaction_id).original
            if original is not None:
                world.messages.pop(original.id, None)
        session = self._server.gateway.session
        if session is not None:
            session.forget_all_but(EVENTS_KEPT)

    def _question(self) -> str:
        self._number += 1
        return f"{self._random.choice(self._texts)} ({self._number})"

    def _weather(self, method: str, path: str) -> Trouble | None:
        """What a request meets; a first response, which has three seconds, is delayed once at the most."""
        drawn = self._random.random()
        if path == CALLBACK and drawn >= LIMITED:
            return None
        if drawn < LIMITED:
            self.report.counts["429"] += 1
            return Trouble(429, self._random.uniform(0.05, 0.3), is_global=self._random.random() < 0.2)
        if drawn < LIMITED + FAILED:
            self.report.counts["5xx"] += 1
            return Trouble(self._random.choice([500, 502]))
        if drawn < LIMITED + FAILED + LOST and (method, path) == ("POST", "/channels/{channel_id}/messages"):
            self.report.counts["5xx after all"] += 1
            return Trouble(502, after_all=True)
        return None

    def _disturbances(self) -> list[Coroutine[None, None, None]]:
        return [self._cut(), self._reconnect(), self._invalidate(), self._reload()]

    async def _cut(self) -> None:
        while True:
            await asyncio.sleep(self._random.uniform(1.0, 6.0))
            if await self._server.gateway.drop_if_connected():
                self.report.counts["sockets cut"] += 1

    async def _reconnect(self) -> None:
        while True:
            await asyncio.sleep(self._random.uniform(4.0, 15.0))
            if self._server.gateway.is_quiet:
                await self._server.gateway.ask_to_reconnect()
                self.report.counts["operation 7"] += 1

    async def _invalidate(self) -> None:
        while True:
            await asyncio.sleep(self._random.uniform(4.0, 30.0))
            if self._server.gateway.is_quiet:
                await self._server.gateway.invalidate_session()
                self.report.counts["operation 9"] += 1

    async def _reload(self) -> None:
        turn = 0
        while True:
            await asyncio.sleep(self._random.uniform(1.0, 5.0))
            turn += 1
            await asyncio.to_thread(self._behind.generations.rollback, self._behind.ids[turn % 2])
            self.report.counts["reloads"] += 1


def main() -> int:
    """Run, print what happened, and say by the exit code whether it was as it must be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=180.0, help="how long people ask (default: 180)")
    parser.add_argument("--people", type=int, default=30, help="how many (default: 30)")
    parser.add_argument("--seed", type=int, default=0, help="of what happens when (default: 0)")
    parser.add_argument("--reader", default="bundled", help="bundled or none")
    arguments = parser.parse_args()
    settings = DiscordSettings(cooldown_s=0.2, server_per_minute=10_000, answer_timeout_s=60)
    with stage(settings, reader=arguments.reader) as behind:
        report = asyncio.run(storm(behind, arguments.seconds, arguments.people, arguments.seed))
    for what, count in sorted(report.counts.items()):
        print(f"{what:16} {count}")
    print(f"{'tasks':16} {report.tasks[0]} before, {report.tasks[1]} after")
    print(f"{'resident, MB':16} {report.memory[0]:.0f} after the warm-up, {report.memory[1]:.0f} at the end")
    for fault in report.faults:
        print(f"FAULT {fault}")
    return 1 if report.faults else 0


async def storm(behind: Stage, seconds: float, people: int, seed: int) -> Report:
    """One run in a loopback Discord of its own."""
    async with LoopbackDiscord() as server:
        return await Storm(behind, server, seed).rage(seconds, people)


async def _settled(tasks: int) -> int:
    """How many tasks there are once a last reconnection or the end of a request is done, or has had its time."""
    for _ in range(SETTLING_S * 10):
        if len(asyncio.all_tasks()) <= tasks:
            break
        await asyncio.sleep(0.1)
    return len(asyncio.all_tasks())


def _resident_mb() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


if __name__ == "__main__":
    sys.exit(main())
