"""Web pages: the article is taken out whole, what the page says of it is read, and no page brings the reader down."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.readers import Sourced, Unreadable, read_sources
from corpus.readers.blocks import letters_of
from tests.shared import shared

if TYPE_CHECKING:
    from corpus.article import Article

PARAGRAPHS = (
    "Trade officials from two countries met for a third day on Thursday to talk about spare parts and showrooms.",
    "They agreed on a date for the next round, an aide said, but on little else that mattered to either side.",
    "“We are where we were on Monday,” said the aide, who asked not to be named because the talks are private.",
    "Dealers in both capitals said that they had heard such words before and would believe them when cars moved.",
)
BODY = "\n\n".join(PARAGRAPHS)
FACTS = Path(__file__).parent / "data" / "page_facts.json"
TITLE = "Officials Meet Again on Spare Parts"


def page(body: str, head: str = f"<title>{TITLE}</title>", attributes: str = "") -> str:
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>"


def story(before: str = "", after: str = "", between: str = "", title: str = TITLE) -> str:
    paragraphs = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    paragraphs.insert(2, between)
    return f"<article><h1>{title}</h1>{before}<div class='story'>{''.join(paragraphs)}</div>{after}</article>"


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | fields)}</script>'


def read(tmp_path: Path, content: str | bytes) -> Article:
    path = tmp_path / "page.html"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (one,) = read_sources([path])
    assert isinstance(one, Sourced), one
    return one.article


def reason(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    (one,) = read_sources([path])
    assert isinstance(one, Unreadable), one
    return one.reason


# The body


def test_a_note_on_the_writer_below_the_body_is_no_part_of_it(tmp_path: Path) -> None:
    note = "<p class='tagline'>Ann Lee covers the waterfront for the Gazette.</p>"
    assert read(tmp_path, page(story(after=note))).text == BODY


def test_the_paragraphs_of_the_article_are_kept_to_the_letter_and_nothing_else(tmp_path: Path) -> None:
    menu = "<nav><ul><li><a href='/'>Home</a><li><a href='/w'>World</a></ul></nav>"
    teasers = (
        "<aside class='related'><h3>Related</h3><ul><li><a href='/x'>Another story about other cars</a></ul></aside>"
    )
    foot = "<footer><p>© 1995 The Daily Example. All rights reserved.</p></footer>"
    assert read(tmp_path, page(menu + story(after=teasers) + foot)).text == BODY


@pytest.mark.parametrize(
    "between",
    [
        "<p>Advertisement</p>",
        "<p>Read more: <a href='/x'>What the dealers think of all this</a></p>",
        "<p><a href='/x'>What the dealers think of all this</a></p>",
        "<figure><img src='a.jpg'><figcaption>The officials arrive on Monday morning.</figcaption></figure>",
        "<div class='newsletter-signup'><p>Every morning the news of the trade, at no cost to you.</p></div>",
        "<p>https://example.org/a/b/c</p>",
        "<script>var words = 'These are no words of the article, whatever they look like to a machine.';</script>",
        "<div style='display: none'><p>These are words that no browser ever shows to anyone at all.</p></div>",
    ],
)
def test_what_stands_between_paragraphs_and_is_none_goes(tmp_path: Path, between: str) -> None:
    assert read(tmp_path, page(story(between=between))).text == BODY


def test_a_heading_between_paragraphs_stays_and_one_behind_the_last_goes(tmp_path: Path) -> None:
    text = read(tmp_path, page(story(between="<h2>What was agreed</h2>", after="<h2>More from Trade</h2>"))).text
    assert text == "\n\n".join((*PARAGRAPHS[:2], "What was agreed", *PARAGRAPHS[2:]))


def test_inline_markup_breaks_no_words_and_line_breaks_part_paragraphs(tmp_path: Path) -> None:
    body = f"{PARAGRAPHS[0]}<br><br>{PARAGRAPHS[1]}<br><br>{PARAGRAPHS[2]}".replace(
        "third day", "<b>th</b>ird <a href='/d'>day</a>"
    )
    assert read(tmp_path, page(f"<article><h1>{TITLE}</h1><div>{body}</div></article>")).text == "\n\n".join(
        PARAGRAPHS[:3]
    )


def test_a_body_that_only_json_ld_states_in_full_is_taken_from_there(tmp_path: Path) -> None:
    teaser = f"<article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p></article>"
    stated = linked(headline=TITLE, articleBody="\n\n".join(PARAGRAPHS))
    assert read(tmp_path, page(teaser, stated)).text == BODY


# What the page says about the article


def test_the_printed_headline_goes_over_the_one_for_search_engines(tmp_path: Path) -> None:
    shared_as = '<meta property="og:title" content="Officials meet again on parts">'
    head = f"<title>Spare parts: officials meet again | The Daily Example</title>{shared_as}"
    assert read(tmp_path, page(story(), head)).title == TITLE


def test_the_name_of_the_site_is_no_part_of_the_headline(tmp_path: Path) -> None:
    body = story().replace("<h1>", "<p class='t'>").replace("</h1>", "</p>")
    head = f'<meta property="og:site_name" content="The Daily Example"><title>{TITLE} - The Daily Example</title>'
    assert read(tmp_path, page(body, head)).title == TITLE
    assert read(tmp_path, page(body, f"<title>{TITLE} | Example</title>")).title == TITLE


def test_a_headline_in_capitals_is_given_as_the_page_states_it_in_small_letters(tmp_path: Path) -> None:
    assert read(tmp_path, page(story(title=TITLE.upper()), f"<title>{TITLE}</title>")).title == TITLE
    assert read(tmp_path, page(story(title=TITLE.upper()), "<title>The Daily Example</title>")).title == TITLE


def test_json_ld_states_date_writers_and_outlet(tmp_path: Path) -> None:
    head = linked(
        headline=TITLE,
        datePublished="1995-05-04T23:30:00-07:00",
        dateModified="1995-05-05",
        author=[{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "By Bo Park, Staff Writer"}],
        publisher={"@type": "Organization", "name": "The Daily Example"},
    )
    article = read(tmp_path, page(story(), head, "lang='en-US'"))
    assert (article.published, article.published_from) == (date(1995, 5, 4), "metadata")
    assert article.updated == date(1995, 5, 5)
    assert article.byline == "Ann Lee, Bo Park"
    assert (article.outlet, article.language) == ("The Daily Example", "en")


@pytest.mark.parametrize(
    "broken",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        linked(headline={"a": [1]}, author=[[[{"name": ["x", {"name": 3}]}]]], datePublished=5, articleBody=["x"]),
        linked(headline=None, author=None, datePublished="0001-01-01T00:00:00Z"),
    ],
)
def test_broken_json_ld_leaves_the_word_to_the_meta_elements(tmp_path: Path, broken: str) -> None:
    meta = (
        '<meta property="article:published_time" content="1995-05-04T10:00:00Z"><meta name="author" content="Ann Lee">'
    )
    article = read(tmp_path, page(story(), f"<title>{TITLE}</title>{broken}{meta}"))
    assert (article.title, article.text) == (TITLE, BODY)
    assert (article.published, article.published_from) == (date(1995, 5, 4), "metadata")


def test_what_only_the_page_prints_is_read_from_above_the_body(tmp_path: Path) -> None:
    article = read(
        tmp_path, page(story(before="<p>By Ann Lee, Reuters</p><div>Published May 4, 1995 | Updated May 5, 1995</div>"))
    )
    assert (article.byline, article.outlet) == ("Ann Lee", "Reuters")
    assert (article.published, article.published_from) == (date(1995, 5, 4), "text")
    assert article.updated == date(1995, 5, 5)
    assert article.text == BODY


def test_two_days_above_the_body_are_no_publication_date(tmp_path: Path) -> None:
    assert read(tmp_path, page(story(before="<div>May 4, 1995</div><div>June 6, 1996</div>"))).published is None


def test_the_date_of_the_canonical_url_goes_over_a_printed_one(tmp_path: Path) -> None:
    head = f'<title>{TITLE}</title><link rel="canonical" href="https://example.org/1995/05/04/parts">'
    article = read(tmp_path, page(story(before="<div>May 5, 1995</div>"), head))
    assert (article.published, article.published_from) == (date(1995, 5, 4), "url")
    assert article.id == article.url == "https://example.org/1995/05/04/parts"


# A moment in UTC and the day of the page

LATE = '<meta property="article:published_time" content="1995-05-05T04:50:22+00:00">'


@pytest.mark.parametrize(
    ("head", "before"),
    [
        (LATE, "<div>By Ann Lee</div><div>May 4, 1995, 9:50 pm PDT</div>"),
        (LATE, "<span>Ann Lee</span> - <span>May 4, 1995</span>"),
        (LATE, "<p>Updated <time itemprop='datePublished' datetime='1995-05-05T04:50:22Z'>4 May 1995</time></p>"),
        (LATE, "<p>Updated May 4, 1995, 11:30 pm</p>"),
        (LATE + '<link rel="canonical" href="https://example.org/1995/05/04/parts">', ""),
        (linked(headline=TITLE, datePublished="1995-05-05T04:50:22Z"), "<time>May 4, 1995</time>"),
        (LATE + '<meta name="date" content="1995-05-04T21:50:22-07:00">', ""),
        # The same clock in two zones: one of them is false.
        (LATE + linked(headline=TITLE, datePublished="1995-05-05T04:50:22-06:00"), "<p>May 4, 1995, 10:50 pm CST</p>"),
    ],
)
def test_a_late_evening_that_is_stated_in_utc_is_of_the_day_that_the_page_gives(
    tmp_path: Path, head: str, before: str
) -> None:
    article = read(tmp_path, page(story(before=before), head))
    assert (article.published, article.published_from) == (date(1995, 5, 4), "metadata")


@pytest.mark.parametrize(
    ("head", "before"),
    [
        (LATE, ""),
        (LATE, "<p>Posted May 5, 1995</p><p>Talks began on May 4, 1995</p>"),
        (LATE, "<p>May 3, 1995</p>"),
        (LATE + '<link rel="canonical" href="https://example.org/1995/05/05/parts">', ""),
        (LATE.replace("04:50", "16:50"), "<p>May 4, 1995</p>"),
        (LATE.replace("+00:00", "+02:00"), "<p>May 4, 1995</p>"),
        (LATE.replace("T04:50:22+00:00", ""), "<p>May 4, 1995</p>"),
    ],
)
def test_any_other_stated_day_stands(tmp_path: Path, head: str, before: str) -> None:
    assert read(tmp_path, page(story(before=before), head)).published == date(1995, 5, 5)


def test_a_change_that_is_stated_in_utc_is_of_the_printed_day_too(tmp_path: Path) -> None:
    head = LATE + '<meta property="article:modified_time" content="1995-05-06T02:00:00Z">'
    article = read(tmp_path, page(story(before="<p>May 4, 1995</p><p>Updated May 5, 1995</p>"), head))
    assert (article.published, article.updated) == (date(1995, 5, 4), date(1995, 5, 5))


# Days as printed around the headline


def test_the_day_is_read_from_just_before_the_headline_and_from_below_a_long_row_of_buttons(tmp_path: Path) -> None:
    before_it = story().replace("<h1>", "<p>May 4, 1995</p><h1>")
    assert read(tmp_path, page(before_it)).published == date(1995, 5, 4)
    buttons = "".join(f"<li><a href='/s{number}'>Share this with {number}</a></li>" for number in range(40))
    assert read(tmp_path, page(story(before=f"<p>4 May 1995</p><ul>{buttons}</ul>"))).published == date(1995, 5, 4)


def test_the_day_of_today_over_the_menu_is_not_that_of_the_article(tmp_path: Path) -> None:
    today = "<div class='top'><p>June 6, 1996</p><ul><li><a href='/'>Home</a><li><a href='/w'>World</a></ul></div>"
    assert read(tmp_path, page(today + story())).published is None


def test_a_date_alone_on_its_line_goes_over_one_in_a_caption(tmp_path: Path) -> None:
    caption = "<div>Showroom in the capital, May 2, 1995 \u00a9 Example Pictures</div>"
    assert read(tmp_path, page(story(before=f"<div>4 May, 1995 05:47</div>{caption}"))).published == date(1995, 5, 4)


@pytest.mark.parametrize(
    ("head", "before", "published"),
    [
        ("", "<p>05/10/2018</p>", None),
        ("", "<p>05/10/2018</p><p>Updated 5 October 2018</p>", date(2018, 10, 5)),
        ("", "<p>05/10/2018</p><p>Updated May 10, 2018</p>", date(2018, 5, 10)),
        ("", "<p>05/10/2018</p><p>Updated 6 October 2018</p>", None),
        ('<meta property="og:updated_time" content="2018-10-05T10:00:00Z">', "<p>05/10/2018</p>", date(2018, 10, 5)),
        ('<meta name="date" content="05/10/2018">', "", None),
        ('<meta name="date" content="05/10/2018">', "<p>Updated 5 October 2018</p>", date(2018, 10, 5)),
        ('<link rel="canonical" href="https://example.org/2018/10/05/x">', "<p>05/10/2018</p>", date(2018, 10, 5)),
    ],
)
def test_a_date_in_numbers_that_may_be_two_days_needs_another_statement(
    tmp_path: Path, head: str, before: str, published: date | None
) -> None:
    assert read(tmp_path, page(story(before=before), f"<title>{TITLE}</title>{head}")).published == published


# Writers

HOUSE = f'<title>{TITLE}</title><meta property="og:site_name" content="The Daily Example">'


@pytest.mark.parametrize(
    ("head", "before", "byline"),
    [
        ('<meta name="author" content="Daily Example">', "", None),
        ('<meta name="author" content="The Daily Example">', "<p>By Ann Lee</p>", "Ann Lee"),
        (linked(headline=TITLE, author={"@type": "Organization", "name": "The Daily Example"}), "", None),
        (linked(headline=TITLE, author="EXB", publisher={"name": "EXB International"}), "", None),
        ('<meta name="author" content="EXB"><link rel="canonical" href="https://www.exb.com/a">', "", None),
        ('<meta name="author" content="Ann Lee"><link rel="canonical" href="https://annlee.org/a">', "", "Ann Lee"),
        ('<meta name="author" content="Our Staff">', "<p>By <a href='/x'>Ann Lee</a></p>", "Ann Lee"),
        ('<meta name="author" content="Example Staff">', "", "Example Staff"),
        ('<meta name="author" content="Big Press"><meta name="copyright" content="(c) Big Press 1995">',
         "<div class='byline__name'>Ann Lee</div>", "Ann Lee"),
        ('<meta name="author" content="Ann Lee"><meta name="copyright" content="Ann Lee">', "", "Ann Lee"),
        ('<meta property="article:author" content="https://example.org/people/1">', "<p>By Ann Lee and Bo Park</p>",
         "Ann Lee and Bo Park"),
        ('<meta name="sailthru.author" content="Ann Lee">', "", "Ann Lee"),
        ('<meta name="byl" content="By Ann Lee">', "", "Ann Lee"),
        ('<meta name="parsely-author" content="Ann Lee, Staff Writer">', "", "Ann Lee"),
        ('<meta name="author" content="Ann Leeson. The Example Agency">', "", "Ann Leeson"),
        ('<meta name="author" content="Ann B. Lee">', "", "Ann B. Lee"),
        ("", "<p><a rel='author' href='/a'>Ann Lee</a> and <a rel='author' href='/b'>Bo Park</a></p>",
         "Ann Lee, Bo Park"),
        ("", "<div class='post-author-box__name'>Ann Lee</div>", "Ann Lee"),
        ("", "<p>By Reuters</p>", "Reuters"),
        ("", "<p><a rel='author' href='/a'>PTI, Tokyo</a></p>", "PTI"),
        ("", "<a rel='license' href='https://example.org/licenses/by/3.0/'>An Open License</a>", None),
    ],
)  # fmt: skip
def test_the_writers_are_people_before_staff_and_never_the_house(
    tmp_path: Path, head: str, before: str, byline: str | None
) -> None:
    assert read(tmp_path, page(story(before=before), HOUSE + head)).byline == byline


@pytest.mark.parametrize(
    "elsewhere",
    [
        "<nav><a href='/columnists/zoe'>Zoe Troll</a></nav>",
        "<ul><li><a class='subMenuItem' role='menuitem' href='/columnists/zoe'>Zoe Troll</a></ul>",
        "<div class='related-stories'><p>Other news <span class='author'>Zoe Troll</span></p></div>",
    ],
)
def test_the_writers_of_menus_and_teasers_are_not_those_of_the_article(tmp_path: Path, elsewhere: str) -> None:
    assert read(tmp_path, page(elsewhere + story())).byline is None


def test_the_writer_of_a_comment_is_not_the_writer_of_the_article(tmp_path: Path) -> None:
    comment = "<span class='author'>Zoe Troll</span> Never believe an aide, I say, and never will."
    comments = f"<div class='comments'><p>{comment}</p></div>"
    assert read(tmp_path, page(story(after=comments))).byline is None


def test_a_deck_is_read_and_is_no_part_of_the_body(tmp_path: Path) -> None:
    deck = "Dealers in both capitals have heard it all before, and say so."
    article = read(tmp_path, page(story(before=f"<p class='article-deck'>{deck}</p>")))
    assert (article.deck, article.text) == (deck, BODY)


# Whatever a file holds


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "iso-8859-1"), ("cp1252", "utf-8"), ("cp1252", "nonsense"), ("utf-16", "utf-8"), ("utf-8", "base64")],
)
def test_a_page_that_lies_about_its_encoding_is_read_all_the_same(tmp_path: Path, encoding: str, declared: str) -> None:
    head = f'<meta charset="{declared}"><title>{TITLE}</title>'
    assert read(tmp_path, page(story(), head).encode(encoding)).text == BODY


@pytest.mark.parametrize("tag", ["div", "span", "b", "ul", "blockquote", "table"])
def test_a_page_nested_a_hundred_thousand_deep_is_read_or_refused_in_one_line(tmp_path: Path, tag: str) -> None:
    path = tmp_path / "deep.html"
    path.write_text(page(story(after=f"<{tag}>" * 100_000 + "deep down" + f"</{tag}>" * 100_000)))
    (one,) = read_sources([path])
    assert isinstance(one, Sourced) or "\n" not in one.reason


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    assert reason(tmp_path, b"<html><head><title>x</title></head><body></body></html>") == "no article text on the page"
    assert reason(tmp_path, b"  \n\t ") == "the file is empty"


def test_nuls_and_impossible_characters_do_not_reach_the_article(tmp_path: Path) -> None:
    odd = "<p>A fifth\x00 paragraph&#0; of the article, with &#xD800; and &#1114112; in it, came later.</p>"
    content = page(story(between=odd))
    text = read(tmp_path, content).text
    assert "\x00" not in text
    assert "A fifth paragraph" in text
    text.encode()


def test_a_page_of_one_line_of_a_million_characters_is_read(tmp_path: Path) -> None:
    line = "The talks went on and on and nobody knew why. " * 25_000
    assert len(read(tmp_path, page(f"<article><h1>{TITLE}</h1><p>{line}</p></article>")).text) > 1_000_000


# Real pages


def test_real_pages_give_the_headline_that_they_print() -> None:
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    right = sum(letters_of(_real(name).title) == letters_of(fact["title"]) for name, fact in list(facts.items())[:20])
    assert right >= 18


def test_a_real_page_gives_its_true_body() -> None:
    truth = json.loads((shared("data", "article-extraction") / "ground-truth.json").read_text(encoding="utf-8"))
    close = 0
    for name in sorted(truth)[:15]:
        true, found = truth[name]["articleBody"].split(), set(_real(name).text.split())
        close += sum(word in found for word in true) >= 0.9 * len(true)
    assert close >= 13


def _real(name: str) -> Article:
    (one,) = read_sources([shared("data", "article-extraction", "html", f"{name}.html.gz")])
    assert isinstance(one, Sourced)
    return one.article
