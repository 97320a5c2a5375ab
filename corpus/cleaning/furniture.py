"""Page furniture: what surrounds an article on its page and is no part of it.

A paragraph is furniture only as a whole, and only where it is short: a sentence of the article that speaks of sharing
or advertising stays.
"""

from __future__ import annotations

import re

from corpus.cleaning.notes import without_notes

# Nothing longer than this, in characters, is taken for furniture.
_LONGEST = 260

# Whole paragraphs, in any case, without the marks around them.
_WHOLE = (
    # advertising
    r"advertise?ments?(?:\s*(?:·\s*)?scroll\s+to\s+continue)?",
    r"(?:article|story)\s+continues\s+(?:below|after)(?:\s+(?:this|the))?(?:\s+advertise?ment)?",
    r"ad(?:\s+feedback)?|sponsored(?:\s+(?:content|by\b.{0,40}))?|paid\s+post|promoted(?:\s+content)?|report\s+this\s+ad",
    r"scroll\s+(?:down\s+)?(?:for\s+more|to\s+continue)(?:\s+with\s+content)?",
    r"skip\s+(?:advertise?ment|ad|to\s+(?:main\s+)?content)",
    # sharing, printing, saving
    r"share(?:\s+(?:this|via|on|by|the\s+(?:story|article))(?:\s+\w+){0,4})?(?:\s+(?:article|story|page|link|options))?",
    r"sharing\s+options|share(?:\s+close|\s+full\s+article)",
    (
        r"(?:(?:tweet|pin|email|e-mail|print|comments?|share|save|copy\s+link|link\s+copied|facebook|twitter|whatsapp|linkedin"
        r"|pinterest|reddit|flipboard|messenger|telegram|pocket|instagram|mail|sms|x|more|link|bookmark|gift\s+article|listen"
        r"|subscribe|follow|like|post|submit)[\s|,/·•]*){1,12}"
    ),
    r"(?:print|email|e-mail|save|send|bookmark)\s+(?:this\s+)?(?:article|story|page|link|post)(?:\s+to\s+a\s+friend)?",
    r"copy(?:\s+this)?\s+(?:link|url)(?:\s+to\s+clipboard)?|order\s+reprints",
    r"(?:increase|decrease|change|larger|smaller)?\s*(?:font|text)\s+size|a\s?-\s?a\s?\+?",
    # comments and counts
    r"(?:\d+\s+)?(?:shares?|comments?|retweets?|likes?|views?)",
    r"(?:view|show|see|read|post|leave|add)(?:\s+(?:all|a|your|the))?(?:\s+\d+)?\s+comments?",
    # menus and accounts
    r"toggle\s+\w+(?:\s+\w+)?|close(?:\s+(?:this|dialog|menu|ad|modal))?|open\s+(?:menu|in\s+app)|menu|search|home",
    r"back(?:\s+to\s+top)?|(?:previous|next)(?:\s+(?:article|story|post|page|slide|image))?|loading(?:\s*\.{3}|…)?",
    r"sign\s+(?:in|up|out)(?:\s+now)?|log\s*(?:in|out)|register(?:\s+now)?",
    r"subscribe(?:\s+(?:now|today|here|to\s+our\s+newsletters?))?",
    # other articles
    r"trending(?:\s+(?:now|stories|today))?|most\s+(?:read|popular|viewed|shared|commented)(?:\s+\w+){0,2}",
    (
        r"(?:recommended|related|popular|more|latest|top|featured|other|recent)(?:\s+(?:stories|articles?|content|links?|news"
        r"|topics?|videos?|coverage|posts?|reading|headlines|for\s+you|from\s+(?:around\s+)?(?:the\s+)?\w+(?:\s\w+){0,2}))?"
    ),
    r"you\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy|be\s+interested\s+in)|we\s+recommend|recommended\s+for\s+you",
    r"don['\u2019]t\s+miss|must\s+reads?|up\s+next|watch\s+now|play\s+video|live\s+tv|now\s+playing|watch\s+live",
    r"(?:read|see|learn|find\s+out|discover)\s+(?:more|next|also|full\s+(?:article|story))(?:\s+(?:here|below|about\s+this))?",
    r"continue\s+reading(?:\s+(?:below|the\s+main\s+story|the\s+story))?|explore\s+(?:more|further)|around\s+the\s+web",
    r"topics?|tags?|filed\s+under|more\s+on\s+this(?:\s+story)?|in\s+this\s+(?:article|story)|key\s+(?:points|takeaways)",
    r"about\s+the\s+author|editor['\u2019]?s?\s+picks?",
    (
        r"(?:view|see|show|hide|expand|read)\s+(?:(?:all|full|more|less|the|image|fullscreen|original|gallery|photos?|caption"
        r"|profile|bio)\s*){1,3}"
    ),
    # times, ends and counters
    r"\d+\s*(?:min(?:ute)?s?)(?:\s+(?:of\s+)?read(?:ing)?(?:\s+time)?)?|(?:\d+\s+)?(?:min(?:ute)?s?|hours?|days?|weeks?)\s+ago",
    r"-?\s*(?:30|end|ends|reuters?|more)\s*-|(?:end|ends|reuters?)(?:\s+&\#3;)?|\(?(?:end|ends)\)?|[#*]{1,5}(?:\s*[#*]{1,5}){0,4}",
    r"\d{4}-\d\d-\d\d(?:[T\s][\d:.]+(?:Z|[+-][\d:]+)?)?|\d+\s*(?:/|of)\s*\d+",
    r"(?:image|photo|video|gallery|slideshow|audio)(?:\s+\d+\s+of\s+\d+)?|enlarge(?:\s+(?:this\s+)?image)?|(?:hide|toggle)\s+caption",
    # addresses alone
    r"(?:[\w\s]{1,20}:\s*)?(?:https?://|www\.|twitter\.com/)[!-~]+|[!-~]+@[!-~]+\.[a-z]+",
    # what a form answers
    r"an\s+error\s+has\s+occurred,?\s+please\s+try\s+again(?:\s+later)?\.?|thanks?(?:\s+you)?(?:\s+for\s+signing\s+up)?!?",
    r"this\s+article\s+has\s+been\s+sent\s+to",
)

