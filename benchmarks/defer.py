"""How soon the bot responds when many ask at once: `python -m benchmarks.defer [--questions 50] [--rounds 5]`.

So many people use `/ask` in the same moment, over real sockets, against the bundled archive with its reader. What is
measured is the time from the interaction to the bot's first response, which Discord waits three seconds for; the
answers themselves come later, one after the other.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from statistics import quantiles

from benchmarks.discord_sample import QUESTIONS, Stage, stage
from bot.chat.client import DatelineClient
from bot.settings import DiscordSettings
from tests.loopback import TOKEN, LoopbackDiscord, User

PATIENCE_S = 300.0


def main() -> None:
    """Print the percentiles."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--questions", type=int, default=50, metavar="N", help="how many ask at once (default: 50)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often (default: 5)")
    parser.add_argument("--reader", default="bundled", help="bundled or none")
    arguments = parser.parse_args()
    settings = DiscordSettings(
        cooldown_s=0, server_per_minute=10_000, max_waiting=arguments.questions, answer_timeout_s=PATIENCE_S
    )
    with stage(settings, reader=arguments.reader) as behind:
        waits = asyncio.run(first_responses(behind, arguments.questions, arguments.rounds))
    cuts = quantiles(waits, n=100, method="inclusive")
    print(f"{len(waits)} first responses, {arguments.questions} asked at once, milliseconds")
    print(
        f"p50 {1000 * cuts[49]:.0f}  p95 {1000 * cuts[94]:.0f}  p99 {1000 * cuts[98]:.0f}  max {1000 * max(waits):.0f}"
    )


async def first_responses(behind: Stage, questions: int, rounds: int) -> list[float]:
    """The seconds from each interaction to its first response."""
    texts = [json.loads(line)["text"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    waits = []
    async with LoopbackDiscord() as server:
        server.world.watch.wait_s = PATIENCE_S
        client = DatelineClient(behind.backing, behind.settings)
        serving = asyncio.create_task(client.serve(TOKEN))
        people = [User(f"person-{n}") for n in range(questions)]
        for _ in range(rounds):
            server.world.interactions.clear()
            uses = [
                await server.slash("ask", question=texts[n % len(texts)], user=person)
                for n, person in enumerate(people)
            ]
            for use in uses:
                await use.reply_without("⏳")
            asked = server.world.interactions.values()
            waits += [one.responded - one.made for one in asked if one.responded is not None]
        client.stop()
        await serving
        await client.close()
    if server.violations:  # such as a first response that did not come in three seconds
        raise SystemExit("\n".join(server.violations))
    return waits


if __name__ == "__main__":
    main()
