"""Sentences of news text, as character spans.

A pass over the places where a sentence may end, each judged by what stands before and after it. The rules are for
English, with the abbreviations of news agencies; full stops of other scripts are known too. `benchmarks.sentences`
compares them with pysbd and blingfire.
"""

# ruff: noqa: SIM905 (a list of words reads better as words than as one quoted word a line)
from __future__ import annotations

import re

_WORDS_BEFORE = 24

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_CLOSERS = "\"'”’»)]}›"  # noqa: RUF001 (quotation marks as printed)
_OPENERS = "\"'“‘«([{‹`_*•–—-"  # noqa: RUF001 (quotation marks and dashes as printed)
# Where a sentence may end: a mark with its closing quotes before white space, or a mark of a script without spaces.
_MARK = re.compile(
    rf"(?:[.!?…]+(?:\s?[{re.escape(_CLOSERS)}])*(?:\[\d+\])?(?=\s)|[。！？｡]+[」』”’）]*|[।॥؟۔]+(?=\s))"  # noqa: RUF001 (full stops of other scripts)
)
_NEXT = re.compile(rf"\s*[{re.escape(_OPENERS)}]*\s*(?P<word>[^\s{re.escape(_OPENERS + _CLOSERS)},.;:!?]+)?")
_LAST_TOKEN = re.compile(r"[^\s\"“”‘’«»()\[\]—–/]+\Z")  # noqa: RUF001 (quotation marks and dashes as printed)
_INITIAL = re.compile(r"(?:[^\W\d_a-z]\.)*[^\W\d_a-z]")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}")

# Written with a capital and a full stop, never the end of a sentence: a name follows.
_TITLES = frozenset(
    "mr mrs ms mx dr prof sen sens rep reps gov govs gen lt col sgt capt cmdr comdr adm maj brig supt det rev "
    "hon pres st ste messrs mme mlle mgr fr atty asst assoc dist insp pvt cpl pfc ens amb secy lt.-gen maj.-gen "
    "lt.-col vice-adm comm cmsr del assemb treas mt ft hr herr frau".split()
)
# Never the end of a sentence, in capitals or not.
_NEVER = frozenset({"vs", "v", "e.g", "i.e", "viz", "cf", "approx", "incl", "z.b", "d.h", "bzw"})
# Before a number, a part of its name; before anything else, an ordinary word.
_NUMBERED = frozenset(
    "no nos sec secs art arts vol vols p pp fig figs ch par nr abs ext rm apt jan feb mar apr jun jul aug sept "
    "sep oct nov dec".split()
)
# The end of a sentence only where the next word starts one.
_ABBREVIATIONS = frozenset(
    "inc corp co cos ltd llc plc bros mfg intl natl assn dept univ govt jr sr esq etc ave blvd rd hwy bldg tel "
    "b.c n.h n.j n.m n.y n.c n.d s.c s.d w.va r.i d.c ph.d m.d b.a m.a a.k.a p.o u.s u.k u.n e.u u.s.s.r u.s.a "
    "p.r l.a n.v s.a s.p.a a.g a.s o.j c.o.d r.n gmbh mln bln dlrs shrs lbs oz mph".split()
)
# The same, of words that are ordinary ones when they are not capitalised.
_CAPITALISED = frozenset(
    "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Ala Ariz Ark "
    "Calif Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn "
    "Tenn Tex Va Vt Wash Wis Wyo Ont Que Alta Sask Man Sq Min Dist Cie".split()
)
_HOURS = frozenset({"a.m", "p.m", "am", "pm"})
_AFTER_HOURS = frozenset(
    "est edt cst cdt mst mdt pst pdt gmt utc bst cet cest et ct mt pt jst eastern pacific central mountain "
    "local monday tuesday wednesday thursday friday saturday sunday greenwich japan tokyo london".split()
)
# Words that start sentences and, capitalised, hardly ever go on after an abbreviation.
_STARTERS = frozenset(
    "a about according after all also although among an and another any are as asked at because before both but "
    "by can despite did do does during each earlier even every few finally first for former from further he her "
    "here his how however i if in indeed instead is it its just last later like many meanwhile more moreover "
    "most much my neither nevertheless next no none nor not now of on once one only or other others our over "
    "perhaps rather several she since so some soon still such that the their then there therefore these they "
    "this those though through thus to together today tomorrow two under unless unlike until us we were what "
    "when where whether which while who why will with without would yesterday yet you your".split()
)
_SPEECH = re.compile(
    r"\s+(?:(?:[^\W\d_][\w’'.-]*\s+){1,4})?(?:said|says|asked|asks|added|told|wrote|writes|cried|shouted|replied|answered|"  # noqa: RUF001
    r"wondered|demanded|exclaimed|joked|quipped|recalled|continued|tweeted|yelled|declared|insisted|inquired|queried)\b(?!\s*:)"
)


