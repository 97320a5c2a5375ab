"""Text in articles that speaks to a machine instead of telling news: it is kept from the model.

This is the first of two defences and the weaker one: it knows the ways in which such text is usually written, in some
twenty languages. The second is that nothing reaches a reader which does not stand in the print it cites (`checking`).
"""

# ruff: noqa: E501, ISC004, RUF001 (patterns read best as long as they are, and other alphabets are the point)
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.answering.generative.checking.lexicon import FUNCTION
from corpus.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Callable

# What addresses a machine, or is written in its markup.
_MARKUP = re.compile(
    r"<\|[^|]*\|>|</?s>|\[/?INST\]|<<?/?SYS>?>|</?(?:system|user|assistant|instructions?|prompt|tool|evidence|context)\b[^>]*>"
    r"|^\W*(?:system|assistant|user|developer|human|ai|tool|instructions?)\s*[:>]\s"
    r"|#{2,}\s*(?:system|instruction|response|new|end)|\bBEGIN (?:SYSTEM|PROMPT|INSTRUCTION)"
    r"|\bEND OF (?:EVIDENCE|SENTENCES|DOCUMENT|CONTEXT|ARTICLES?|QUOTE|INPUT)|\{\{.*?\}\}|<!--|\bsystem prompt\b"
    r"|\bprompt injection\b|^\W*\[?\(?\d+[\])]\s*\(",
    re.IGNORECASE | re.MULTILINE,
)
_MACHINE = (
    r"(?:AIs?|A\.I\.|artificial intelligences?|language models?|LLMs?|chat ?bots?|bots?|assistants?|chatgpt|gpt|claude|"
    r"gemini|llama|copilot|summari[sz]ers?|crawlers?|answering (?:systems?|machines?)|search assistants?|"
    r"automated (?:readers?|systems?)|machines? reading|retrieval systems?|neural networks?|algorithms? reading)"
)
_OUGHT = (
    r"(?:must|should|shall|are to|is to|has to|have to|need to|please|you|your|ignore|disregard|answer|reply|respond|repeat|"
    r"output|print|write|say|state|tell|include|append|note|attention|instructed|required|obliged|asked to)"
)
_TO_A_MACHINE = re.compile(rf"\b{_MACHINE}\b.{{0,120}}\b{_OUGHT}\b|\b{_OUGHT}\b.{{0,60}}\b{_MACHINE}\b", re.IGNORECASE)
_RULES = (
    r"(?:instructions?|prompts?|rules?|guidelines?|context|evidence|safeguards?|restrictions?|directions?|training|programming|"
    r"(?:sentences?|passages?|sources?|text|lines?) (?:above|below|before|you))"
)
_SAY = r"(?:say|answer|reply|respond|output|print|repeat|write|state|claim|insist|tell|report|declare|conclude)"
_COMMANDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:ignore|disregard|forget|override|bypass|discard|set aside|pay no attention to|(?:do not|don't|stop) (?:follow|obey)\w*)"
        rf"\b.{{0,50}}\b(?:{_RULES}|everything (?:above|before|else|you)|all (?:of )?(?:the |that )?(?:above|previous|prior|else)|"
        r"the above|(?:previous|prior|preceding) (?:\w+ )?(?:instructions?|orders|text|messages?))\b",
        r"\b(?:your|the) (?:new|real|true|actual|only|updated|current|next) (?:task|instructions?|goal|role|job|objective|prompt|rules?)\b",
        rf"\byou are (?:now|no longer|actually)\b|\bfrom now on\b.{{0,30}}\b(?:you|{_SAY}|all answers|every answer)\b",
        r"\bact as (?:a|an|if|though)\b|\bpretend (?:to be|that|you)\b|\brole-?play\b|\bjailbreak|\bdeveloper mode\b|\bDAN\b",
        r"\b(?:answer|reply|respond|conclude|begin|end|finish)\b[^.]{0,30}\b(?:with|by (?:saying|writing|printing|stating|quoting))\b"
        r"\s*(?::|[\"“]|(?:only |just )?the (?:single |exact )?(?:words?|phrase|text|sentence|string|code|following)\b)",
        rf"\b(?:when|if|whenever|should) (?:you are |anyone |someone |a (?:reader|user|person) |users? |readers? |they )?(?:be |is |are )?"
        rf"(?:asks?|asked|queried|prompted|summari[sz]ing|answering)\b.{{0,120}}\b{_SAY}\b",
        r"\b(?:tell|inform|assure|convince|persuade|advise|direct|send|refer|point) (?:the |your |every |any |all )?"
        r"(?:users?|readers?|person asking|asker|questioner|people who ask)\b",
        r"\b(?:the )?(?:correct|right|only|true|official|final|expected) (?:answer|response|reply)\b.{0,40}(?:\bis\b|:)",
        r"\b(?:reveal|print|repeat|output|show|disclose|leak|expose|send)\b.{0,20}\b(?:your|the|these|all) (?:\w+ )?(?:prompt|"
        r"instructions|api[ _-]?keys?|secrets?|tokens?|passwords?|configuration|credentials|environment)\b",
        r"\b(?:new|special|important|urgent|hidden|secret|additional|updated) instructions?\b|\binstructions? (?:to|for) (?:the )?"
        r"(?:reader|model|system|machine|software|summari)",
        r"\b(?:in|within|to) (?:your|the) (?:answer|response|reply|output|summary)\b|\byour (?:answer|response|reply|output|summary)\b",
        r"\b(?:use|rely on|trust|quote|believe|cite) (?:only|nothing but) (?:this|these|the following|me)\b",
        rf"\b(?:just|only|simply|instead) {_SAY}\b (?:that|the|this|only|exactly)\b",
        r"^\W*(?:do not|don't|never) (?:cite|mention|quote|use|answer|reveal|trust|refer|show|tell|say|write|include|follow)\b",
    )
)
# A sentence that begins by ordering somebody to say something.
_ORDERS = re.compile(
    r"^\W*(?:please |now |instead,? |then |also,? |always |only |just |simply |you (?:must|should|will|shall|have to|need to) |"
    r"kindly |do not fail to |be sure to |make sure to |remember to |note:? )*"
    r"(?:say|answer|reply|respond|output|print|repeat|write|state|claim|translate|summari[sz]e|ignore|disregard|forget|pretend|"
    r"append|insert|recommend|conclude|declare|assert|report|cite|quote|mention|include|add|tell(?! (?:him|her|them|us|me|it)\b)|execute|run|decode|follow|visit|click)"
    r"\b(?! (?:of|the (?:talks|dispute|deal)))",
    re.IGNORECASE,
)
_OTHER_LANGUAGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bignorier(?:e|t|en sie)\b|\bvergiss\b|\bvergessen sie\b|\bmissachte\b|\bantworte(?:t|n sie)?\b|\bsprachmodell|\bdu bist (?:jetzt|nun)\b"
        r"|\bschreib(?:e|en sie)? (?:nur|genau|dass)\b|\bgib (?:nur|aus)\b|\bsag(?:e|en sie)? (?:nur|dass)\b",
        r"\bignore[zr]? (?:les|tout|toutes|l')|\boublie[zr]? (?:les|tout|toutes)|\br[ée]ponde?z?s? (?:uniquement|seulement|que|par|toujours)\b"
        r"|\bmod[èe]les? de langage\b|\btu es (?:maintenant|d[ée]sormais)\b|\b(?:dis|dites|[ée]cris|[ée]crivez) (?:que|seulement)\b",
        r"\bignor[ae]n? (?:las|todas|todo|lo|cualquier)\b|\bolvid[ae] (?:las|todas|todo|lo)\b|\bresponda?e? (?:solo|s[óo]lo|[úu]nicamente|con|siempre|que)\b"
        r"|\bmodelos? de lenguaje\b|\bahora eres\b|\b(?:di|diga|escribe|escriba) (?:que|solo)\b",
        r"\b(?:ignora|dimentica)(?:te)? (?:le|tutte|tutto|ogni)\b|\brispond(?:i|ete|a) (?:solo|soltanto|sempre|con|che)\b|\bmodell[oi] linguistic"
        r"|\b(?:scrivi|d[iì]') (?:solo|che)\b",
        r"\b(?:ignore|esque[çc]a) (?:as|os|todas|todos|tudo)\b|\bresponda (?:apenas|somente|sempre|que|com)\b|\bmodelos? de linguagem\b|\bdiga que\b",
        r"\b(?:negeer|vergeet) (?:alle|de|het)\b|\bantwoord (?:alleen|enkel|altijd|met)\b|\btaalmodel|\bignorera\b|\bsvara (?:bara|endast|alltid)\b",
        r"\bzignoruj|\bzapomnij\b|\bodpowied[zź]\w* (?:tylko|zawsze|że)\b|\byoksay|\btalimatlar[ıi]\b|\byaln[ıi]zca .{0,30}yaz\b",
        r"\bигнорируй|\bзабудь|\bответь\b|\bответьте\b|\bотвечай|\bскажи\b|\bскажите\b|\bнапиши\b|\bнапишите\b|языков\w+ модел|\bігноруй|\bскажіть\b",
        r"αγνόησε|αγνοήστε|απάντησε|απαντήστε|تجاهل|أجب |وقل |قل إن|התעלם|ענה |अनदेखा|उत्तर दो|जवाब दो",
        r"忽略.{0,12}(?:指令|指示|内容|規則|规则|上文)|无视.{0,12}(?:指令|指示)|無視し(?:て|、)|(?:只|请|請|必须|必須)(?:回答|说|說|输出|輸出)|と(?:答え|回答し|述べ|言っ)て(?:ください|下さい)"
        r"|(?:出力|回答|返答)して(?:ください|下さい)|(?:言語|语言|語言)(?:モデル|模型)|무시하(?:고|라|세요|십시오)|(?:대답|답변|답)하(?:라|세요|십시오)|언어 ?모델",
    )
)
_ENCODED = re.compile(
    r"[A-Za-z0-9+/]{40,}={0,2}|(?:[0-9a-f]{2}[ :]?){20,}|(?:\b\w\b[ .*_-]+){7,}|&#x?\d+;|\\u[0-9a-f]{4}|%[0-9a-f]{2}%"
)
_ADDRESS = re.compile(r"https?://|www\.|\bmailto:|!\[|\]\(|\bdiscord\.gg|@everyone|@here")
# News does not speak to its reader, but in quotation marks, and is not written as a protocol.
_QUOTED = re.compile(r"[\"“][^\"”]*(?:[\"”]|$)")
_TO_YOU = re.compile(r"\b(?:you|your|yours|yourself|let us|let's)\b", re.IGNORECASE)
_PROTOCOL = re.compile(
    r"[{\[]\s*[\"']\w+[\"']\s*:|^\W*[QA]: |\bsudo\b|\s--\w|[=;]\s*$|\b(?:this|the) (?:language )?model\b.{0,30}\b(?:say|answer|write)"
    r"|\b(?:summari[sz]\w*|reads?|reading|quot\w+|answer\w*|generat\w+) (?:text |answers? )?(?:from |about )?this (?:page|article|text|document)\b"
    r"|\b(?:previous|other|above|preceding|remaining) (?:sentences?|passages?|paragraphs?|texts?) (?:is|are|was|were)\b"
    r"|\b(?:that|this|which) is the (?:\w+ )?answer\b|\bgenerating text\b",
    re.IGNORECASE,
)
_LEAST_WORDS, _LEAST_ENGLISH = 5, 0.15  # a sentence of so many words has at least that share of the commonest ones
_LEET = str.maketrans("013457@$", "oleastas")


