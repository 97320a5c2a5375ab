"""The routes that a bot uses, each as Discord's description spells it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.loopback.component_rules import choice_faults, form_faults
from tests.loopback.payloads import (
    application_payload,
    channel_payload,
    command_payload,
    message_payload,
    own_user_payload,
    thread_payload,
)
from tests.loopback.rules import COMPONENTS_V2, EPHEMERAL, message_faults
from tests.loopback.state import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    LOADING,
    MODAL,
    Attachment,
    Channel,
    Interaction,
    Json,
    Message,
    World,
    snowflake,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, SUGGESTIONS, FORM = 4, 5, 6, 7, 8, 9
RESPONSES = {
    COMMAND: {MESSAGE, DEFERRED, FORM},
    COMPONENT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, FORM},
    AUTOCOMPLETE: {SUGGESTIONS},
    MODAL: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE},
}
Body = Json | list[Json] | None
WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
LONGEST_THREAD_NAME = 100


class Refusal(Exception):
    """What Discord answers instead: a status, its own code and a message."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


@dataclass(frozen=True, slots=True)
class Request:
    """A request, understood: the parts of the path by name, the query, the body or None, files with their names."""

    path: dict[str, str]
    query: dict[str, str]
    body: Any
    files: dict[int, tuple[str, bytes]] = field(default_factory=dict)


