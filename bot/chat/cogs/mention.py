"""Questions in plain messages: a mention in a server, any message in a private channel, and replies to answers.

None of it needs the privileged message content intent: Discord delivers the text of messages that mention the bot and
of those in its private channels. A reply mentions whom it answers, unless the writer switches that off.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.answering.answer import Question
from bot.chat.conversations import Conversation, Conversations, Speaker
from bot.chat.failures import explain
from bot.chat.rendering import render

if TYPE_CHECKING:
    from bot.chat.workers import Workers

log = logging.getLogger(__name__)

HOW_TO_ASK = "Ask me something about the archive: mention me and write your question, or use `/ask`, which takes dates."
UNREADABLE = "I can read a reply only if it mentions me: leave the ping of the reply on, or mention me in it."


class MentionCog(commands.Cog):
    """Listens to messages; answers in a reply, keeping up the conversation."""

    def __init__(self, bot: commands.Bot, workers: Workers, conversations: Conversations) -> None:
        self._bot = bot
        self._workers = workers
        self._conversations = conversations

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot; never another bot's, nor what Discord itself writes."""
        if message.author.bot or message.type not in {discord.MessageType.default, discord.MessageType.reply}:
            return
        if self._is_addressed(message):
            text = self._question_of(message)
            await (self._answer(message, text) if text else self._reply(message, HOW_TO_ASK))
        elif self._replies_unreadably(message):
            await self._reply(message, UNREADABLE)

    async def _answer(self, message: discord.Message, text: str) -> None:
        before = self._conversation_before(message)
        question = Question(text, before.window, before.turns)
        try:
            with self._workers.place(message.author.id) as place:
                async with message.channel.typing():
                    answer = await place.ask(question)
        except Exception as failure:  # noqa: BLE001 (explain handles each kind, and records what it does not know)
            if told := explain(failure, [text, message.content]):
                await self._reply(message, told)
            return
        reply = await self._reply(message, render(answer))
        if reply is not None:
            self._conversations.remember(_speaker(message), reply.id, before.after(question, answer))

    async def _reply(self, message: discord.Message, text: str) -> discord.Message | None:
        """Reply, even if the message has been deleted meanwhile; None where the bot may not write."""
        try:
            reference = message.to_reference(fail_if_not_exists=False)
            return await message.channel.send(text, reference=reference, suppress_embeds=True)
        except (discord.Forbidden, discord.NotFound) as failure:
            explain(failure)
            return None

    def _is_addressed(self, message: discord.Message) -> bool:
        """Whether it stands in private, or mentions the bot or the role of the same name that Discord made for it."""
        if message.guild is None:
            return True
        role = message.guild.self_role
        return self._bot.user in message.mentions or (role is not None and role in message.role_mentions)

    def _question_of(self, message: discord.Message) -> str:
        assert self._bot.user is not None  # noqa: S101 (set at the login, before any message)
        role = message.guild.self_role if message.guild else None
        names = rf"!?{self._bot.user.id}" + (rf"|&{role.id}" if role else "")
        return " ".join(re.sub(rf"<@(?:{names})>", " ", message.content).split())

    def _conversation_before(self, message: discord.Message) -> Conversation:
        """What the message continues: the conversation that led to the answer it replies to, else the writer's own."""
        replied_to = message.reference.message_id if message.reference else None
        found = self._conversations.of(replied_to) if replied_to else None
        return found or self._conversations.of(_speaker(message)) or Conversation()

    def _replies_unreadably(self, message: discord.Message) -> bool:
        """Whether it replies to the bot without a mention while the writer is in a conversation with it."""
        original = message.reference.resolved if message.reference else None
        to_the_bot = isinstance(original, discord.Message) and original.author == self._bot.user
        return to_the_bot and self._conversations.of(_speaker(message)) is not None


def _speaker(message: discord.Message) -> Speaker:
    return Speaker(message.channel.id, message.author.id)