# Names and nothing else: `Ann Lee in Tokyo, The Associated Press and Bo Park`.
_NAMES = r"(?-i:(?:the\s)?[A-Z][\w.\u2019'-]*(?:(?:,?\sand\s|,\s|\s)(?:in\s|of\s|the\s)?[A-Z][\w.\u2019'-]*)*)"

# How furniture that has words of its own begins.
_OPENINGS = (
    r"(?:read|see|watch|listen|learn)\s+(?:more|also|next|now|here)\s*[:>»|\u2013\u2014-]",
    (
        r"(?:related|recommended|more|also\s+(?:read|see|on)|don['\u2019]t\s+miss|trending|must\s+read|watch|read|in\s+pictures"
        r"|explainer)\s*:\s"
    ),
    r"(?:more\s+(?:from|on|in)|best\s+of|from\s+our\s+partners)\s+[\w\u2019' .&-]{1,40}:",
    # newsletters and apps
    r"(?:sign|signing)\s+up\s+(?:for|to|here|now|today)|subscribe\s+(?:to|now|today|here|for)",
    r"(?:get|receive)\s+(?:our|the|your)\s+.{0,80}\b(?:newsletters?|inbox|alerts?|app)\b",
    r"get\s+.{2,80}\bdelivered\s+(?:to|through)\s+your\b",
    r"(?:want|like)\s+(?:more|this|what\s+you).{0,60}\b(?:newsletter|sign\s+up|subscribe|inbox|share\s+it)",
    r"(?:click|tap)\s+(?:here|below|on\s+the|to\b)|download\s+(?:our|the)\s+.{0,40}\bapp\b",
    # rights, cookies and terms
    r"©|\(c\)\s*(?:\d{4}|copyright)|copyright\s*(?:©|\(c\)|\d{4}|by\b)|.{0,80}\ball\s+rights\s+reserved\b",
    r"this\s+material\s+may\s+not\s+be\s+(?:published|reproduced)|reproduction\s+.{0,40}\bprohibited",
    r"this\s+copy\s+is\s+for\s+your\s+personal",
    r"(?:we|this\s+(?:web)?site|our\s+(?:web)?site)\s+uses?\s+cookies",
    r"by\s+(?:continuing|using|clicking|signing|subscribing)\b.{0,120}\b(?:cookies?|terms|privacy|agree)",
    r"(?:accept|manage|reject)\s+(?:all\s+)?(?:cookies|preferences)|your\s+privacy\s+(?:choices|matters)",
    r"our\s+standards:|thomson\s+reuters\s+trust|terms\s+(?:of|and|&)\s+(?:use|service|conditions)|privacy\s+policy",
    # contributors
    r"(?:additional\s+)?(?:reporting|writing|editing|compiled|written|edited)\s+by\s+[A-Z]",
    r"\(\s*(?:additional\s+|with\s+)?(?:reporting|writing|editing|compiled|inputs?)\s+(?:by|from)\s",
    (
        r"(?:associated\s+press|reuters|ap|bloomberg|times|post)\s+(?:staff\s+)?(?:writers?|reporters?|correspondents?)\s+[A-Z]"
        r".{0,160}\bcontributed\b"
    ),
    r"[A-Z][\w.\u2019'-]+(?:\s[A-Z][\w.\u2019'-]+){1,3}(?:\s(?:and|,)\s.{0,80})?\s(?:also\s)?contributed\s(?:to\sthis|reporting|research)",
    r"this\s+(?:article|story|report|post)\s+(?:was|has\s+been|first|originally)\s+.{0,40}\b(?:originally|published|appeared)\b",
    r"a\s+version\s+of\s+this\s+(?:article|story|report)\s+(?:appears|appeared|was|will)\b",
    (
        r"with\s+(?:additional\s+)?(?:reports|files|material|contributions|inputs?|reporting|information)\s+(?:from|by)\s"
        rf"{_NAMES}\.?$"
    ),
    (
        r"(?:reported|translated|compiled|researched|transcribed)\s+(?:and\s+(?:written|edited)\s+)?by\s+"
        rf"{_NAMES}\.?$"
    ),
    r"(?:compiled\s+)?from\s+(?:staff\s+and\s+)?(?:wire|news)\s+(?:services?|reports|dispatches)\.?$",
    # the ways to reach them
    (
        r"(?:follow|like|find|join)\s+(?:us|him|her|them|me|@\w+|\w+\s\w+|the\s\w+(?:\s\w+)?)\s+(?:on|at)\s+"
        r"(?:twitter|facebook|instagram|linkedin|youtube|snapchat|flipboard)"
    ),
    r"follow\s+@\w+|view\s+(?:more\s+)?(?:on|this\s+post\s+on)\s+(?:twitter|facebook|instagram)|pic\.twitter\.com",
    r"(?:contact|reach|e-?mail|write\s+to)\s+(?:the\s+(?:reporter|author|writer|editor)s?|[A-Z]\w+\s[A-Z]\w+|him|her|us)\s+(?:at|via|on)\b",
    r"(?:have|got)\s+a\s+(?:tip|story|news\s+tip)\b.{0,60}\?|(?:send|submit)\s+(?:us\s+)?(?:a\s+)?(?:letter|news\s+tip)s?\s",
    r"advertise?ment\s*[:·|-]",
)

