"""A picture of a real answer: `python -m benchmarks.answer_picture OUT.html ["QUESTION"]`.

The bot answers over real sockets from the bundled archive, and the message that it sends, as it is sent, is drawn as a
page in Discord's look. docs/answer.png is that page as headless Chromium shows it, 860 by 496 pixels at scale 2.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import re
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.discord_sample import Stage, stage
from bot.chat.client import DatelineClient
from bot.settings import DiscordSettings
from tests.loopback import TOKEN, LoopbackDiscord

if TYPE_CHECKING:
    from tests.loopback import Reply
    from tests.loopback.state import Json

QUESTION = "Where did the auto talks break down?"
STYLE = """
body { margin: 0; padding: 18px 22px; background: #313338; color: #dbdee1; width: 816px;
       font: 16px/1.375 "gg sans", "Noto Sans", "Noto Color Emoji", "Noto Emoji", "DejaVu Sans", sans-serif; }
.message { display: grid; grid-template-columns: 56px 1fr; }
.face { width: 40px; height: 40px; border-radius: 50%; background: #2f5d8a; color: #fff; text-align: center;
        line-height: 40px; font-weight: 700; font-size: 19px; }
.name { color: #fff; font-weight: 600; } .tag { background: #5865f2; color: #fff; border-radius: 4px; padding: 1px 5px;
        font-size: 10.5px; font-weight: 600; margin: 0 6px; vertical-align: 2px; }
.when, .small { color: #949ba4; font-size: 12.5px; }
.quote { border-left: 4px solid #4e5058; padding-left: 12px; margin: 2px 0; }
a { color: #00a8fc; text-decoration: none; } .row { display: flex; gap: 8px; margin-top: 8px; }
.button { background: #4e5058; color: #fff; border-radius: 4px; padding: 6px 14px; font-size: 14px; font-weight: 500; }
.menu { background: #1e1f22; color: #b5bac1; border-radius: 4px; padding: 9px 12px; width: 400px; font-size: 15px;
        display: flex; justify-content: space-between; }
"""


def main() -> None:
    """Draw it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path, metavar="OUT.html")
    parser.add_argument("question", nargs="?", default=QUESTION, metavar="QUESTION")
    arguments = parser.parse_args()
    with stage(DiscordSettings()) as behind:
        reply = asyncio.run(answered(behind, arguments.question))
    arguments.out.write_text(page(reply), encoding="utf-8")


async def answered(behind: Stage, question: str) -> Reply:
    """The message that the bot answers a question with."""
    async with LoopbackDiscord() as server:
        server.world.watch.wait_s = 120.0
        client = DatelineClient(behind.backing, behind.settings)
        serving = asyncio.create_task(client.serve(TOKEN))
        reply = await (await server.slash("ask", question=question)).final_reply()
        client.stop()
        await serving
        await client.close()
        return reply


def page(reply: Reply) -> str:
    """A message as an HTML page."""
    lines = "\n".join(_line(line) for line in reply.content.split("\n"))
    rows = "\n".join(
        f'<div class="row">{"".join(map(_component, row["components"]))}</div>' for row in reply.components
    )
    return f"""<!doctype html><meta charset="utf-8"><title>Dateline</title><style>{STYLE}</style>
<div class="message"><div class="face">D</div><div>
<div><span class="name">Dateline</span><span class="tag">APP</span><span class="when">Today at 09:30</span></div>
{lines}
{rows}
</div></div>
"""


def _line(line: str) -> str:
    for mark, kind in (("-# ", "small"), ("> ", "quote")):
        if line.startswith(mark):
            return f'<div class="{kind}">{_inline(line.removeprefix(mark))}</div>'
    return f"<div>{_inline(line)}</div>"


def _inline(text: str) -> str:
    """Bold, links in angle brackets and escaped marks: what the bot's own messages have."""
    parts = re.split(r"(\\.|\*\*|<https?://[^>]+>)", text)
    bold, shown = False, []
    for part in parts:
        if part == "**":
            shown.append("</b>" if bold else "<b>")
            bold = not bold
        elif part.startswith("<http"):
            shown.append(f'<a href="{html.escape(part[1:-1])}">{html.escape(part[1:-1])}</a>')
        else:
            shown.append(html.escape(part.removeprefix("\\")))
    return "".join(shown)


def _component(component: Json) -> str:
    if "options" in component:
        return f'<span class="menu"><span>{html.escape(component["placeholder"])}</span><span>⌄</span></span>'
    emoji, label = (component.get("emoji") or {}).get("name") or "", component.get("label") or ""
    return f'<span class="button">{html.escape(f"{emoji} {label}".strip())}</span>'


if __name__ == "__main__":
    main()
