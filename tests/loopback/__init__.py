"""A Discord on the loopback interface: what the bot is tested against, over real sockets.

Its parts: `state` (what there is), `payloads` (as JSON), `rest` and `gateway` (the two halves of the server), `rules`
and `openapi` (what makes it strict), `driver` and `server` (what a test holds).
"""

from tests.loopback.driver import Reply, SentMessage, SlashUse
from tests.loopback.server import TOKEN, LoopbackDiscord, pointed_at
from tests.loopback.state import Channel, Message, User

__all__ = ["TOKEN", "Channel", "LoopbackDiscord", "Message", "Reply", "SentMessage", "SlashUse", "User", "pointed_at"]
