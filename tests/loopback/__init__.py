"""A Discord on the loopback interface: what the bot is tested against, over real sockets.

Its parts: `state` (what there is), `payloads` (as JSON), `rest` with its `routes` and `gateway` (the two halves of the
server), `rules`, `component_rules` and `openapi` (what makes it strict), `acting` (what people do), `driver` (what they
see) and `server` (what a test holds).
"""

from tests.loopback.driver import Form, Reply, SentMessage, Use
from tests.loopback.server import TOKEN, LoopbackDiscord, pointed_at
from tests.loopback.state import Attachment, Channel, Message, User

__all__ = [
    "TOKEN",
    "Attachment",
    "Channel",
    "Form",
    "LoopbackDiscord",
    "Message",
    "Reply",
    "SentMessage",
    "Use",
    "User",
    "pointed_at",
]
