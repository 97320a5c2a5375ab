"""Bytes into text: by byte order mark, then UTF-8, then what the file declares, then what fits."""

from __future__ import annotations

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""")

# What browsers take these labels for (the WHATWG Encoding Standard): the declared sets are subsets of them.
_LABELS: Final = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932",
    "big5": "big5hkscs", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "iso-8859-8-i": "iso-8859-8",
}  # fmt: skip
_HEAD = 4096
_SAMPLE = 65536
# A text whose bytes above 0x7F are UTF-8 but for one in twenty is damaged UTF-8, not another encoding.
_DAMAGE = 0.05


def decode(content: bytes) -> str:
    """The text of a file. Bytes that mean nothing in its encoding become U+FFFD; nothing is ever dropped silently."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    wide = _unmarked_utf16(content[:_HEAD])
    if wide:
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(content)


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without a mark, seen from NULs at every second byte, as Latin letters have them."""
    if len(head) < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _decode_other(content: bytes) -> str:
    text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    above = sum(1 for character in text if character > "\x7f")
    if damaged <= _DAMAGE * above:
        return text
    declared = _declared(content[:_HEAD])
    if declared:
        try:
            return content.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass  # the declaration lies: what fits is looked for below
    best = from_bytes(content[:_SAMPLE], cp_isolation=_PLAUSIBLE).best()
    return content.decode(best.encoding if best else "cp1252", "replace")


_PLAUSIBLE: Final = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp932",
    "gb18030",
    "big5",
    "euc_jp",
    "cp949",
]


def _declared(head: bytes) -> str | None:
    match = _DECLARED.search(head)
    if match is None:
        return None
    label = match[1].decode("ascii").lower()
    encoding = _LABELS.get(label, label)
    if encoding.startswith(("utf", "ucs")):
        return None  # it was tried
    try:
        # Some codecs of Python make bytes of bytes (base64): decoding nothing tells those apart.
        b"".decode(encoding)
    except LookupError:
        return None
    return encoding