def sentence_spans(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """The sentences of a text as (start, end) in characters, in order, without the white space around them.

    A sentence never crosses a blank line. Together the spans cover every character that is no white space. `language`
    is an ISO 639-1 code; German and its neighbours write ordinal numbers with a full stop (`am 4. Mai`).
    """
    ordinals = language in _ORDINAL_LANGUAGES
    spans: list[tuple[int, int]] = []
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        _paragraph(text, start, blank.start(), ordinals, spans)
        start = blank.end()
    _paragraph(text, start, len(text), ordinals, spans)
    return tuple(spans)


_ORDINAL_LANGUAGES = frozenset({"de", "da", "no", "fi", "cs", "sk", "hu", "pl", "hr", "sl", "et", "lv", "tr", "sr"})


def _paragraph(text: str, start: int, end: int, ordinals: bool, spans: list[tuple[int, int]]) -> None:
    for mark in _MARK.finditer(text, start, end):
        stop = mark.end()
        if stop < end and _ends(text, start, mark, ordinals):
            _add(text, start, stop, spans)
            start = stop
    _add(text, start, end, spans)


def _add(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        start += len(piece) - len(piece.lstrip())
        spans.append((start, start + len(stripped)))


def _ends(text: str, start: int, mark: re.Match[str], ordinals: bool) -> bool:
    """Whether the sentence that begins at `start` ends with the mark."""
    printed = mark[0]
    first = printed[0]
    if first not in ".!?…":
        return True
    following = _NEXT.match(text, mark.end())
    word = (following["word"] if following else None) or ""
    if not word:
        # Only marks follow: more dots of a spaced ellipsis, or a stray quotation mark.
        return False
    if word[0].islower() and not (len(word) > 1 and word[1].isupper()):
        return False
    if first != "." or printed.startswith(".."):
        quoted = printed[-1] in _CLOSERS
        return not (quoted and _SPEECH.match(text, mark.end()))
    return _full_stop(text, start, mark, word, ordinals)


def _full_stop(text: str, start: int, mark: re.Match[str], word: str, ordinals: bool) -> bool:
    before = _LAST_TOKEN.search(text, max(start, mark.start() - _WORDS_BEFORE), mark.start())
    if before is None or len(mark[0]) > 1:
        return True  # a closing quotation mark stands before or after the full stop: no abbreviation
    token = before[0]
    lower = token.lower()
    starts = word.lower() in _STARTERS
    if (lower in _NUMBERED and word[0].isdigit()) or lower in _NEVER or (lower in _TITLES and not token.islower()):
        return False
    if lower in _HOURS:
        return word.lower() not in _AFTER_HOURS
    if token.isdigit():
        return not ordinals and text[start : before.start()].strip() != ""
    if (
        lower in _ABBREVIATIONS
        or (token.capitalize() in _CAPITALISED and not token.islower())
        or _DOTTED.fullmatch(token)
    ):
        return starts
    return not _INITIAL.fullmatch(token) or (starts and word != "I")