# Picture credits: a label before them, or an agency behind them.
_CREDITS = (
    (
        r"(?:photo|photograph|photography|image|picture|illustration|video|graphic|file\s+photo|(?:photo|image|picture)\s+credit"
        r"|image\s+copyright|(?:image|media)\s+caption|photo\s+illustration|credit)s?\s*(?:by\s|courtesy(?:\s+of)?\s|:|/|©)\s*.{0,120}"
    ),
    r".{0,200}\((?:photo|image|ap\s+photo|file\s+photo|getty|reuters/|photo\s+by)[^)]{0,120}\)",
    (
        r".{0,60}(?:getty\s+images|afp/getty|via\s+getty|ap\s+photo|via\s+reuters|via\s+ap|shutterstock|istock(?:photo)?|handout"
        r"|courtesy\s+photo)\s*\)?"
    ),
)
_LONGEST_CREDIT = 160

# After one of these headings come titles of other articles, until a paragraph of sentences.
_HEADINGS_OF_LISTS = (
    r"related(?:\s+(?:stories|articles?|content|coverage|links?))?|more\s+(?:stories|coverage|from\s.{1,40}|on\s.{1,40})",
    r"recommended(?:\s+.{1,20})?|most\s+(?:read|popular|viewed)(?:\s+.{1,20})?|trending(?:\s+.{1,20})?",
    r"you\s+(?:may|might)\s+(?:also\s+)?like|see\s+also|read\s+(?:more|next|also)|top\s+stories|latest\s+(?:news|stories)",
    r"editor['\u2019]?s?\s+picks?|don['\u2019]t\s+miss|in\s+other\s+news",
)


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_IS_WHOLE, _IS_OPENING, _IS_CREDIT = _any_of(_WHOLE), _any_of(_OPENINGS), _any_of(_CREDITS)
_IS_HEADING = _any_of(_HEADINGS_OF_LISTS)
_HELP = re.compile(r"\bcontributed\s+to\s+this\s+(?:report|article|story)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'\u2019”)\]]*$")


def is_furniture(paragraph: str) -> bool:
    """Whether the whole paragraph is page furniture."""
    if len(paragraph) > _LONGEST:
        return False
    stripped = paragraph.strip(" |·•*>»→-\u2013\u2014:[]")
    if not stripped or _IS_WHOLE.fullmatch(stripped) or _IS_WHOLE.fullmatch(paragraph):
        return True
    return _IS_OPENING.match(paragraph) is not None or _is_credit(paragraph) or _tells_of_help(paragraph)


def without_furniture(paragraphs: list[str]) -> list[str]:
    """The paragraphs that are no furniture; where nothing else is there, all of them."""
    kept: list[str] = []
    in_list = False
    for paragraph in paragraphs:
        if _IS_HEADING.fullmatch(paragraph.strip(" :")):
            in_list = True
            continue
        furniture = is_furniture(paragraph)
        if furniture or (in_list and _is_link_title(paragraph)):
            continue
        in_list = False
        kept.append(paragraph)
    return without_notes(kept) or paragraphs


def _is_credit(paragraph: str) -> bool:
    return len(paragraph) <= _LONGEST_CREDIT and _IS_CREDIT.fullmatch(paragraph.strip()) is not None


def _tells_of_help(paragraph: str) -> bool:
    return "contributed" in paragraph and _HELP.search(paragraph) is not None


def _is_link_title(paragraph: str) -> bool:
    return len(paragraph) <= 120 and not _SENTENCE_END.search(paragraph)
