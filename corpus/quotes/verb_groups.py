"""What stands around a verb of saying: the words of its group, what it says, and whether it is a mere participle.

All functions take a sentence and the index of the verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes import tokens
from corpus.quotes.grammar import words
from corpus.quotes.verbs import ONLY_WITH_THAT, VERBS

if TYPE_CHECKING:
    from corpus.quotes.sentences import Sentence

_GROUP = words("to quoted as went going goes on declined")


def group_start(sentence: Sentence, index: int) -> int:
    """Where the verb group starts: "would only say", "was quoted as saying", "went on to say"."""
    row, tags = sentence.tokens, sentence.tags
    while index > 0:
        token = row[index - 1]
        if tags[index - 1] in "AX" or token.lower in _GROUP or _is_last(sentence, index):
            if token.lower in ("as", "on", "to") and index > 1 and tags[index - 2] in "NMw,":
                break
            index -= 1
        else:
            break
    return index


def _is_last(sentence: Sentence, index: int) -> bool:
    """Whether the word before a verb is the "last" of "was last reported"."""
    return sentence.tokens[index - 1].lower == "last" and sentence.tags[max(0, index - 2) : index - 1] == "A"


def beside_words(sentence: Sentence, index: int) -> bool:
    """Whether what a verb says stands right after it, or right before its subject."""
    tags = sentence.tags
    after = tags[index + 1 : index + 4]
    if tokens.THAT in after[:2]:
        return True
    if VERBS[sentence.tokens[index].lower].lemma in ONLY_WITH_THAT:
        return False
    if after[:1] in (tokens.COLON, tokens.PRONOUN) or tokens.QUOTE in after:
        return True
    before = tags[max(0, index - 8) : index].rpartition(tokens.QUOTE)
    return bool(before[1]) and not set(before[2]) - set("DNMwR,AX")


def is_told(sentence: Sentence, index: int) -> bool:
    """Whether a participle says what was said to somebody: "Asked about it, X said", "X, told of it, said"."""
    tags = sentence.tags
    if tags[index + 1 : index + 2] not in ("P", "S", "W", "T") or tags[max(0, index - 1) : index] not in ("", ","):
        return False
    rest = tags[index + 1 :].partition(tokens.COMMA)[2].lstrip(tokens.ADVERB)
    return rest[:1] in ("V", "A", "v") if index else True
