"""What can be done with an answer: look at its sources, change its dates, ask on, judge it, delete it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Literal

import discord
from discord.ext import commands

from bot.answering.answer import Question
from bot.chat.actions import Action, Form
from bot.chat.answer_view import ANY_TIME, LAST_WEEK, clipped
from bot.chat.asked import is_hidden, words_of
from bot.chat.background import in_thread
from bot.chat.conversations import up_to
from bot.chat.pages import article_page, source_page
from bot.state.answers import KeptAnswer
from corpus.errors import GenerationError, QuestionError
from index.window import Window, window_from_text

if TYPE_CHECKING:
    from bot.chat.actions import Actions, Interaction, Values
    from bot.chat.desk import Desk
    from bot.chat.lookup import Lookup
    from bot.chat.pages import Layout
    from bot.chat.replies import Replies
    from bot.chat.words import Words

_LONGEST_DATE = 10
_ARCHIVED_AFTER_MINUTES: Literal[1440] = 1440
_HAS_A_THREAD = 160004  # Discord's code for it
_LONGEST_REASON = 500
_LONGEST_FOLLOW_UP = 1000


class AnswersCog(commands.Cog):
    """The buttons, menus and forms of answers."""

    def __init__(self, desk: Desk, lookup: Lookup, replies: Replies) -> None:
        self._desk = desk
        self._lookup = lookup
        self._replies = replies

    def take_on(self, actions: Actions) -> None:
        """Let these methods do what the buttons, menus and forms of answers ask for."""
        actions.on("sources", self.sources)
        actions.on("source-page", self.turn_source)
        actions.on("nearest", self.nearest)
        actions.on("window", self.window)
        actions.on("dates", self.dates)
        actions.on("follow-up", self.follow_up)
        actions.on("followed-up", self.followed_up)
        for thumb, reason in (("good", "why-good"), ("bad", "why-bad")):
            actions.on(thumb, self.judge)
            actions.on(reason, self.judged)
        actions.on("delete", self.delete)

    async def sources(self, interaction: Interaction, action: Action, _: Values) -> None:
        """Show the first source, to whoever asks for it alone."""
        view = await self._source_page(interaction, action)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def turn_source(self, interaction: Interaction, action: Action, _: Values) -> None:
        """Turn to another source."""
        await interaction.response.edit_message(view=await self._source_page(interaction, action))

    async def nearest(self, interaction: Interaction, action: Action, values: Values) -> None:
        """Show one of the nearest articles of an abstention."""
        kept = await self._kept(action)
        words = await words_of(self._desk, interaction)
        near = kept.answer.suggestions[int(values["nearest"][0])]
        article = await in_thread(lambda: self._lookup.article(near.article_id))
        related = await in_thread(lambda: self._lookup.related(article))
        await interaction.response.send_message(view=article_page(article, related, 0, words), ephemeral=True)

    async def window(self, interaction: Interaction, action: Action, values: Values) -> None:
        """Ask again with another window, or which dates it shall be."""
        kept = await self._own(interaction, action)
        words = await words_of(self._desk, interaction)
        choice = values["window"][0]
        if choice == ANY_TIME:
            await self._ask_again(interaction, kept, Window(), words)
        elif choice == LAST_WEEK:
            await self._ask_again(interaction, kept, await in_thread(lambda: self._lookup.window("week")), words)
        else:
            await interaction.response.send_modal(_dates_form(kept, words))

    async def dates(self, interaction: Interaction, action: Action, values: Values) -> None:
        """Ask again with the dates that were picked."""
        kept = await self._own(interaction, action)
        after, before, as_of = (next(iter(values.get(name, ())), None) for name in ("after", "before", "as_of"))
        window = window_from_text(after, before, as_of)
        await self._ask_again(interaction, kept, window, await words_of(self._desk, interaction))

    async def follow_up(self, interaction: Interaction, action: Action, _: Values) -> None:
        """Open the form for a further question."""
        kept = await self._kept(action)
        words = await words_of(self._desk, interaction)
        may_branch = not kept.hidden and isinstance(interaction.channel, discord.TextChannel)
        await interaction.response.send_modal(_follow_up_form(kept, words, may_branch=may_branch))

    async def followed_up(self, interaction: Interaction, action: Action, values: Values) -> None:
        """Answer the further question: here, or in a thread that goes on as one conversation."""
        kept = await self._kept(action)
        words = await words_of(self._desk, interaction)
        before = up_to(kept)
        text = " ".join(values.get("question", ()))
        question = Question(text, before.window, before.turns, kept.question.outlet)
        if values.get("where") == ("thread",):
            await self._in_a_thread(interaction, kept, question, words)
            return
        server = await self._desk.servers.of(interaction.guild_id)
        hidden = kept.hidden or is_hidden(self._desk, server, interaction.channel_id, kept.hidden)
        await self._replies.respond(interaction, question, words, hidden=hidden)

    async def judge(self, interaction: Interaction, action: Action, _: Values) -> None:
        """Note a thumb, and open the form for the reason."""
        await self._kept(action)
        words = await words_of(self._desk, interaction)
        good = action.name == "good"
        await self._desk.feedback.give(action.subject, interaction.user.id, good=good)
        form = Form(Action("why-good" if good else "why-bad", action.subject), words("Thank you. Why?"))
        reason: discord.ui.TextInput[Any] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph, custom_id="reason", required=False, max_length=_LONGEST_REASON
        )
        form.add_item(discord.ui.Label(text=words("Your reason (optional)"), component=reason))
        await interaction.response.send_modal(form)

    async def judged(self, interaction: Interaction, action: Action, values: Values) -> None:
        """Note the reason for a thumb."""
        words = await words_of(self._desk, interaction)
        reason = next(iter(values.get("reason", ())), None)
        good = action.name == "why-good"
        await self._desk.feedback.give(action.subject, interaction.user.id, good=good, reason=reason)
        await interaction.response.send_message(words("Thank you, it is noted."), ephemeral=True)

    async def delete(self, interaction: Interaction, action: Action, _: Values) -> None:
        """Delete an answer, if the person asked for it or moderates the channel."""
        kept = await self._desk.answers.of(action.subject)
        own = kept is not None and kept.person == interaction.user.id
        if not own and not interaction.permissions.manage_messages:
            raise QuestionError("only who asked, or a moderator, can delete an answer")
        await interaction.response.defer()
        await interaction.delete_original_response()
        await self._desk.answers.remove(action.subject)

    async def _source_page(self, interaction: Interaction, action: Action) -> Layout:
        kept = await self._kept(action)
        citations = kept.answer.citations
        page = min(action.page, len(citations) - 1)
        cited = citations[page]
        try:
            text = await in_thread(lambda: self._lookup.text_of(cited.article_id))
        except GenerationError:  # the quote itself is kept with the answer
            text = None
        return source_page(kept.id, citations, page, text, await words_of(self._desk, interaction))

    async def _ask_again(self, interaction: Interaction, kept: KeptAnswer, window: Window, words: Words) -> None:
        await self._replies.replace(interaction, kept, dataclasses.replace(kept.question, window=window), words)

    async def _in_a_thread(self, interaction: Interaction, kept: KeptAnswer, question: Question, words: Words) -> None:
        """Open a thread at the answer, say there what is asked, and answer it there."""
        message = interaction.message
        assert message is not None  # noqa: S101 (the form was opened by a button of a message)
        with self._desk.workers.place(interaction.user.id, interaction.guild_id) as place:
            await interaction.response.defer(ephemeral=True, thinking=True)
            thread = await _thread_at(interaction, message, clipped(kept.question.text))
            await self._desk.answers.open_thread(thread.id, interaction.user.id, kept.id)
            answer = await place.ask(question)
        further = KeptAnswer(interaction.user.id, kept.server, thread.id, False, question, answer)
        await self._desk.answers.keep(further)
        await self._replies.send(thread, further, words)
        await interaction.edit_original_response(content=words("It goes on in {thread}.", thread=f"<#{thread.id}>"))

    async def _kept(self, action: Action) -> KeptAnswer:
        kept = await self._desk.answers.of(action.subject)
        if kept is None:
            raise QuestionError("this answer is not kept any more", "ask again")
        return kept

    async def _own(self, interaction: Interaction, action: Action) -> KeptAnswer:
        kept = await self._kept(action)
        if kept.person != interaction.user.id:
            raise QuestionError("only who asked can change the dates of an answer", "ask with /ask for your own")
        return kept


async def _thread_at(
    interaction: Interaction, message: discord.Message, name: str
) -> discord.Thread | discord.PartialMessageable:
    """A new thread at a message, or the one that it has already: a thread has the id of its message."""
    try:
        return await message.create_thread(name=name, auto_archive_duration=_ARCHIVED_AFTER_MINUTES)
    except discord.Forbidden:
        needed = "give me the permissions Create Public Threads and Send Messages in Threads"
        raise QuestionError("I may not open a thread here", needed) from None
    except discord.HTTPException as failure:
        if failure.code != _HAS_A_THREAD:
            raise
        return interaction.client.get_partial_messageable(message.id)


def _dates_form(kept: KeptAnswer, words: Words) -> Form:
    form = Form(Action("dates", kept.id), words("Which dates?"))
    fields = (
        ("after", words("From this date on"), kept.question.window.after),
        ("before", words("Up to this date"), kept.question.window.before),
        ("as_of", words("As of this date: nothing later is used"), kept.question.window.as_of),
    )
    for name, label, day in fields:
        written: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id=name,
            required=False,
            max_length=_LONGEST_DATE,
            placeholder="1995-05-03, 1995-05, 1995",
            default=day.isoformat() if day else None,
        )
        form.add_item(discord.ui.Label(text=label[:45], component=written))
    return form


def _follow_up_form(kept: KeptAnswer, words: Words, *, may_branch: bool) -> Form:
    form = Form(Action("followed-up", kept.id), words("Follow up"))
    question: discord.ui.TextInput[Any] = discord.ui.TextInput(
        style=discord.TextStyle.paragraph, custom_id="question", max_length=_LONGEST_FOLLOW_UP
    )
    form.add_item(discord.ui.Label(text=words("Your question"), component=question))
    if may_branch:
        here = discord.SelectOption(label=words("Here"), value="here", default=True)
        thread = discord.SelectOption(label=words("In a thread that goes on as one conversation"), value="thread")
        where: discord.ui.Select[Any] = discord.ui.Select(custom_id="where", options=[here, thread])
        form.add_item(discord.ui.Label(text=words("Where to answer"), component=where))
    return form
