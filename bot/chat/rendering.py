"""Answers and failures as the text of a Discord message.

Plain content, neither an embed nor a layout of components: it is there for people who have switched embeds off and in
channels where the bot may not send them, in notifications, in the preview over a reply, and in Discord's search. What
is quoted stands in block quotes, an abstention opens with another mark and has none. Links are written `<https://…>`,
which keeps Discord from unfolding a preview of each.

Everything that comes from an article or a person goes through `bot.chat.escaping`. In quotation marks stands only
what stands in print: a citation's quote, or a beginning of it where all of it does not fit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from bot.answering.answer import Claim
from bot.chat.escaping import ELLIPSIS, beginning, escape, length, on_one_line, shorten
from bot.chat.words import ENGLISH

if TYPE_CHECKING:
    from datetime import date

    from bot.answering.answer import Answer, Citation, Question, Suggestion
    from bot.chat.words import Words
    from corpus.article import Article
    from corpus.errors import DatelineError
    from index.window import Window

MESSAGE_LIMIT = 2000
ABSTAINED = "The archive does not say."
LEFT_OUT = "More was found than a message holds: ask more narrowly to see the rest."

# What each part may take of a message, escaped: with every part at its limit a quote still has some 600 left.
_ASKED_LIMIT = 200
_SHORT_ANSWER_LIMIT = 150
_REASON_LIMIT = 600
_TITLE_LIMIT = 160
_OUTLET_LIMIT = 60
_ALSO_RAN_LIMIT = 100
_LINK_LIMIT = 250
_SUGGESTIONS = 5

# Clients unfold an invitation wherever its address stands.
_INVITATION = re.compile(r"discord(?:app)?\.(?:com|gg|gift|new)/", re.IGNORECASE)
_MARK = re.compile(r"\s*\[\d+\]")
_BRACKETS = re.compile(r"\s*\[[^\]]*\]")


def render(answer: Answer, words: Words = ENGLISH) -> str:
    """The message for an answer or an abstention, at most MESSAGE_LIMIT long."""
    return _lay_out(answer, _read_as(answer, words), words)


def render_with_question(answer: Answer, words: Words = ENGLISH) -> str:
    """As `render`, with the question on top: for answers that do not stand below the question, as a reply does."""
    asked = f"-# {words('Asked: {question}', question=shorten(answer.question, _ASKED_LIMIT))}"
    return _lay_out(answer, [asked, *_read_as(answer, words)], words)


def render_draft(question: Question, text: str, words: Words = ENGLISH) -> str:
    """An answer that is still being worded, under its question."""
    asked = f"-# {words('Asked: {question}', question=shorten(question.text, _ASKED_LIMIT))}"
    return f"{asked}\n{shorten(text, MESSAGE_LIMIT - length(asked) - 4)} ▌"


def render_failure(error: DatelineError) -> str:
    """The one line for a failure that a person can understand."""
    sentence = shorten(error.sentence, _REASON_LIMIT)
    line = f"⚠️ {sentence[:1].upper()}{sentence[1:]}"
    return f"{line} ({shorten(error.mend, _REASON_LIMIT)})." if error.mend else f"{line}."


def render_accident(error_id: str) -> str:
    """The apology for a failure that nobody foresaw; the log has the rest under the same id."""
    return f"⚠️ Something went wrong on my side. It is in my log as error `{error_id}`. Please try again."


def _lay_out(answer: Answer, head: list[str], words: Words) -> str:
    foot = [f"-# {window_in_words(answer.window, answer.window_from, words)}"]
    if notes := "; ".join([*answer.notes, *([answer.note] if answer.note else [])]):
        foot.insert(0, f"-# {shorten(notes, _ASKED_LIMIT)}")
    if answer.abstained:
        return _abstention(answer, head, foot, words)
    if short := shorten(answer.short_answer or "", _SHORT_ANSWER_LIMIT):
        head = [*head, f"**{short}**"]
    return _evidence(answer, head, foot, words)


def _evidence(answer: Answer, head: list[str], foot: list[str], words: Words) -> str:
    """The claims with their sources: as many whole ones as fit, the first one shortened if it must be."""
    sources = {citation.n: citation for citation in answer.citations}
    foot_if_cut = [f"-# {words(LEFT_OUT)}", *foot]
    claims = answer.claims or (Claim(answer.text, tuple(sources)),)
    shown: list[str] = []
    cited: list[Citation] = []
    for claim in claims:
        citations = [sources[n] for n in dict.fromkeys(claim.citations) if n in sources]
        with_this = [*shown, _claim(claim, citations)]
        cited_with_this = [*cited, *(citation for citation in citations if citation not in cited)]
        rest = foot if len(with_this) == len(claims) else foot_if_cut
        if length(_message(head, with_this, cited_with_this, rest, words)) > MESSAGE_LIMIT:
            break
        shown, cited = with_this, cited_with_this
    if not shown:
        first = next((sources[n] for n in claims[0].citations if n in sources), None)
        return _shortened(claims[0], first, head, foot_if_cut, words)
    return _message(head, shown, cited, foot if len(shown) == len(claims) else foot_if_cut, words)


def _shortened(claim: Claim, citation: Citation | None, head: list[str], foot: list[str], words: Words) -> str:
    """One claim with one source, cut to what is left of the message."""
    cited = [citation] if citation else []
    marks = _marks(cited)
    left = MESSAGE_LIMIT - length(_message(head, [f"> “” {ELLIPSIS}{marks}"], cited, foot, words))
    if citation and _is_quote(claim, citation):
        kept = beginning(citation.quote, left)
        body, cut = f"“{escape(kept)}”", kept != on_one_line(citation.quote)
    else:
        text = _MARK.sub("", claim.text)
        kept = beginning(text, left)
        body, cut = escape(kept), kept != on_one_line(text)
    return _message(head, [f"> {body}{f' {ELLIPSIS}' if cut else ''}{marks}"], cited, foot, words)


def _abstention(answer: Answer, head: list[str], foot: list[str], words: Words) -> str:
    lines = [*head, f"🔎 **{words(ABSTAINED)}**"]
    heading = f"**{words('Nearest articles')}**"
    if answer.reason:
        reason = shorten(answer.reason, _REASON_LIMIT)
        lines.append(f"{reason[:1].upper()}{reason[1:]}{'' if reason.endswith(('.', '!', '?', ELLIPSIS)) else '.'}")
    nearest: list[str] = []
    for suggestion in answer.suggestions[:_SUGGESTIONS]:
        with_this = [*nearest, f"• {source_line(suggestion, words)}"]
        if length("\n".join([*lines, heading, *with_this, *foot])) > MESSAGE_LIMIT:
            break
        nearest = with_this
    return "\n".join([*lines, *([heading, *nearest] if nearest else []), *foot])


def _message(head: list[str], claims: list[str], cited: list[Citation], foot: list[str], words: Words) -> str:
    by_article: dict[str, list[Citation]] = {}
    for citation in cited:
        by_article.setdefault(citation.article_id, []).append(citation)
    sources = [
        f"{_marks(citations).lstrip()} {source_line(citations[0], words)}{_afterlife(citations[0], words)}"
        for citations in by_article.values()
    ]
    return "\n".join([*head, *claims, *([f"**{words('Sources')}**", *sources] if sources else []), *foot])


def _claim(claim: Claim, citations: list[Citation]) -> str:
    """A claim that is what an article says stands in quotation marks; one that was put in words does not."""
    printed = next((citation for citation in citations if _is_quote(claim, citation)), None)
    said = escape(_MARK.sub("", claim.text))
    body = f"“{said}”" if printed else said
    return f"> {body}{_marks(citations)}"


def _is_quote(claim: Claim, citation: Citation) -> bool:
    return _bare(claim.text) == _bare(citation.quote)


def _bare(text: str) -> str:
    """A text without what stands in square brackets, which in a quote marks what is not in print."""
    return on_one_line(_BRACKETS.sub("", text))


def _marks(citations: list[Citation]) -> str:
    return "".join(f" [{citation.n}]" for citation in citations)


def source_line(source: Citation | Suggestion | Article, words: Words = ENGLISH) -> str:
    """Where something stands in print, on one line: headline, outlet, date and link."""
    title = shorten(source.title, _TITLE_LIMIT) or words("(untitled)")
    outlet = [shorten(source.outlet, _OUTLET_LIMIT)] if source.outlet else []
    return " · ".join([title, *outlet, _day(source.published, words), *link(source.url)])


def _afterlife(citation: Citation, words: Words) -> str:
    """What became of the article: who else ran it, and that a later version exists."""
    outlets = shorten(", ".join(citation.also_ran_in), _ALSO_RAN_LIMIT)
    also = f" · {words('also in {outlets}', outlets=outlets)}" if outlets else ""
    return f"{also} · {words('a later version exists')}" if citation.superseded_by else also


def link(url: str | None) -> list[str]:
    """The link of a web page, without a preview; nothing for other addresses and for those too long to show whole."""
    address = on_one_line(url or "").replace(" ", "")
    try:
        parts = urlsplit(address)
    except ValueError:
        return []
    named = parts.hostname and parts.netloc.isascii() and "@" not in parts.netloc  # `bank.example@elsewhere` misleads
    if parts.scheme not in {"http", "https"} or not named or _INVITATION.search(address):
        return []
    # What could end the link early or start something else is percent-encoded; `%` stays, for what is encoded already.
    link = percent_encode(address, safe="!#$%&'+,/:;=?@~-._")
    return [f"<{link}>"] if length(link) <= _LINK_LIMIT else []


def _read_as(answer: Answer, words: Words) -> list[str]:
    if on_one_line(answer.standalone_question) == on_one_line(answer.question):
        return []
    return [f"-# {words('Read as: {question}', question=shorten(answer.standalone_question, _ASKED_LIMIT))}"]


def window_in_words(window: Window, window_from: str | None = None, words: Words = ENGLISH) -> str:
    """Which articles were searched, as the line under an answer says it."""
    if window.is_open:
        return words("Searched: articles of all dates")
    span = []
    if window.after and window.before:
        span = [words("from {first} to {last}", first=window.after, last=window.before)]
    elif window.after:
        span = [words("from {first} on", first=window.after)]
    elif window.before:
        span = [words("up to {last}", last=window.before)]
    if window.as_of:
        span.append(words("as of {day}", day=window.as_of))
    origin = f" ({words('dates read from the question')})" if window_from == "question" else ""
    return words("Searched: articles {span}", span=", ".join(span)) + origin


def _day(published: date | None, words: Words) -> str:
    return published.isoformat() if published else words("date unknown")
