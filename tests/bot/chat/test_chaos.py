"""In bad weather every question is answered or refused in words, none twice, and nothing is left over."""

from __future__ import annotations

from benchmarks.chaos import storm
from benchmarks.discord_sample import stage
from bot.settings import DiscordSettings


async def test_ten_seconds_of_bad_weather_do_no_harm() -> None:
    with stage(DiscordSettings(cooldown_s=0.2, server_per_minute=10_000)) as behind:
        report = await storm(behind, seconds=10, people=8, seed=1)
    assert report.faults == []
    assert report.counts["asked"] >= 8
    assert report.counts["answered"] > 0
    assert report.counts["reloads"] > 0
