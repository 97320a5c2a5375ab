"""What every part of the bot works with, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from bot.chat.conversations import Conversations
from bot.chat.workers import Workers
from bot.state.answers import Answers
from bot.state.feedback import Feedback
from bot.state.searches import Searches
from bot.state.servers import Servers

if TYPE_CHECKING:
    from bot.chat.asking import Archive, Asker
    from bot.settings import DiscordSettings
    from bot.state.database import Database
    from bot.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands behind the bot: who answers, the archive, who keeps it up, and what is remembered."""

    asker: Asker
    archive: Archive
    upkeep: Upkeep
    database: Database


@dataclass(frozen=True, slots=True)
class Desk:
    """The queue, the archive and the tables of what is remembered."""

    workers: Workers
    archive: Archive
    upkeep: Upkeep
    settings: DiscordSettings
    database: Database
    answers: Answers
    conversations: Conversations
    feedback: Feedback
    searches: Searches
    servers: Servers

    @classmethod
    def over(cls, backing: Backing, settings: DiscordSettings) -> Self:
        """Set up over what stands behind the bot."""
        answers = Answers(backing.database)
        return cls(
            workers=Workers(backing.asker, settings),
            archive=backing.archive,
            upkeep=backing.upkeep,
            settings=settings,
            database=backing.database,
            answers=answers,
            conversations=Conversations(answers, settings.conversation_minutes),
            feedback=Feedback(backing.database),
            searches=Searches(backing.database),
            servers=Servers(backing.database),
        )
