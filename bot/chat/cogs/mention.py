"""Questions in plain messages: a mention in a server, any message in a private channel, and replies to answers.

None of it needs the privileged message content intent: Discord delivers the text of messages that mention the bot and
of those in its private channels. A reply mentions whom it answers, unless the writer switches that off. With that
intent (`message_content: true`) plain messages in the threads that the bot has opened are questions too.
"""

from __future__ import annotations

import dataclasses
import logging
import re
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.answering.answer import Question
from bot.chat.asked import may_speak, window_or_default
from bot.chat.conversations import Speaker
from bot.chat.failures import explain
from bot.chat.words import words_for
from bot.state.answers import KeptAnswer

if TYPE_CHECKING:
    from bot.chat.conversations import Conversation
    from bot.chat.desk import Desk
    from bot.chat.lookup import Lookup
    from bot.chat.replies import Replies
    from bot.state.servers import ServerSettings

log = logging.getLogger(__name__)

HOW_TO_ASK = "Ask me something about the archive: mention me and write your question, or use `/ask`, which takes dates."
UNREADABLE = "I can read a reply only if it mentions me: leave the ping of the reply on, or mention me in it."
MAY_NOT_WRITE = "I may not write in {channel}: there I need the permissions View Channel and Send Messages."
_COMPLAINTS_KEPT = 1000


class MentionCog(commands.Cog):
    """Listens to messages; answers in a reply, keeping up the conversation."""

    def __init__(self, bot: commands.AutoShardedBot, desk: Desk, lookup: Lookup, replies: Replies) -> None:
        self._bot = bot
        self._desk = desk
        self._lookup = lookup
        self._replies = replies
        self._complained: set[int] = set()  # the channels whose missing permission somebody has been told of

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot; never another bot's, nor what Discord itself writes."""
        if message.author.bot or message.type not in {discord.MessageType.default, discord.MessageType.reply}:
            return
        addressed = self._is_addressed(message) or await self._goes_on_in_a_thread(message)
        if not addressed and not await self._replies_unreadably(message):
            return
        server = await self._desk.servers.of(message.guild.id if message.guild else None)
        if not may_speak(server, *_channels(message)):
            return  # an administrator has said so: a word here would already be one too many
        words = words_for(server, None)
        if not addressed:
            await self._say(message, words(UNREADABLE))
        elif text := self._question_of(message):
            await self._answer(message, text, server)
        else:
            await self._say(message, words(HOW_TO_ASK))

    async def _answer(self, message: discord.Message, text: str, server: ServerSettings) -> None:
        words = words_for(server, None)
        try:
            with self._desk.workers.place(message.author.id, message.guild.id if message.guild else None) as place:
                question = await self._question(message, text, server)
                async with message.channel.typing():
                    answer = await place.ask(question)
            kept = KeptAnswer(
                *(message.author.id, message.guild.id if message.guild else None, message.channel.id, False),
                *(question, answer),
            )
            await self._desk.answers.keep(kept)
            reference = message.to_reference(fail_if_not_exists=False)
            await self._replies.send(message.channel, kept, words, reference)
        except discord.Forbidden as failure:
            explain(failure)
            await self._complain(message)
        except Exception as failure:  # noqa: BLE001 (explain handles each kind, and records what it does not know)
            if told := explain(failure, [text, message.content]):
                await self._say(message, told)

    async def _question(self, message: discord.Message, text: str, server: ServerSettings) -> Question:
        """The question with what it continues; the window of the server holds where nothing came before."""
        before = await self._before(message)
        question = Question(text, before.window, before.turns)
        if before.turns:
            return question
        window = await window_or_default(self._lookup, server, question.window)
        return dataclasses.replace(question, window=window)

    async def _before(self, message: discord.Message) -> Conversation:
        replied_to = message.reference.message_id if message.reference else None
        return await self._desk.conversations.before(_speaker(message), replied_to)

    async def _say(self, message: discord.Message, text: str) -> None:
        """Reply, even if the message has been deleted meanwhile; where the bot may not write, say so elsewhere."""
        try:
            reference = message.to_reference(fail_if_not_exists=False)
            await message.channel.send(text, reference=reference, suppress_embeds=True)
        except discord.Forbidden as failure:
            explain(failure)
            await self._complain(message)
        except discord.HTTPException as failure:
            explain(failure)

    async def _complain(self, message: discord.Message) -> None:
        """Tell in private what is missing in a channel, once for each channel."""
        if message.guild is None or message.channel.id in self._complained:
            return
        if len(self._complained) >= _COMPLAINTS_KEPT:
            self._complained.clear()
        self._complained.add(message.channel.id)
        words = words_for(await self._desk.servers.of(message.guild.id), None)
        channel = f"<#{message.channel.id}>"
        try:
            await message.author.send(words(MAY_NOT_WRITE, channel=channel), suppress_embeds=True)
        except discord.HTTPException as failure:  # who takes no private messages cannot be told
            explain(failure)

    def _is_addressed(self, message: discord.Message) -> bool:
        """Whether it stands in private, or mentions the bot or the role of the same name that Discord made for it."""
        if message.guild is None:
            return True
        role = message.guild.self_role
        return self._bot.user in message.mentions or (role is not None and role in message.role_mentions)

    async def _goes_on_in_a_thread(self, message: discord.Message) -> bool:
        """Whether it is a plain message in a thread of the bot's, and the bot is set to read such messages."""
        if not self._desk.settings.message_content or not message.content:
            return False
        return await self._desk.answers.start_of_thread(message.channel.id) is not None

    def _question_of(self, message: discord.Message) -> str:
        assert self._bot.user is not None  # noqa: S101 (set at the login, before any message)
        role = message.guild.self_role if message.guild else None
        names = rf"!?{self._bot.user.id}" + (rf"|&{role.id}" if role else "")
        return " ".join(re.sub(rf"<@(?:{names})>", " ", message.content).split())

    async def _replies_unreadably(self, message: discord.Message) -> bool:
        """Whether it replies to the bot without a mention while the writer is in a conversation with it."""
        original = message.reference.resolved if message.reference else None
        if not isinstance(original, discord.Message) or original.author != self._bot.user or message.content:
            return False
        return await self._desk.conversations.of(_speaker(message)) is not None


def _speaker(message: discord.Message) -> Speaker:
    return Speaker(message.channel.id, message.author.id)


def _channels(message: discord.Message) -> tuple[int | None, ...]:
    """The ids by which a channel may be allowed: of a thread, its own and that of the channel it hangs in."""
    return message.channel.id, getattr(message.channel, "parent_id", None)
