"""The language of a text: as stated, else detected with a model that ships with its library (py3langid)."""

# ruff: noqa: SIM905 (a list of words reads better as words than as one quoted word a line)
from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# Languages that newspapers appear in. The model knows 120; the rarer ones are mostly wrong guesses for short English.
_LANGUAGES = (
    "af ar bg bn ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka ko lt lv mk ml mr "
    "ms mt nl no pl pt ro ru sk sl sq sr sv sw ta te th tl tr uk ur vi zh"
).split()
_NAMES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es",
    "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl",
    "nederlands": "nl", "japanese": "ja", "chinese": "zh", "russian": "ru", "korean": "ko", "arabic": "ar",
    "polish": "pl", "swedish": "sv",
}  # fmt: skip
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")
# Enough to tell by, and little enough to be quick, in characters.
_SAMPLE = 1000
_SHORTEST = 20


def stated_language(stated: str | None) -> str | None:
    """The ISO 639 code of a language as a file states it (`en-US`, `English`), or None where it states none."""
    if stated is None:
        return None
    tag = _TAG.fullmatch(stated.strip())
    if tag:
        return tag[1].lower()
    return _NAMES.get(stated.strip().lower())


def detected_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or None where there is too little of it to tell."""
    if len(text) < _SHORTEST:
        return None
    code, _ = _identifier().classify(text[:_SAMPLE])
    return str(code)


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LANGUAGES)
    return identifier