def plain(text: str) -> str:
    """The text on one line, without characters that cannot be seen, in the usual forms of letters."""
    visible = "".join(
        " " if unicodedata.category(one) == "Cc" else one for one in text if unicodedata.category(one) != "Cf"
    )
    return " ".join(unicodedata.normalize("NFKC", visible).split())


def instructs(text: str) -> bool:
    """Whether a sentence speaks to a machine, or hides what it says."""
    hidden = sum(unicodedata.category(one) == "Cf" for one in text)
    shown = plain(text)
    low = shown.lower()
    readings = (
        shown,
        low.translate(_LEET),
        low.replace("1", "i").translate(_LEET),
        re.sub(r"(?<=\w)[.*_\-](?=\w)", "", shown),
        _latin(shown),
    )
    return (
        hidden > 2 or bool(_ENCODED.search(shown) or _ADDRESS.search(shown)) or any(map(_speaks_to_machine, readings))
    )


def foreign(text: str) -> bool:
    """Whether a sentence is not in English, as far as its commonest words tell: the checks could not hold a model to it."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    latin = sum(one.isascii() for one in words)
    if len(words) < _LEAST_WORDS:
        return bool(words) and 2 * latin < len(words)
    return sum(one in FUNCTION or one in {"said", "percent"} for one in words) < _LEAST_ENGLISH * len(words)


def _speaks_to_machine(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_MARKUP, _TO_A_MACHINE, *_COMMANDS, _ORDERS, *_OTHER_LANGUAGES))


_LOOKALIKES = str.maketrans("аеорсухіјѕІЅАЕОРСТНКМВХ", "aeopcyxijsISAEOPCTHKMBX")


def _latin(text: str) -> str:
    """The text with Cyrillic letters that look Latin as Latin ones."""
    return text.translate(_LOOKALIKES)


def _unlike_news(text: str) -> bool:
    """Whether a sentence instructs a machine, speaks to its reader or is written as a protocol."""
    shown = plain(text)
    return instructs(text) or bool(_TO_YOU.search(_QUOTED.sub("", shown)) or _PROTOCOL.search(shown))


@lru_cache(maxsize=256)
def instructing(text: str) -> tuple[tuple[int, int], ...]:
    """The paragraphs of an article that instruct a machine, as (start, end): they are not quoted.

    The whole paragraph counts: what stands beside an instruction is often what it is about. Where it ends in a colon, so
    does the next one.
    """
    return _paragraphs(text, instructs)


@lru_cache(maxsize=256)
def unfit(text: str) -> tuple[tuple[int, int], ...]:
    """The paragraphs of an article that are not shown to a model: those, and others that do not read like news."""
    return _paragraphs(text, _unlike_news)


def _paragraphs(text: str, bad: Callable[[str], bool]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        if (not found or start >= found[-1][1]) and bad(text[start:end]):
            first, last = text.rfind("\n\n", 0, start), _paragraph_end(text, end)
            if text[:last].rstrip().endswith(":"):
                last = _paragraph_end(text, last + 2)
            found.append((max(first, 0), last))
    return tuple(found)


def _paragraph_end(text: str, at: int) -> int:
    end = text.find("\n\n", at)
    return len(text) if end < 0 else end
