"""Page furniture: what surrounds an article on its page and is no part of it.

A paragraph is furniture only as a whole, and only where it is short: a sentence of the article that speaks of sharing
or advertising stays.
"""

from __future__ import annotations

import re

# Nothing longer than this, in characters, is taken for furniture by its words.
_LONGEST = 260

_WORDS = re.compile(
    r"""(?:
      advertise?ments?(?:\s*(?:·\s*)?scroll\s+to\s+continue)? | story\s+continues\s+below(?:\s+this)?(?:\s+advertise?ment)?
    | ad(?:\s+feedback)? | sponsored(?:\s+(?:content|by\b.{0,40}))? | paid\s+post | promoted(?:\s+content)? | loading(?:\s*\.{3}|…)?
    | (?:article|story)\s+continues\s+(?:below|after)(?:\s+(?:this|the))?(?:\s+advertise?ment)?
    | scroll\s+(?:down\s+)?(?:for\s+more|to\s+continue)(?:\s+with\s+content)? | skip\s+(?:advertise?ment|ad|to\s+(?:main\s+)?content)
    | continue\s+reading(?:\s+(?:below|the\s+main\s+story|the\s+story))? | report\s+this\s+ad
    | share(?:\s+(?:this|via|on|by|the\s+(?:story|article))(?:\s+\w+){0,4})?(?:\s+(?:article|story|page|link|options))?
    | sharing\s+options | share(?:\s+close|\s+full\s+article) | (?:(?:tweet|pin|email|e-mail|print|comments?|share|save|copy\s+link|link\s+copied
      |facebook|twitter|whatsapp|linkedin|pinterest|reddit|flipboard|messenger|telegram|pocket|instagram|mail|sms|x|more|link|bookmark
      |gift\s+article|listen|subscribe|follow|like|post|submit)[\s|,/·•]*){1,12}
    | (?:\d+\s+)?(?:shares?|comments?|retweets?|likes?|views?) | (?:view|show|see|read|post|leave|add)(?:\s+(?:all|a|your|the))?(?:\s+\d+)?\s+comments?
    | (?:print|email|e-mail|save|send|bookmark)\s+(?:this\s+)?(?:article|story|page|link|post)(?:\s+to\s+a\s+friend)?
    | (?:increase|decrease|change|larger|smaller)?\s*(?:font|text)\s+size | a\s?-\s?a\s?\+? | copy(?:\s+this)?\s+(?:link|url)(?:\s+to\s+clipboard)?
    | toggle\s+\w+(?:\s+\w+)? | close(?:\s+(?:this|dialog|menu|ad|modal))? | open\s+(?:menu|in\s+app) | menu | search | home | back(?:\s+to\s+top)?
    | (?:previous|next)(?:\s+(?:article|story|post|page|slide|image))? | sign\s+(?:in|up|out)(?:\s+now)? | log\s*(?:in|out) | register(?:\s+now)?
    | subscribe(?:\s+(?:now|today|here|to\s+our\s+newsletters?))? | trending(?:\s+(?:now|stories|today))? | most\s+(?:read|popular|viewed|shared|commented)(?:\s+\w+){0,2}
    | (?:recommended|related|popular|more|latest|top|featured|other|recent)(?:\s+(?:stories|articles?|content|links?|news|topics?|videos?|coverage|posts?|reading|headlines|for\s+you|from\s+(?:around\s+)?(?:the\s+)?\w+(?:\s\w+){0,2}))?
    | you\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy|be\s+interested\s+in) | (?:we\s+recommend|recommended\s+for\s+you|don['’]t\s+miss|must\s+reads?|up\s+next|watch\s+now|play\s+video|live\s+tv|now\s+playing|watch\s+live)
    | (?:read|see|learn|find\s+out|discover)\s+(?:more|next|also|full\s+(?:article|story))(?:\s+(?:here|below|about\s+this))?
    | (?:topics?|tags?|filed\s+under|more\s+on\s+this(?:\s+story)?|in\s+this\s+(?:article|story)|key\s+(?:points|takeaways)|explore\s+more|about\s+the\s+author|around\s+the\s+web|editor['’]?s?\s+picks?|comments)
    | \d+\s*(?:min(?:ute)?s?)(?:\s+(?:of\s+)?read(?:ing)?(?:\s+time)?)? | (?:\d+\s+)?(?:min(?:ute)?s?|hours?|days?|weeks?)\s+ago
    | -?\s*(?:30|end|ends|reuters?|reut\d*|more)\s*- | (?:end|ends|reuters?)(?:\s+&\#3;)? | \(?(?:end|ends)\)? | [#*]{1,5}(?:\s*[#*]{1,5}){0,4}
    | (?:image|photo|video|gallery|slideshow|audio)(?:\s+\d+\s+of\s+\d+)? | \d+\s*(?:/|of)\s*\d+ | enlarge(?:\s+(?:this\s+)?image)? | hide\s+caption | toggle\s+caption
    | (?:view|see|show|hide|expand|read)\s+(?:(?:all|full|more|less|the|image|fullscreen|original|gallery|photos?|caption|profile|bio)\s*){1,3}
    )""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip

_OPENINGS = re.compile(
    r"""(?:
      (?:read|see|watch|listen|learn)\s+(?:more|also|next|now|here)\s*[:>»|–—-]
    | (?:related|recommended|more|also\s+(?:read|see|on)|don['’]t\s+miss|trending|must\s+read|watch|read|in\s+pictures|explainer)\s*:\s
    | (?:more\s+(?:from|on|in)|best\s+of|from\s+our\s+partners)\s+[\w’' .&-]{1,40}:
    | (?:sign|signing)\s+up\s+(?:for|to|here|now|today) | (?:get|receive)\s+(?:our|the|your)\s+.{0,80}\b(?:newsletters?|inbox|alerts?|app)\b
    | subscribe\s+(?:to|now|today|here|for) | (?:want|like)\s+(?:more|this|what\s+you).{0,60}\b(?:newsletter|sign\s+up|subscribe|inbox)
    | (?:click|tap)\s+(?:here|below|on\s+the|to\b) | download\s+(?:our|the)\s+.{0,40}\bapp\b
    | (?:©|\(c\)\s*(?:\d{4}|copyright)|copyright\s*(?:©|\(c\)|\d{4}|by\b)) | .{0,80}\ball\s+rights\s+reserved\b
    | this\s+material\s+may\s+not\s+be\s+(?:published|reproduced) | reproduction\s+.{0,40}\bprohibited
    | (?:we|this\s+(?:web)?site|our\s+(?:web)?site)\s+uses?\s+cookies | by\s+(?:continuing|using|clicking|signing|subscribing)\b.{0,120}\b(?:cookies?|terms|privacy|agree)
    | (?:accept|manage|reject)\s+(?:all\s+)?(?:cookies|preferences) | your\s+privacy\s+(?:choices|matters)
    | (?:additional\s+)?(?:reporting|writing|editing|compiled|written|edited)\s+by\s+[A-Z] | \(\s*(?:additional\s+|with\s+)?(?:reporting|writing|editing|compiled|inputs?)\s+(?:by|from)\s
    | (?:follow|like|find|join)\s+(?:us|him|her|them|me|@\w+|\w+\s\w+|the\s\w+(?:\s\w+)?)\s+(?:on|at)\s+(?:twitter|facebook|instagram|linkedin|youtube|snapchat|flipboard)
    | follow\s+@\w+ | (?:contact|reach|e-?mail|write\s+to)\s+(?:the\s+(?:reporter|author|writer|editor)s?|[A-Z]\w+\s[A-Z]\w+|him|her|us)\s+(?:at|via|on)\b
    | (?:this\s+(?:article|story|report|post)|a\s+version\s+of\s+this\s+(?:article|story|report))\s+(?:was|has\s+been|is|first|originally|appeared|appears|will)\s+.{0,40}\b(?:originally|first|published|appeared|appears|produced|generated|edited|print)\b
    | (?:our\s+standards|thomson\s+reuters\s+trust) | terms\s+(?:of|and|&)\s | privacy\s+policy
    | (?:have\s+a\s+(?:tip|story|news\s+tip)|got\s+a\s+(?:tip|story|news\s+tip)) | (?:send|submit)\s+(?:us\s+)?(?:a\s+)?(?:letter|tip|news\s+tips?)s?\s
    | (?:associated\s+press|reuters|ap|bloomberg|times|post)\s+(?:staff\s+)?(?:writers?|reporters?|correspondents?)\s+[A-Z].{0,160}\bcontributed\b
    | [A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,3}(?:\s(?:and|,)\s.{0,80})?\s(?:also\s)?contributed\s(?:to\sthis|reporting|research)
    | view\s+(?:more\s+)?(?:on|this\s+post\s+on)\s+(?:twitter|facebook|instagram)|pic\.twitter\.com | advertise?ment\s*[:·|-]
    )""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip

_CREDIT = re.compile(
    r"(?:(?:photo|photograph|photography|image|picture|illustration|video|graphic|credit|file\s+photo|photo\s+credit|image\s+credit|"
    r"picture\s+credit|image\s+copyright|image\s+caption|media\s+caption|photo\s+illustration)s?\s*(?:by|courtesy(?:\s+of)?|:|/|©)\s*.{0,120}"
    r"|.{0,200}\((?:photo|image|ap\s+photo|file\s+photo|getty|reuters/|photo\s+by)[^)]{0,120}\)"
    r"|.{0,60}(?:getty\s+images|afp/getty|via\s+getty|ap\s+photo|via\s+reuters|via\s+ap|shutterstock|istock(?:photo)?|epa|handout|courtesy\s+photo)\s*\)?)",
    re.IGNORECASE,
)

# After one of these headings come titles of other articles, until a paragraph of sentences.
_LIST_HEADINGS = re.compile(
    r"(?:related(?:\s+(?:stories|articles?|content|coverage|links?))?|more\s+(?:stories|coverage|from\s.{1,40}|on\s.{1,40})|recommended(?:\s+.{1,20})?|"
    r"most\s+(?:read|popular|viewed)(?:\s+.{1,20})?|trending(?:\s+.{1,20})?|you\s+(?:may|might)\s+(?:also\s+)?(?:like|.{1,20})|see\s+also|read\s+(?:more|next|also)|"
    r"top\s+stories|latest\s+(?:news|stories)|editor['’]?s?\s+picks?|don['’]t\s+miss|in\s+other\s+news)\s*:?",
    re.IGNORECASE,
)  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


def is_furniture(paragraph: str) -> bool:
    """Whether the whole paragraph is page furniture."""
    if len(paragraph) > _LONGEST:
        return False
    stripped = paragraph.strip(" |·•*>»→-–—:[]")  # noqa: RUF001 (dashes as printed)
    if not stripped or _WORDS.fullmatch(stripped) or _WORDS.fullmatch(paragraph):
        return True
    return _OPENINGS.match(paragraph) is not None or _is_credit(paragraph)


def without_furniture(paragraphs: list[str]) -> list[str]:
    """The paragraphs that are no furniture; where nothing else is there, all of them."""
    kept: list[str] = []
    in_list = False
    for paragraph in paragraphs:
        if _LIST_HEADINGS.fullmatch(paragraph.strip()):
            in_list = True
            continue
        if in_list and _is_link_title(paragraph):
            continue
        in_list = in_list and is_furniture(paragraph)
        if not is_furniture(paragraph):
            kept.append(paragraph)
    return kept or paragraphs


def _is_credit(paragraph: str) -> bool:
    return len(paragraph) <= 160 and _CREDIT.fullmatch(paragraph.strip()) is not None


def _is_link_title(paragraph: str) -> bool:
    return len(paragraph) <= 120 and not _SENTENCE_END.search(paragraph)
