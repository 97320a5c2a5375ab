"""What the administrators of a server have chosen for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

if TYPE_CHECKING:
    from bot.state.database import Database

Language: TypeAlias = Literal["en", "ja", "es", "fr", "de"]
Span: TypeAlias = Literal["any", "week", "month", "year"]

_REMEMBERED = 10_000


class ServerSettings(BaseModel):
    """The choices for one server; None leaves a choice to the settings of the bot or to each person's own client.

    `channels`: the channels in which the bot may speak for all to see, none listed: in all. `private`: whether answers
    go to the asker alone unless asked otherwise. `span`: the window of a question that names none, counted back from
    the last day of the archive. `language`: that of the bot's own words.
    """

    model_config = ConfigDict(frozen=True)

    channels: Annotated[tuple[int, ...], Field(max_length=25)] = ()
    private: bool | None = None
    span: Span = "any"
    language: Language | None = None


class Servers:
    """The table of servers' settings. What was read is remembered: it stands before each first response."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[int, ServerSettings] = {}

    async def of(self, server: int | None) -> ServerSettings:
        """The settings of a server; the defaults where nothing was chosen, and in private channels."""
        if server is None:
            return ServerSettings()
        if server not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[server] = await self._read(server)
        return self._known[server]

    async def change(self, server: int, settings: ServerSettings) -> None:
        """Keep the settings of a server."""
        row = (server, settings.model_dump_json())
        await self._database.run(lambda db: db.execute("insert or replace into server values (?, ?)", row).close())
        self._known[server] = settings

    async def _read(self, server: int) -> ServerSettings:
        row = await self._database.run(
            lambda db: db.execute("select settings from server where id = ?", (server,)).fetchone()
        )
        try:
            return ServerSettings.model_validate_json(row[0]) if row else ServerSettings()
        except ValidationError:  # written by another version: the defaults are safe
            return ServerSettings()
