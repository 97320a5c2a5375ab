"""What is in the state, as Discord puts it into JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.loopback.state import DISCORD_EPOCH_MS, Channel, Interaction, Json, Message, User, World

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT_CHANNEL, PRIVATE_CHANNEL = 0, 1
DEFAULT_MESSAGE, REPLY, CHAT_INPUT_COMMAND = 0, 19, 20
PERMISSIONS = str(1 << 10 | 1 << 11 | 1 << 14 | 1 << 16 | 1 << 31)  # view, send, embed links, history, commands
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
        "threads": [],
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
        "attachments": [],
        "embeds": [{"type": "rich"} | embed for embed in message.embeds],
        "components": message.components,
        "timestamp": moment(message.id),
        "edited_timestamp": None,
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
    """The use of a command, as INTERACTION_CREATE tells it."""
    payload: Json = {
        "id": str(interaction.id),
        "application_id": str(world.application_id),
        "type": 2,
        "token": interaction.token,
        "version": 1,
        "data": data,
        "channel": channel_payload(interaction.channel, world),
        "channel_id": str(interaction.channel.id),
        "app_permissions": PERMISSIONS,
        "locale": "en-US",
        "entitlements": [],
        "attachment_size_limit": 10 << 20,
    }
    if interaction.channel.recipient:
        private = {"user": user_payload(interaction.user), "context": 1}
        return payload | private | {"authorizing_integration_owners": {"0": "0"}}
    member = member_payload() | {"user": user_payload(interaction.user), "permissions": PERMISSIONS}
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
    return kept | {
        "id": str(command_id),
        "application_id": str(world.application_id),
        "version": str(command_id),
        "default_member_permissions": None,
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
