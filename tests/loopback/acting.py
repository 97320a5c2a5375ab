"""What people do with commands, buttons, menus and forms, checked as a client checks it."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING, Any

from tests.loopback.component_rules import CHANNEL_SELECT, STRING_SELECT, TEXT_INPUT
from tests.loopback.driver import Form, Reply, Use
from tests.loopback.payloads import (
    ADMINISTRATOR,
    attachment_payload,
    channel_payload,
    interaction_payload,
    message_payload,
    permissions_of,
)
from tests.loopback.state import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Attachment, Interaction

if TYPE_CHECKING:
    from tests.loopback.gateway import Gateway
    from tests.loopback.state import Channel, Json, Message, User, World

STRING, INTEGER, BOOLEAN, ATTACHMENT = 3, 4, 5, 11
PYTHON_TYPES = {STRING: str, INTEGER: int, BOOLEAN: bool, ATTACHMENT: Attachment}
SUBCOMMAND, CHAT_INPUT, MESSAGE_MENU = 1, 1, 3
IN_SERVER, IN_PRIVATE = 0, 1


class Acting:
    """The half of the loopback Discord that stands for people's clients."""

    world: World
    gateway: Gateway
    _first_response_s: float

    async def bot_connected(self) -> None:
        """Wait until the bot has identified and knows the server."""
        raise NotImplementedError

    async def slash(
        self,
        name: str,
        *,
        user: User | None = None,
        channel: Channel | None = None,
        hidden: bool = False,
        **options: Any,
    ) -> Use:
        """A person uses a command, such as `archive status`. As in a client, only what is registered and shown can be
        used, and as registered; `hidden` uses it though it is not shown.
        """
        await self.bot_connected()
        command, sub = self._command(name)
        person, place = user or self.world.alice, channel or self.world.channel
        assert hidden or self._shows(command, person, place), f"/{name} is not shown to {person.name} there"
        chosen, resolved = self._chosen(sub or command, options)
        return await self._interact(self._use_of(name, person, place), _command_data(command, sub, chosen, resolved))

    async def suggest(self, name: str, option: str, typed: str, *, user: User | None = None) -> Use:
        """A person types in an option of a command that suggests values."""
        await self.bot_connected()
        command, sub = self._command(name)
        known = {described["name"]: described for described in (sub or command)["options"]}
        assert known[option].get("autocomplete"), f"/{name} suggests nothing for {option}"
        chosen = [{"name": option, "type": STRING, "value": typed, "focused": True}]
        interaction = self._use_of(name, user or self.world.alice, self.world.channel, AUTOCOMPLETE)
        return await self._interact(interaction, _command_data(command, sub, chosen, {}))

    async def menu_of_message(self, name: str, message: Message, *, user: User | None = None) -> Use:
        """A person picks an entry in the menu of a message."""
        await self.bot_connected()
        command = next((one for one in self.world.commands if (one["name"], one["type"]) == (name, MESSAGE_MENU)), None)
        assert command is not None, f"{name!r} is not registered"
        resolved = {"messages": {str(message.id): message_payload(message, self.world)}}
        data = {
            "id": command["id"],
            "name": name,
            "type": MESSAGE_MENU,
            "target_id": str(message.id),
            "resolved": resolved,
        }
        return await self._interact(self._use_of(name, user or self.world.alice, message.channel), data)

    async def press(self, reply: Reply, label: str, *, user: User | None = None) -> Use:
        """A person presses a button of a message as they see it."""
        button = reply.button(label)
        data = {"component_type": button["type"], "custom_id": button["custom_id"], "id": 1}
        return await self._on_component(reply, data, user)

    async def choose(self, reply: Reply, menu: str, *values: str, user: User | None = None) -> Use:
        """A person chooses in a menu of a message, by the values, or channels by their ids."""
        select = reply.menu(menu)
        assert (select.get("min_values") or 0) <= len(values) <= (select.get("max_values") or 1)
        data: Json = {"component_type": select["type"], "custom_id": select["custom_id"], "id": 1}
        data["values"] = list(values)
        if select["type"] == STRING_SELECT:
            offered = {option["value"] for option in select["options"]}
            assert set(values) <= offered, f"{values} are not offered among {offered}"
        if select["type"] == CHANNEL_SELECT:
            channels = {value: self.world.channel_by_id(int(value)) for value in values}
            data["resolved"] = {
                "channels": {
                    value: channel_payload(channel, self.world) | {"permissions": "0"}
                    for value, channel in channels.items()
                    if channel
                }
            }
        return await self._on_component(reply, data, user)

    async def fill_in(self, form: Form, **values: str) -> Use:
        """The person for whom a form was opened fills it in and sends it."""
        assert set(values) <= set(form.fields), f"the form has no field {sorted(set(values) - set(form.fields))}"
        components = [
            {"type": label["type"], "id": number, "component": _filled(label["component"], number, values)}
            for number, label in enumerate(form.data["components"], 1)
        ]
        interaction = self._use_of(f"the form {form.title!r}", form.user, form.interaction.channel, MODAL)
        interaction.source = form.source
        data = {"custom_id": form.data["custom_id"], "components": components}
        return await self._interact(interaction, data)

    async def _on_component(self, reply: Reply, data: Json, user: User | None) -> Use:
        await self.bot_connected()
        assert reply.message.id in self.world.messages, "the message is not there any more"
        interaction = self._use_of(data["custom_id"], user or self.world.alice, reply.message.channel, COMPONENT)
        interaction.source = reply.message
        return await self._interact(interaction, data)

    def _use_of(self, what: str, user: User, channel: Channel, kind: int = COMMAND) -> Interaction:
        shown = f"/{what}" if kind in {COMMAND, AUTOCOMPLETE} else what
        return Interaction(shown, user, channel, f"interaction-{secrets.token_hex(12)}", kind)

    async def _interact(self, interaction: Interaction, data: Json) -> Use:
        self.world.interactions[interaction.id] = interaction
        interaction.deadline = asyncio.get_running_loop().call_later(self._first_response_s, self._miss, interaction)
        await self.gateway.dispatch("INTERACTION_CREATE", interaction_payload(interaction, self.world, data))
        return Use(self.world, interaction)

    def _miss(self, interaction: Interaction) -> None:
        if interaction.callback_type is None:
            interaction.deadline = None
            self.world.violate(f"no response to {interaction.what} within {self._first_response_s:g} s")

    def _command(self, name: str) -> tuple[Json, Json | None]:
        """A command by its name, and the one within it where the name has two words."""
        first, _, second = name.partition(" ")
        known = [one for one in self.world.commands if (one["name"], one["type"]) == (first, CHAT_INPUT)]
        assert known, f"/{name} is not registered"
        if not second:
            return known[0], None
        subs = [one for one in known[0]["options"] if one["name"] == second and one["type"] == SUBCOMMAND]
        assert subs, f"/{name} is not registered"
        return known[0], subs[0]

    def _shows(self, command: Json, user: User, channel: Channel) -> bool:
        """Whether a client shows a command to somebody in a channel."""
        contexts = command.get("contexts")
        if contexts is not None and (IN_PRIVATE if channel.recipient else IN_SERVER) not in contexts:
            return False
        if channel.recipient or not command.get("default_member_permissions"):
            return True
        granted, needed = int(permissions_of(user, self.world)), int(command["default_member_permissions"])
        return bool(granted & ADMINISTRATOR) or granted & needed == needed

    def _chosen(self, command: Json, values: dict[str, Any]) -> tuple[list[Json], Json]:
        """The options of a use as the client sends them, checked as the client checks them."""
        known = {option["name"]: option for option in command.get("options") or []}
        assert set(values) <= set(known), f"/{command['name']} has no option {sorted(set(values) - set(known))}"
        missing = [name for name, option in known.items() if option.get("required") and name not in values]
        assert not missing, f"/{command['name']} needs {missing}"
        resolved: Json = {}
        chosen = []
        for name, value in values.items():
            option = known[name]
            assert type(value) is PYTHON_TYPES[option["type"]], f"{name} cannot be {value!r}"
            sent = value
            if isinstance(value, str):
                shortest, longest = option.get("min_length") or 0, option.get("max_length") or 6000
                assert shortest <= len(value) <= longest, f"{name} is too short or too long"
            if isinstance(value, Attachment):
                self.world.files[value.id] = value
                resolved = {"attachments": {str(value.id): attachment_payload(value, self.world)}}
                sent = str(value.id)
            chosen.append({"name": name, "type": option["type"], "value": sent})
        return chosen, resolved


def _command_data(command: Json, sub: Json | None, chosen: list[Json], resolved: Json) -> Json:
    options = [{"name": sub["name"], "type": SUBCOMMAND, "options": chosen}] if sub else chosen
    data = {"id": command["id"], "name": command["name"], "type": CHAT_INPUT, "options": options}
    return data | ({"resolved": resolved} if resolved else {})


def _filled(field: Json, number: int, values: dict[str, str]) -> Json:
    filled: Json = {"type": field["type"], "custom_id": field["custom_id"], "id": 100 + number}
    name = field["custom_id"]
    if field["type"] == TEXT_INPUT:
        value = values.get(name, field.get("value") or "")
        assert value or field.get("required") is False, f"{name} must be filled in"
        assert len(value) <= (field.get("max_length") or 4000), f"{name} is too long"
        return filled | {"value": value}
    default = next((option["value"] for option in field["options"] if option.get("default")), None)
    chosen = values.get(name, default)
    assert chosen in {option["value"] for option in field["options"]}, f"{name} cannot be {chosen!r}"
    return filled | {"values": [chosen]}
