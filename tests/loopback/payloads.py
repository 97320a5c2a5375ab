"""What is in the state, as Discord puts it into JSON."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from tests.loopback.state import DISCORD_EPOCH_MS, Attachment, Channel, Interaction, Json, Message, User, World

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT_CHANNEL, PRIVATE_CHANNEL, PUBLIC_THREAD = 0, 1, 11
DEFAULT_MESSAGE, REPLY, CHAT_INPUT_COMMAND = 0, 19, 20
PERMISSIONS = str(1 << 10 | 1 << 11 | 1 << 14 | 1 << 16 | 1 << 31)  # view, send, embed links, history, commands
ADMINISTRATOR, MANAGE_MESSAGES = 1 << 3, 1 << 13
JOINED = "2024-01-01T00:00:00+00:00"


def moment(snowflake: int) -> str:
    """When an id was made, in ISO 8601."""
    return datetime.fromtimestamp(((snowflake >> 22) + DISCORD_EPOCH_MS) / 1000, UTC).isoformat()


def user_payload(user: User) -> Json:
    """A user as others see them."""
    return {
        "id": str(user.id),
        "username": user.name,
        "global_name": None,
        "discriminator": "0000" if user.bot else "0",
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
        "bot": user.bot,
    }


def own_user_payload(user: User) -> Json:
    """The bot as it sees itself."""
    return user_payload(user) | {"mfa_enabled": True, "locale": "en-US", "verified": True, "email": None}


def application_payload(world: World) -> Json:
    """The application that the bot belongs to."""
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user_payload(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user_payload(world.alice),
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }


def channel_payload(channel: Channel, world: World) -> Json:
    """A channel: of the server, or private."""
    if channel.recipient:
        return {
            "id": str(channel.id),
            "type": PRIVATE_CHANNEL,
            "flags": 0,
            "last_message_id": None,
            "recipients": [user_payload(channel.recipient)],
        }
    if channel.parent:
        return thread_payload(channel, world)
    return {
        "id": str(channel.id),
        "type": TEXT_CHANNEL,
        "guild_id": str(world.guild_id),
        "name": channel.name,
        "position": 0,
        "permission_overwrites": [],
        "parent_id": None,
        "nsfw": False,
        "topic": None,
        "rate_limit_per_user": 0,
        "last_message_id": None,
        "flags": 0,
    }


def thread_payload(thread: Channel, world: World) -> Json:
    """A public thread that the bot has opened."""
    assert thread.parent is not None
    return {
        "id": str(thread.id),
        "type": PUBLIC_THREAD,
        "guild_id": str(world.guild_id),
        "name": thread.name,
        "parent_id": str(thread.parent.id),
        "owner_id": str(world.bot.id),
        "flags": 0,
        "rate_limit_per_user": 0,
        "last_message_id": None,
        "message_count": 0,
        "member_count": 1,
        "total_message_sent": 0,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 1440,
            "archive_timestamp": moment(thread.id),
            "create_timestamp": moment(thread.id),
            "locked": False,
        },
    }


def permissions_of(user: User, world: World) -> str:
    """What somebody may do in a channel of the server."""
    more = ADMINISTRATOR * (user.id in world.administrators) | MANAGE_MESSAGES * (user.id in world.moderators)
    return str(int(PERMISSIONS) | more)


def attachment_payload(attachment: Attachment, world: World) -> Json:
    """A file, as a message or a command carries it."""
    url = f"{world.files_url}/{attachment.id}/{PurePosixPath(attachment.filename).name}"
    return {
        "id": str(attachment.id),
        "filename": attachment.filename,
        "size": len(attachment.content),
        "url": url,
        "proxy_url": url,
        "content_type": "application/octet-stream",
    }


def component_payloads(components: list[Json]) -> list[Json]:
    """Components as Discord gives them back: each with a number of its own, and without what is null."""
    numbers = itertools.count(1)

    def numbered(component: Json) -> Json:
        given: Json = _without_nulls(component) | {"id": component.get("id") or next(numbers)}
        for inner in ("components", "accessory", "component"):
            if isinstance(given.get(inner), list):
                given[inner] = [numbered(part) for part in given[inner]]
            elif given.get(inner):
                given[inner] = numbered(given[inner])
        return given

    return [numbered(component) for component in components]


def _without_nulls(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_nulls(inner) for inner in value]
    if isinstance(value, dict):
        return {key: _without_nulls(inner) for key, inner in value.items() if inner is not None}
    return value


def member_payload(roles: Iterable[int] = ()) -> Json:
    """What a server knows of one of its members, without the user."""
    return {
        "roles": [str(role) for role in roles],
        "joined_at": JOINED,
        "premium_since": None,
        "nick": None,
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }


def guild_payload(world: World) -> Json:
    """The server, as GUILD_CREATE tells it."""
    everyone = _role(world.guild_id, "@everyone", PERMISSIONS)
    managed = _role(world.bot_role_id, world.bot.name, PERMISSIONS) | {
        "managed": True,
        "tags": {"bot_id": str(world.bot.id)},
    }
    return {
        "id": str(world.guild_id),
        "name": "The Loopback Gazette",
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "owner_id": str(world.alice.id),
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "roles": [everyone, managed],
        "emojis": [],
        "stickers": [],
        "features": [],
        "mfa_level": 0,
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "vanity_url_code": None,
        "description": None,
        "banner": None,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "nsfw_level": 0,
        "joined_at": JOINED,
        "large": False,
        "unavailable": False,
        "member_count": 3,
        "members": [member_payload([world.bot_role_id]) | {"user": user_payload(world.bot)}],
        "voice_states": [],
        "presences": [],
        "threads": [thread_payload(thread, world) for thread in world.threads.values()],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "channels": [channel_payload(channel, world) for channel in (world.channel, world.other_channel)],
    }


def message_payload(message: Message, world: World) -> Json:
    """A message, as it stands."""
    payload: Json = {
        "id": str(message.id),
        "type": REPLY if message.reply_to else DEFAULT_MESSAGE,
        "channel_id": str(message.channel.id),
        "author": user_payload(message.author),
        "content": message.content,
        "mentions": [user_payload(user) for user in message.mentions],
        "mention_roles": [str(role) for role in message.role_mentions],
        "mention_everyone": False,
        "attachments": [attachment_payload(one, world) for one in message.attachments],
        "embeds": [{"type": "rich"} | embed for embed in message.embeds],
        "components": component_payloads(message.components),
        "timestamp": moment(message.id),
        "edited_timestamp": moment(message.id) if message.edits else None,
        "flags": message.flags,
        "pinned": False,
        "tts": False,
    }
    if message.reply_to:
        payload["message_reference"] = {
            "type": 0,
            "message_id": str(message.reply_to.id),
            "channel_id": str(message.channel.id),
        }
        payload["referenced_message"] = message_payload(message.reply_to, world)
    return payload


def interaction_payload(interaction: Interaction, world: World, data: Json) -> Json:
    """The use of a command, a component or a form, as INTERACTION_CREATE tells it."""
    payload: Json = {
        "id": str(interaction.id),
        "application_id": str(world.application_id),
        "type": interaction.kind,
        "token": interaction.token,
        "version": 1,
        "data": data,
        "channel": channel_payload(interaction.channel, world),
        "channel_id": str(interaction.channel.id),
        "app_permissions": PERMISSIONS,
        "locale": world.locales.get(interaction.user.id, "en-US"),
        "entitlements": [],
        "attachment_size_limit": 10 << 20,
    }
    if interaction.source is not None:
        payload["message"] = message_payload(interaction.source, world)
    if interaction.channel.recipient:
        private = {"user": user_payload(interaction.user), "context": 1}
        return payload | private | {"authorizing_integration_owners": {"0": "0"}}
    permissions = permissions_of(interaction.user, world)
    member = member_payload() | {"user": user_payload(interaction.user), "permissions": permissions}
    return payload | {
        "guild_id": str(world.guild_id),
        "guild": {"id": str(world.guild_id), "locale": "en-US", "features": []},
        "guild_locale": "en-US",
        "member": member,
        "context": 0,
        "authorizing_integration_owners": {"0": str(world.guild_id)},
    }


def command_payload(command: Json, world: World, command_id: int) -> Json:
    """A registered command."""
    kept: dict[str, Any] = {key: value for key, value in command.items() if value is not None}
    permissions = command.get("default_member_permissions")
    return kept | {
        "id": str(command_id),
        "application_id": str(world.application_id),
        "version": str(command_id),
        "default_member_permissions": None if permissions is None else str(permissions),
        "type": command.get("type") or 1,
        "description": command.get("description") or "",
    }


def _role(role_id: int, name: str, permissions: str) -> Json:
    return {
        "id": str(role_id),
        "name": name,
        "permissions": permissions,
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