class Routes:
    """What each route does."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.gateway_url = ""
        self.dispatch: Callable[[str, Json], Awaitable[None]] | None = None

    def table(self) -> dict[tuple[str, str], Callable[[Request], Awaitable[tuple[int, Body]]]]:
        """The handlers, by method and path."""
        return {
            ("GET", "/users/@me"): self._own_user,
            ("GET", "/oauth2/applications/@me"): self._application,
            ("GET", "/gateway/bot"): self._gateway,
            ("PUT", "/applications/{application_id}/commands"): self._set_commands,
            ("POST", "/interactions/{interaction_id}/{interaction_token}/callback"): self._callback,
            ("GET", f"{WEBHOOK}/messages/@original"): self._original,
            ("PATCH", f"{WEBHOOK}/messages/@original"): self._edit_original,
            ("DELETE", f"{WEBHOOK}/messages/@original"): self._delete_original,
            ("POST", WEBHOOK): self._follow_up,
            ("POST", "/users/@me/channels"): self._open_private_channel,
            ("POST", "/channels/{channel_id}/messages"): self._send,
            ("PATCH", "/channels/{channel_id}/messages/{message_id}"): self._edit,
            ("POST", "/channels/{channel_id}/messages/{message_id}/threads"): self._open_thread,
            ("POST", "/channels/{channel_id}/typing"): self._typing,
        }

    async def _own_user(self, _: Request) -> tuple[int, Body]:
        return 200, own_user_payload(self._world.bot)

    async def _application(self, _: Request) -> tuple[int, Body]:
        return 200, application_payload(self._world)

    async def _gateway(self, _: Request) -> tuple[int, Body]:
        limit = {"total": 1000, "remaining": 999, "reset_after": 1000, "max_concurrency": 1}
        return 200, {"url": self.gateway_url, "shards": 1, "session_start_limit": limit}

    async def _set_commands(self, request: Request) -> tuple[int, Body]:
        if int(request.path["application_id"]) != self._world.application_id:
            raise Refusal(403, 20012, "You are not authorized to perform this action on this application")
        names = [(command["name"], command.get("type") or 1) for command in request.body]
        if len(set(names)) != len(names):
            self._world.violate(f"two commands of one name among {names}")
        self._world.commands = [command_payload(command, self._world, snowflake()) for command in request.body]
        return 200, list(self._world.commands)

    async def _callback(self, request: Request) -> tuple[int, Body]:
        interaction = self._world.interactions.get(int(request.path["interaction_id"]))
        if interaction is None or interaction.token != request.path["interaction_token"]:
            raise self._refused("a response to an interaction that there is not", 404, 10062, "Unknown interaction")
        if interaction.deadline is None:
            raise self._refused("a first response after the deadline", 404, 10062, "Unknown interaction")
        if interaction.callback_type is not None:
            what = f"a second initial response to {interaction.what}"
            raise self._refused(what, 400, 40060, "Interaction has already been acknowledged.")
        interaction.deadline.cancel()
        kind, data = request.body["type"], request.body.get("data") or {}
        on_message = interaction.source is not None or kind not in {DEFERRED_UPDATE, UPDATE}
        if kind not in RESPONSES[interaction.kind] or not on_message:
            raise self._refused(f"a response of type {kind} to {interaction.what}", 400, 50035, "Invalid Form Body")
        interaction.callback_type, interaction.responded = kind, time.perf_counter()
        message = self._respond(interaction, kind, data, request)
        return self._described(interaction, message, with_response=request.query.get("with_response"))

    def _respond(self, interaction: Interaction, kind: int, data: Json, request: Request) -> Message | None:
        """Do what a first response says; returns the message that it makes or edits."""
        if kind == FORM:
            self._violate_each(form_faults(data))
            interaction.modal = data
        elif kind == SUGGESTIONS:
            self._violate_each(choice_faults(data["choices"]))
            interaction.choices = data["choices"]
        elif kind in {DEFERRED_UPDATE, UPDATE}:
            message = interaction.original = interaction.source
            assert message is not None
            if kind == UPDATE:
                self._fill(message, data, request, edit=True)
                interaction.edits += 1
            return message
        else:
            message = Message(interaction.channel, self._world.bot, flags=data.get("flags") or 0)
            if kind == MESSAGE:
                self._fill(message, data, request)
            else:
                message.flags |= LOADING
            interaction.original = self._world.add(message)
            return message
        return None

    def _described(
        self, interaction: Interaction, message: Message | None, *, with_response: str | None
    ) -> tuple[int, Body]:
        if with_response not in {"1", "true"}:
            return 204, None
        described: Json = {"id": str(interaction.id), "type": interaction.kind}
        if message is None or interaction.callback_type == DEFERRED_UPDATE:
            return 200, {"interaction": described}
        described |= {
            "response_message_id": str(message.id),
            "response_message_loading": message.is_loading,
            "response_message_ephemeral": message.is_ephemeral,
        }
        if interaction.callback_type == DEFERRED:
            return 200, {"interaction": described}
        resource = {"type": interaction.callback_type, "message": message_payload(message, self._world)}
        return 200, {"interaction": described, "resource": resource}

    async def _original(self, request: Request) -> tuple[int, Body]:
        return 200, message_payload(self._original_of(self._interaction(request)), self._world)

    async def _edit_original(self, request: Request) -> tuple[int, Body]:
        interaction = self._interaction(request)
        message = self._original_of(interaction)
        self._fill(message, request.body, request, edit=True)
        interaction.edits += 1
        return 200, message_payload(message, self._world)

    async def _delete_original(self, request: Request) -> tuple[int, Body]:
        interaction = self._interaction(request)
        message = self._original_of(interaction)
        del self._world.messages[message.id]
        interaction.edits += 1
        return 204, None

    async def _follow_up(self, request: Request) -> tuple[int, Body]:
        """As in Discord, the first follow-up to a deferred response takes its place, ephemeral as that was."""
        interaction = self._interaction(request)
        if interaction.callback_type is None:
            raise self._refused("a follow-up before the first response", 404, 10015, "Unknown Webhook")
        message = interaction.original
        if message and message.is_loading:
            self._fill(message, request.body, request)
        else:
            message = Message(interaction.channel, self._world.bot, flags=request.body.get("flags") or 0)
            self._fill(message, request.body, request)
            interaction.followups.append(self._world.add(message))
        return (200, message_payload(message, self._world)) if request.query.get("wait") == "true" else (204, None)

    async def _open_private_channel(self, request: Request) -> tuple[int, Body]:
        person = self._world.user_by_id(int(request.body["recipient_id"]))
        if person is None or person.bot:
            raise self._refused("a private channel with nobody", 400, 50033, "Invalid Recipient(s)")
        return 200, channel_payload(self._world.private_channel(person), self._world)

    async def _send(self, request: Request) -> tuple[int, Body]:
        channel = self._writable_channel(request)
        if (request.body.get("flags") or 0) & EPHEMERAL:
            self._world.violate("an ephemeral message outside of an interaction")
        nonce = request.body.get("nonce")
        if nonce is not None and request.body.get("enforce_nonce"):
            for known in self._world.messages.values():
                if known.nonce == str(nonce) and known.channel == channel:  # it came before: the answer got lost
                    return 200, message_payload(known, self._world)
        message = Message(channel, self._world.bot, flags=request.body.get("flags") or 0)
        message.nonce = None if nonce is None else str(nonce)
        reference = request.body.get("message_reference")
        if reference:
            message.reply_to = self._world.messages.get(int(reference["message_id"]))
            if message.reply_to is None and reference.get("fail_if_not_exists", True):
                raise self._refused("a reply to a message that there is not", 400, 50035, "Unknown message")
        self._fill(message, request.body, request)
        return 200, message_payload(self._world.add(message), self._world)

    async def _edit(self, request: Request) -> tuple[int, Body]:
        self._writable_channel(request)
        message = self._world.messages.get(int(request.path["message_id"]))
        if message is None:
            raise Refusal(404, 10008, "Unknown Message")
        if message.author != self._world.bot:
            raise self._refused("an edit of somebody else's message", 403, 50005, "Cannot edit a message")
        self._fill(message, request.body, request, edit=True)
        return 200, message_payload(message, self._world)

    async def _open_thread(self, request: Request) -> tuple[int, Body]:
        """A thread has the id of its message."""
        channel = self._writable_channel(request)
        message_id, name = int(request.path["message_id"]), request.body["name"]
        if message_id not in self._world.messages or channel.parent or channel.recipient:
            raise self._refused("a thread where there can be none", 404, 10008, "Unknown Message")
        if message_id in self._world.threads:
            raise Refusal(400, 160004, "A thread has already been created for this message")
        if not 1 <= len(name) <= LONGEST_THREAD_NAME:
            raise self._refused(f"a thread's name of {len(name)}", 400, 50035, "Invalid Form Body")
        thread = self._world.threads[message_id] = Channel(name, parent=channel, id=message_id)
        payload = thread_payload(thread, self._world)
        if self.dispatch:
            await self.dispatch("THREAD_CREATE", payload | {"newly_created": True})
        return 201, payload

    async def _typing(self, request: Request) -> tuple[int, Body]:
        channel = self._writable_channel(request)
        self._world.typing.append(channel.id)
        return 204, None

    def _fill(self, message: Message, sent: Json, request: Request, *, edit: bool = False) -> None:
        """Put into a message what was sent; the rules look at the message as it would stand then."""
        whole = _as_it_would_stand(message, sent) if edit else sent
        faults = message_faults(whole | {"allowed_mentions": sent.get("allowed_mentions")})
        self._violate_each(faults)
        if any("more than" in fault or "empty" in fault for fault in faults):
            raise Refusal(400, 50035, "Invalid Form Body")
        attachments = self._attached(message, sent, request) if "attachments" in sent else message.attachments
        message.attachments = attachments
        message.content = whole.get("content") or ""
        message.embeds = whole.get("embeds") or []
        message.components = whole.get("components") or []
        message.flags = message.flags & ~LOADING | (sent.get("flags") or 0) & COMPONENTS_V2
        message.edits += edit

    def _attached(self, message: Message, sent: Json, request: Request) -> list[Attachment]:
        """The files that a message has then: those it keeps, and those that come with the request."""
        kept = {one.id: one for one in message.attachments}
        attached, unused = [], dict(request.files)
        for described in sent["attachments"]:
            number = int(described["id"])
            if number in kept:
                attached.append(kept[number])
            elif number in unused:
                filename, content = unused.pop(number)
                attached.append(Attachment(described.get("filename") or filename, content))
            else:
                raise self._refused(f"an attachment {number} that did not come", 400, 50035, "Invalid Form Body")
        if unused:
            self._world.violate(f"files that nothing describes: {sorted(unused)}")
        return attached

    def _writable_channel(self, request: Request) -> Channel:
        channel = self._world.channel_by_id(int(request.path["channel_id"]))
        if channel is None or channel.id in self._world.deleted_channels:
            raise Refusal(404, 10003, "Unknown Channel")
        if channel.id in self._world.closed_channels:
            raise Refusal(403, 50013, "Missing Permissions")
        return channel

    def _interaction(self, request: Request) -> Interaction:
        interaction = self._world.interaction_by_token(request.path["webhook_token"])
        if interaction is None or int(request.path["webhook_id"]) != self._world.application_id:
            raise self._refused("an interaction that there is not", 404, 10015, "Unknown Webhook")
        if interaction.expired:
            raise Refusal(401, 50027, "Invalid Webhook Token")
        return interaction

    def _original_of(self, interaction: Interaction) -> Message:
        if interaction.original is None:
            raise self._refused("a response edited before it was given", 404, 10008, "Unknown Message")
        if interaction.original.id not in self._world.messages:
            raise Refusal(404, 10008, "Unknown Message")
        return interaction.original

    def _violate_each(self, faults: list[str]) -> None:
        for fault in faults:
            self._world.violate(fault)

    def _refused(self, violation: str, status: int, code: int, message: str) -> Refusal:
        self._world.violate(violation)
        return Refusal(status, code, message)


def _as_it_would_stand(message: Message, edit: Json) -> Json:
    stands = {"content": message.content, "embeds": message.embeds, "components": message.components}
    flags = message.flags & COMPONENTS_V2 | (edit.get("flags") or 0)
    return stands | edit | {"flags": flags}
