"""Which time phrases say when a question looks, and which only belong to something that it names.

"What did the 1995 talks achieve?", "the plan announced on 3 May", "the dealer who was sued in March" and "in May or in
June?" name a time without asking about it: a window set from them would be wrong without a sign of it. So a phrase
counts only where nothing here speaks against it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answering.asked_time.happening import happening
from corpus.temporal.lexicon import either

if TYPE_CHECKING:
    from bot.answering.asked_time.phrases import TimePhrase

# What may follow a phrase that stands alone: anything else is a noun that the phrase belongs to ("the 1995 talks").
_MAY_FOLLOW = either(
    """
    in on at by for from to and or but when while as with without about over after before since that which who whom
    whose where why how did do does was were is are am be been has have had will would could should can may might
    must against between during through under into near alone only too also again already yet according regarding
    concerning not it he she they we i you the a an his her its their this these because if than among amid toward
    towards of both instead there what
    """
)
_NEWS = re.compile(
    r"['\u2019]s? (?:(?:top|big|biggest|main|important) )?"
    r"(?:news|headlines?|stor(?:y|ies)|papers?|newspapers?|reports?|"
    r"articles?|coverage|events|editions?|issues?|front pages?)\b",
    re.IGNORECASE,
)
_NEWS_BEFORE = re.compile(
    r"\b(?:news|headlines?|stor(?:y|ies)|papers?|newspapers?|reports?|articles?|coverage|"
    r"events|editions?|issues?|anything|something) "
    r"(?:(?:that (?:was|were) )?(?:published|printed|written|run) (?:in|on|during|over)|of|from) (?:the )?$",
    re.IGNORECASE,
)
_AUXILIARY = r"(?:was|were|been|being|is|are|be|has|have|had|got|gets?|having)"
_ADVERB = r"(?:not|never|also|ever|already|first|last|finally|only|really|still|just|\w+ly)"
_IRREGULAR = (
    "made|held|sold|written|said|told|sent|begun|given|taken|built|hit|cut|met|won|lost|led|"
    "put|set|drawn|seen|shown|known|"
    "bought|brought|paid|born|found|founded|driven|struck|broken|laid|left|born|due"
)
_PARTICIPLE = re.compile(
    rf"\b(?:\w+ed|{_IRREGULAR})(?: (?:up|out|off|down|over|together|here|there))? (?:back )?$", re.IGNORECASE
)
_IS_VERB = re.compile(
    rf"\b{_AUXILIARY} (?:{_ADVERB} )?\S+ (?:(?:up|out|off|down|over|together) )?(?:back )?$", re.IGNORECASE
)
_VERB_BEFORE = re.compile(
    r"\b(?:did|do|does|was|were|is|are|will|would|can|could|should|may|might|must|became|"
    r"happened|what['\u2019]s|contain\w*|"
    r"said|says)\b",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"\b(?:has|have|had)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"(?<=\w)(?P<comma>,?) (?:that|which|who|whom|whose|where)\b", re.IGNORECASE)
_ASKING = re.compile(
    r"^(?:and |but |so )?(?:(?:in|on|at|by|for|from|to|with|of|since|until|under|as of|after|before|during) )?"
    r"(?:[^,?]{0,60}, )?(?:in |on |at |by |for |from |to |with |of |over |under )?$",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\b(?:\d{1,2}(?:st|nd|rd|th)?|[A-Z]\w+) or (?:in |on |the )*$")
_OR_AFTER = re.compile(r" or (?:in |on |the |by )*(?:\d|[A-Z]|this|last|next|later|earlier)")
_APART = re.compile(r"\b(?:before|earlier|later|after)$", re.IGNORECASE)
_EQUATED = re.compile(r"\b(?:is|was|are|were) $", re.IGNORECASE)
_DETERMINED = re.compile(r"\b(?:the|its|his|her|their|our|that|those|these) $", re.IGNORECASE)
_AMBIGUOUS = re.compile(r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/\d{2,4}$")
_BARE = frozenset({"month", "quarter", "year", "months", "years", "quarters"})
_COUNTED_BY = re.compile(r"\b(?:this|last|next|ago|past|current|coming)\b", re.IGNORECASE)


def says_when(question: str, phrase: TimePhrase) -> bool:
    """Whether the phrase tells when the question looks."""
    text = question[phrase.date_start : phrase.end]
    if phrase.relation in ("than", "for", "till") or _APART.search(text) or _is_ambiguous(text):
        return False
    if _NEWS.match(question, phrase.end) or _NEWS_BEFORE.search(question[: phrase.date_start]):
        return True
    if phrase.relation == "of" and not (phrase.part or phrase.span.grain == "range"):
        return False
    return not (
        _is_offered(question, phrase)
        or _belongs_to_noun(question, phrase)
        or _is_name(question, phrase)
        or _in_relative_clause(question, phrase)
        or _after_participle(question, phrase)
        or _in_dated_clause(question, phrase)
    )


def _is_ambiguous(text: str) -> bool:
    """Whether day and month of a date in figures could be changed about."""
    found = _AMBIGUOUS.search(text)
    return bool(found and int(found["one"]) <= 12 and int(found["two"]) <= 12 and found["one"] != found["two"])


def _is_offered(question: str, phrase: TimePhrase) -> bool:
    """Whether the phrase is one of two to choose from: "in May or in June"."""
    return bool(_EITHER.search(question[: phrase.date_start]) or _OR_AFTER.match(question, phrase.end))


def _belongs_to_noun(question: str, phrase: TimePhrase) -> bool:
    """Whether it is said of what follows ("the 1995 talks", "second quarter earnings") or comes without "in"."""
    following = re.match(r"(?:['\u2019]s?\b|-)?\s*([\w'\u2019-]+)?", question[phrase.end :])
    word = (following[1] if following else None) or ""
    joined = question[phrase.end : phrase.end + 1] in ("'", "\u2019", "-")
    if joined or (word and question[phrase.end : phrase.end + 1] == " " and not _may_follow(question, word, phrase)):
        return True
    text = question[phrase.date_start : phrase.end]
    if phrase.relation == "" and _EQUATED.search(question[: phrase.date_start]):
        return True
    is_counted = bool(_COUNTED_BY.search(text))
    if phrase.relation == "" and phrase.span.grain in _BARE and not is_counted and not phrase.part:
        return phrase.date_start > 0 or phrase.span.grain == "year"
    return False


def _may_follow(question: str, word: str, phrase: TimePhrase) -> bool:
    if word.lower() in _MAY_FOLLOW or (word.endswith("ly") and word.islower()):
        return True
    # A name may follow what opens the question ("In 1994 Ford sold …"); elsewhere the two are one ("March Madness").
    is_closed = phrase.relation not in ("", "of") and not _DETERMINED.search(question[: phrase.date_start])
    return word[0].isupper() and is_closed and phrase.start == 0


def _is_name(question: str, phrase: TimePhrase) -> bool:
    """Whether it is part of a name: "Saturday Night Fever", "Black Monday"."""
    text = question[phrase.date_start : phrase.end]
    before = question[: phrase.date_start]
    if re.search(r"\bin $", before, re.IGNORECASE) and re.match(r"[A-Z]\w+day\b", text):
        return True
    if not text[0].isupper() or phrase.relation:
        return False
    last = re.search(r"([\w'\u2019.-]+) $", before)
    return bool(last and last[1][0].isupper() and last.start() > 0)


def _in_relative_clause(question: str, phrase: TimePhrase) -> bool:
    """Whether a "who", "which" or "that" inside the question opens the clause that the phrase stands in."""
    for found in _RELATIVE.finditer(question, 0, phrase.start):
        if not _ASKING.match(question[: found.start() + len(found["comma"]) + 1]):
            return "," not in question[found.end() : phrase.start]
    return False


def _after_participle(question: str, phrase: TimePhrase) -> bool:
    """Whether it ends a shortened clause: "the plan announced on 3 May"."""
    before = question[: phrase.start]
    participle = _PARTICIPLE.search(before)
    if participle is None or _IS_VERB.search(before):
        return False
    return bool(_VERB_BEFORE.search(before[: participle.start()])) and not _PERFECT.search(before[: participle.start()])


def _in_dated_clause(question: str, phrase: TimePhrase) -> bool:
    """Whether it dates what dates the question: "since the talks began in May"."""
    clause = happening(question)
    return clause is not None and clause.start < phrase.start < clause.end
