"""The verbs of saying, in every form they are printed in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from corpus.quotes.grammar import words

_VOWELS = frozenset("aeiou")


class Form(Enum):
    """The form that a verb is printed in."""

    BASE = "base"
    PRESENT = "present"
    PAST = "past"
    ING = "ing"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb form that may tie words to a source.

    `clause`: the verb takes what was said as a clause ("said that ..."), else an object ("called it ...").
    `noun`: the same letters are as often a noun ("claims", "reports"), so the words around it must decide.
    """

    lemma: str
    form: Form
    clause: bool
    noun: bool


_IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "read": ("reads", "read", "read", "reading"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "begin": ("begins", "began", "begun", "beginning"),
    "find": ("finds", "found", "found", "finding"),
    "show": ("shows", "showed", "shown", "showing"),
    "sing": ("sings", "sang", "sung", "singing"),
    "tweet": ("tweets", "tweeted", "tweeted", "tweeting"),
    "quip": ("quips", "quipped", "quipped", "quipping"),
    "admit": ("admits", "admitted", "admitted", "admitting"),
    "label": ("labels", "labeled", "labeled", "labeling"),
    "refer": ("refers", "referred", "referred", "referring"),
    "rap": ("raps", "rapped", "rapped", "rapping"),
    "slam": ("slams", "slammed", "slammed", "slamming"),
    "dub": ("dubs", "dubbed", "dubbed", "dubbing"),
    "pan": ("pans", "panned", "panned", "panning"),
    "plead": ("pleads", "pleaded", "pleaded", "pleading"),
    "blog": ("blogs", "blogged", "blogged", "blogging"),
    "decry": ("decries", "decried", "decried", "decrying"),
    "brag": ("brags", "bragged", "bragged", "bragging"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "quote": ("quotes", "quoted", "quoted", "quoting"),
    "submit": ("submits", "submitted", "submitted", "submitting"),
    "rule": ("rules", "ruled", "ruled", "ruling"),
    "rebut": ("rebuts", "rebutted", "rebutted", "rebutting"),
    "retort": ("retorts", "retorted", "retorted", "retorting"),
    "forecast": ("forecasts", "forecast", "forecast", "forecasting"),
}
_CLAUSE = words("""
    say tell add note state announce declare explain argue claim insist maintain assert contend warn caution predict
    promise pledge vow acknowledge admit concede confess confirm deny reveal disclose suggest indicate observe remark
    comment reply respond answer ask inquire wonder demand urge exclaim shout yell scream whisper mutter murmur joke
    quip lament complain recall recount report write tweet post blog testify conclude continue repeat reiterate
    emphasize emphasise stress underscore agree estimate propose recommend proclaim allege charge counter retort
    protest read hint imply signal muse boast brag gush rant fume sneer snap thunder bellow chant advise inform notify
    assure remind swear theorize speculate volunteer interject interrupt opine pronounce relate plead implore
    elaborate clarify reason rebut testify preach intone enthuse grumble groan moan sigh gasp scoff snort explode
    forecast submit venture rule sing specify find show point
""")
_OBJECT = words("""
    call describe label dub brand term characterize characterise dismiss denounce condemn criticize criticise praise
    blast slam decry deride mock ridicule hail laud liken compare accuse blame refer cite deem attack lambaste scold
    chide exhort encourage order quote tout applaud reject rebuke welcome lash rap pan speak talk caption title
    think feel believe express challenge invoke hope begin rate
""")
_PAST_TOO = {"labelled": "label", "pled": "plead"}
_NOUN_TOO = words("""
    claim claims report reports comment comments remark remarks note notes state states post posts charge charges
    answer answers demand demands promise promises pledge pledges vow vows estimate estimates tweet tweets joke jokes
    label labels brand brands stress signal signals protest protests hint hints boast boasts brag counter rant rants
    call calls attack attacks order orders quote quotes blast praise term terms rap pan blame challenge challenges
    title titles rate rates show shows point points find finds read reads warning writing ruling finding reading
    beginning feeling thinking blog blogs caption captions gasp gasps groan sigh sighs snap reason reasons chant
    chants whisper forecast forecasts cry cries shout shouts venture reply replies talk talks hope hopes welcome quip
    quips murmur scream posting reporting reasoning announcing offering ordering rule rules
    """)


# What goes on in a head: inside what another says, the words in marks are the other's ("X said Japan believes ...").
MENTAL = words("think feel believe hope agree wonder")
# Verbs that give a thing its name: "is called ..." quotes nobody.
NAMING = words("call dub label term title caption brand")
# Verbs that mean saying only with the words beside them ("continued: ..."), and much else without.
WEAK = words("""
    continue begin conclude speak talk read challenge order hope welcome reason signal venture volunteer snap explode
    thunder sigh snort gasp repeat relate submit express agree rule counter charge feel think believe find show point
    """)
# And those that mean it only before "that".
ONLY_WITH_THAT = words("find show point")


def _regular(lemma: str) -> tuple[str, str, str, str]:
    """(present, past, participle, -ing) of a regular verb."""
    if lemma.endswith("e"):
        return f"{lemma}s", f"{lemma}d", f"{lemma}d", f"{lemma[:-1]}ing"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma[:-1]}ied", f"{lemma}ing"
    ending = "es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return f"{lemma}{ending}", f"{lemma}ed", f"{lemma}ed", f"{lemma}ing"


def _verbs() -> dict[str, Verb]:
    """Every printed form of every verb above."""
    table: dict[str, Verb] = {}
    for lemmas, clause in ((_OBJECT, False), (_CLAUSE, True)):
        for lemma in lemmas:
            present, past, participle, ing = _IRREGULAR.get(lemma) or _regular(lemma)
            for text, form in (
                (lemma, Form.BASE),
                (present, Form.PRESENT),
                (participle, Form.PAST),
                (past, Form.PAST),
                (ing, Form.ING),
            ):
                table[text] = Verb(lemma, form, clause, text in _NOUN_TOO)
    for text, lemma in _PAST_TOO.items():
        table[text] = Verb(lemma, Form.PAST, clause=lemma in _CLAUSE, noun=False)
    return table


VERBS = _verbs()

# Nouns of saying that tie a possessive to words in quotation marks: "Kantor's warning that ...".
SAYING_NOUNS = words("""
    claim statement warning comment comments remark remarks assertion promise vow pledge call description announcement
    argument insistence contention suggestion prediction words phrase letter tweet question reply response answer
    allegation accusation view demand slogan motto message speech declaration
    """)
