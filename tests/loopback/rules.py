"""What Discord, and this one more than the real one, demands of the messages that a bot sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.loopback.component_rules import layout_faults, row_faults

if TYPE_CHECKING:
    from tests.loopback.state import Json

CONTENT_LIMIT = 2000
EMBED_TOTAL_LIMIT = 6000
EMBED_LIMITS = {"title": 256, "description": 4096}
SUPPRESS_EMBEDS, SILENT, COMPONENTS_V2 = 1 << 2, 1 << 12, 1 << 15
EPHEMERAL = 1 << 6
SETTABLE_FLAGS = SUPPRESS_EMBEDS | EPHEMERAL | SILENT | COMPONENTS_V2


def message_faults(message: Json) -> list[str]:
    """What is wrong with a message as sent; a bot's message must also say that it mentions nobody."""
    components = message.get("components") or []
    is_layout = bool((message.get("flags") or 0) & COMPONENTS_V2)
    return [
        *_content_faults(message),
        *_embed_faults(message),
        *_mention_faults(message),
        *(layout_faults(components) if is_layout else row_faults(components)),
    ]


def _content_faults(message: Json) -> list[str]:
    content = message.get("content") or ""
    faults = []
    if (message.get("flags") or 0) & COMPONENTS_V2 and (content or message.get("embeds")):
        faults.append("content or embeds beside a layout")
    if _utf16_length(content) > CONTENT_LIMIT:
        faults.append(f"content of {_utf16_length(content)}, more than {CONTENT_LIMIT}")
    if not content.strip() and not message.get("embeds") and not message.get("components"):
        faults.append("an empty message")
    if (message.get("flags") or 0) & ~SETTABLE_FLAGS:
        faults.append(f"flags that a bot cannot set: {message['flags']}")
    return faults


def _embed_faults(message: Json) -> list[str]:
    embeds: list[Json] = message.get("embeds") or []
    faults = [
        f"an embed's {part} of {_utf16_length(embed[part])}, more than {limit}"
        for embed in embeds
        for part, limit in EMBED_LIMITS.items()
        if _utf16_length(embed.get(part) or "") > limit
    ]
    total = sum(_utf16_length(text) for embed in embeds for text in _embed_texts(embed))
    if total > EMBED_TOTAL_LIMIT:
        faults.append(f"embeds of {total}, more than {EMBED_TOTAL_LIMIT}")
    return faults


def _mention_faults(message: Json) -> list[str]:
    allowed = message.get("allowed_mentions")
    if allowed is None:
        return ["allowed_mentions is missing"]
    admitted = [name for name in ("parse", "users", "roles", "replied_user") if allowed.get(name)]
    return [f"allowed_mentions admits {', '.join(admitted)}"] if admitted else []


def _embed_texts(embed: Json) -> list[str]:
    fields = [text for field in embed.get("fields") or [] for text in (field.get("name"), field.get("value"))]
    footer, author = (embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")
    return [text for text in (embed.get("title"), embed.get("description"), footer, author, *fields) if text]


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
