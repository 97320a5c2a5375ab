"""The formats that news is kept in: feeds, NITF, NewsML-G2, AP's JSON, Reuters' SGML, scans, Markdown and tables."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from corpus.article import Article
from tests.corpus.reading import BODY, PARAGRAPHS, TITLE, article_of, articles_of, outcome, reason_of, write
from tests.shared import shared

if TYPE_CHECKING:
    from pathlib import Path

# Feeds


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Daily Example</title><link>https://example.org/</link><language>en-us</language>
<item><title>{TITLE}</title><link>https://example.org/a</link><guid isPermaLink="false">tag:example.org,1995:a</guid>
<pubDate>Thu, 04 May 1995 23:30:00 -0700</pubDate><dc:creator>By Ann Lee</dc:creator><category>Trade</category>
<description>Parts again.</description>
<content:encoded><![CDATA[<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>]]></content:encoded></item>
<item><title>A second one</title><link>https://example.org/b</link><description>{PARAGRAPHS[1]}</description></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Daily Example</title>
<entry><id>urn:example:1</id><title>{TITLE}</title><link href="https://example.org/1"/>
<published>1995-05-04T10:00:00Z</published><updated>1995-05-06T08:00:00Z</updated>
<author><name>Ann Lee</name></author><author><name>Bo Park</name></author>
<content type="html">&lt;p&gt;{PARAGRAPHS[0]}&lt;/p&gt;&lt;p&gt;{PARAGRAPHS[1]}&lt;/p&gt;</content></entry></feed>"""


def test_every_entry_of_an_rss_feed_is_an_article_with_what_the_feed_states(tmp_path: Path) -> None:
    first, second = articles_of(write(tmp_path, "feed.xml", RSS))
    assert first.id == "tag:example.org,1995:a"
    assert (first.title, first.text, first.deck) == (TITLE, BODY, "Parts again.")
    assert (first.published, first.published_from) == (date(1995, 5, 4), "metadata")
    assert (first.byline, first.outlet, first.section) == ("Ann Lee", "The Daily Example", "Trade")
    assert (first.url, first.language) == ("https://example.org/a", "en")
    assert (second.id, second.text, second.published) == ("https://example.org/b", PARAGRAPHS[1], None)


def test_an_atom_entry_gives_its_authors_and_both_its_dates(tmp_path: Path) -> None:
    article = article_of(write(tmp_path, "anything", ATOM))
    assert (article.id, article.url, article.text) == ("urn:example:1", "https://example.org/1", BODY)
    assert (article.byline, article.outlet) == ("Ann Lee, Bo Park", "The Daily Example")
    assert (article.published, article.updated) == (date(1995, 5, 4), date(1995, 5, 6))


def test_an_entry_with_a_headline_alone_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    feed = RSS.replace(f"<description>{PARAGRAPHS[1]}</description>", "")
    articles, reasons = outcome(write(tmp_path, "feed.xml", feed))
    assert (len(articles), reasons) == (1, ["entry 2: neither content nor summary"])


def test_a_feed_that_breaks_off_gives_the_entries_before_the_break(tmp_path: Path) -> None:
    articles, reasons = outcome(write(tmp_path, "feed.xml", RSS[: RSS.rindex("</item>")]))
    assert ([article.title for article in articles], len(reasons)) == ([TITLE], 1)
    assert "breaks off" in reasons[0]


def test_a_broken_feed_is_one_line() -> None:
    for path in sorted(shared("data", "feeds").glob("*.xml")):
        articles, reasons = outcome(path)
        assert len(articles) + len(reasons) == 1, path
        assert all("\n" not in reason for reason in reasons)
    assert reason_of(shared("data", "feeds", "rss_incomplete_cdata.xml")) == "a feed that breaks off"
    assert reason_of(shared("data", "feeds", "aaa_illformed.xml")) == "a feed without entries"


# NITF and NewsML-G2


NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf><head><title>Not the headline</title><docdata><doc-id id-string="ex-007"/><date.issue norm="19950504T101500Z"/>
</docdata><pubdata name="The Daily Example" date.publication="19950505" position.section="Trade"/></head>
<body xml:lang="en"><body.head><hedline><hl1>{TITLE}</hl1><hl2>Parts again.</hl2></hedline>
<byline>By <person>Ann Lee</person>, <byttl>Staff Writer</byttl></byline>
<dateline><location>Vancouver</location>, <story.date>May 4</story.date></dateline></body.head>
<body.content><media><media-caption><p>An aide in a hall.</p></media-caption></media>
<block><p>{PARAGRAPHS[0].replace("Trade", "<org>Trade</org>")}</p><p>{PARAGRAPHS[1]}</p></block></body.content>
</body></nitf>"""


def test_nitf_gives_every_field_and_no_caption(tmp_path: Path) -> None:
    article = article_of(write(tmp_path, "a.xml", NITF))
    assert article == Article(
        id="ex-007", title=TITLE, text=BODY, deck="Parts again.", byline="Ann Lee", outlet="The Daily Example",
        published=date(1995, 5, 5), published_from="metadata", section="Trade", language="en", dateline="Vancouver",
    )  # fmt: skip


def test_a_newsml_item_gives_the_fields_of_the_item_and_the_text_of_its_nitf() -> None:
    article = article_of(shared("data", "newsml-g2", "LISTING_2_NewsML-G2_Text_Document.xml"))
    assert article.id == "urn:newsml:acmenews.com:20161121:US-FINANCE-FED"
    assert article.title == 'Fed to halt QE to avert "bubble"'
    assert (article.byline, article.outlet, article.language) == ("Meredith Jameson", "Associated Press", "en")
    assert (article.published, article.published_from) == (date(2016, 11, 21), "metadata")
    assert article.updated == date(2018, 11, 21)
    assert article.text.startswith("(New York, NY - October 21) Et, sent luptat")


def test_a_newsml_item_without_a_text_is_reported_and_a_part_of_one_is_read() -> None:
    folder = shared("data", "newsml-g2")
    assert reason_of(folder / "LISTING_1_A_NewsML-G2_News_Item.xml") == "no text in it"
    assert "no content" in reason_of(folder / "LISTING_28_Illustrating_Located_Subject_and_Dateline.xml")
    part = article_of(folder / "LISTING_25_An_NITF_marked-up_article_conveyed_in_inlineXML.xml")
    assert part.text.startswith("(Sports Network) - With the Philadelphia Phillies")


def test_a_news_message_gives_its_items_and_none_that_was_cancelled(tmp_path: Path) -> None:
    def item(guid: str, status: str) -> str:
        return (
            f'<newsItem guid="{guid}"><itemMeta><versionCreated>1995-05-04T10:00:00Z</versionCreated>'
            f'<pubStatus qcode="stat:{status}"/></itemMeta><contentMeta><headline>{TITLE}</headline></contentMeta>'
            f'<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{PARAGRAPHS[0]}</p>'
            f"<p>{PARAGRAPHS[1]}</p></body></html></inlineXML></contentSet></newsItem>"
        )

    items = item("a", "usable") + item("b", "canceled") + item("c", "usable")
    message = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>'
    articles, reasons = outcome(write(tmp_path, "message.xml", message))
    assert [(article.id, article.text) for article in articles] == [("a", BODY), ("c", BODY)]
    assert reasons == ["item 2: cancelled by its provider"]


# AP's JSON


AP_ITEM = {
    "altids": {"itemid": "ab12", "etag": "x"}, "headline": TITLE, "headline_extended": "Parts again.",
    "bylines": [{"by": "By ANN LEE"}], "firstcreated": "1995-05-04T10:00:00Z", "versioncreated": "1995-05-05T01:00:00Z",
    "language": "en", "body_nitf": f"<block id='Main'><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></block>",
}  # fmt: skip


@pytest.mark.parametrize(
    "document", [AP_ITEM, {"data": {"item": AP_ITEM}}, {"data": {"items": [{"item": AP_ITEM}]}}, [AP_ITEM]]
)
def test_an_item_of_aps_is_an_article_however_it_is_wrapped(tmp_path: Path, document: object) -> None:
    article = article_of(write(tmp_path, "a.json", json.dumps(document)))
    assert (article.id, article.title, article.deck, article.text) == ("ab12", TITLE, "Parts again.", BODY)
    assert (article.byline, article.outlet) == ("Ann Lee", "Associated Press")
    assert (article.published, article.updated) == (date(1995, 5, 4), date(1995, 5, 5))


def test_an_item_of_aps_without_a_body_is_reported(tmp_path: Path) -> None:
    assert reason_of(write(tmp_path, "a.json", json.dumps({**AP_ITEM, "body_nitf": ""}))) == "no `body_nitf`"


# Reuters-21578


def story(identity: str, inside: str) -> str:
    return (
        f'<REUTERS TOPICS="YES" NEWID="{identity}">\n<DATE> 4-MAY-1987 10:01:01.79</DATE>\n<TOPICS></TOPICS>\n'
        f"{inside}\n</REUTERS>\n"
    )


WIRE = '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n' + story(
    "17",
    "<TEXT>&#2;\n<TITLE>GRAINS &lt;GRN> SHIPPED</TITLE>\n<AUTHOR>    by Ann Lee, Reuters</AUTHOR>\n"
    "<DATELINE>    PORTLAND, Ore., May 4 - </DATELINE><BODY>Two ships loaded with wheat left the\n"
    "harbour on Monday and will arrive within the month, a clerk\nat the elevator told\nReuters.\n"
    "    A third is loading now.\n Reuter\n&#3;</BODY></TEXT>",
)


def test_a_wire_story_is_unwrapped_dated_and_freed_from_what_machines_read(tmp_path: Path) -> None:
    article = article_of(write(tmp_path, "reut2-000.sgm", WIRE))
    assert article == Article(
        id="17",
        title="Grains <GRN> Shipped",
        text=(
            "PORTLAND, Ore., May 4 - Two ships loaded with wheat left the harbour on Monday and will arrive within the "
            "month, a clerk at the elevator told Reuters.\n\nA third is loading now."
        ),
        byline="Ann Lee", outlet="Reuters", published=date(1987, 5, 4), published_from="metadata", language="en",
        dateline="PORTLAND",
    )  # fmt: skip


def test_a_brief_story_is_its_headline_and_an_unprocessed_one_begins_with_it(tmp_path: Path) -> None:
    brief = story(
        "1",
        '<TEXT TYPE="BRIEF">&#2;\n******<TITLE>RATE CUT TO 6 PCT, BANK SAYS\n</TITLE>Blah blah blah.\n&#3;\n</TEXT>',
    )
    unprocessed = story(
        "2", '<TEXT TYPE="UNPROC">&#2;\nHARBOUR RATES\n    Wheat to the coast 12 dlrs a tonne.\n Reuter\n&#3;</TEXT>'
    )
    one, other = articles_of(write(tmp_path, "a.sgm", brief + unprocessed))
    assert (one.title, one.text) == ("Rate Cut to 6 Pct, Bank Says", "RATE CUT TO 6 PCT, BANK SAYS")
    assert (other.title, other.text) == ("Harbour Rates", "Wheat to the coast 12 dlrs a tonne.")


def test_a_wire_file_that_breaks_off_gives_the_stories_before_the_break(tmp_path: Path) -> None:
    articles, reasons = outcome(write(tmp_path, "a.sgm", WIRE + story("18", "<TEXT>x</TEXT>")[:-12]))
    assert ([article.id for article in articles], reasons) == (["17"], ["the last story breaks off"])


def test_all_of_reuters_21578_is_read_under_its_own_numbers() -> None:
    articles, reasons = outcome(shared("data", "reuters21578", "reut2-021.sgm"))
    assert [article.id for article in articles] == [str(number) for number in range(21001, 21579)]
    assert reasons == []
    assert all(article.published and article.published.year == 1987 for article in articles)
    assert not any("\x03" in article.text or "&#" in article.text for article in articles)


# Scans


def test_the_lines_of_an_alto_block_are_joined_and_its_broken_words_mended(tmp_path: Path) -> None:
    def line(*words: str, hyphen: str = "") -> str:
        strings = "<SP/>".join(f'<String CONTENT="{word}"/>' for word in words)
        return f"<TextLine>{strings}{hyphen}</TextLine>"

    hyphen = '<HYP CONTENT="-"/>'
    first = line("The", "third", "day", "of", "nego", hyphen=hyphen) + line(
        "tiations", "ended", "with", "a", "well", hyphen=hyphen
    )
    first += line("known", "phrase,", "and", "a", "well-known", "smile.")
    second = line("No", "date", "was", "set", "for", "New", hyphen=hyphen) + line("York,", "he", "said.")
    blocks = "".join(f"<TextBlock>{block}</TextBlock>" for block in (line(*TITLE.split()), first, second))
    page = f"<alto><Layout><Page><PrintSpace>{blocks}</PrintSpace></Page></Layout></alto>"
    article = article_of(write(tmp_path, "page.xml", page))
    assert article.title == TITLE
    assert article.text == (
        "The third day of negotiations ended with a well-known phrase, and a well-known smile.\n\n"
        "No date was set for New-York, he said."
    )


def test_an_alto_page_of_a_newspaper_is_read_block_by_block() -> None:
    article = article_of(shared("data", "alto", "ocr.xml"))
    assert "One conference was held" not in article.text
    assert "threatened for the last two or ireA days will not take place to-day. A conference was held" in article.text


def test_the_paragraphs_of_an_hocr_page_are_those_of_the_article(tmp_path: Path) -> None:
    lines = [
        f"<span class='ocr_line'>{line}</span>"
        for line in ("Officials met for a third", "day to talk about spa-", "re parts.")
    ]
    page = (
        "<html xmlns='http://www.w3.org/1999/xhtml' lang='en'><head><meta name='ocr-system' content='x'/></head>"
        f"<body><div class='ocr_page'><p class='ocr_par'><span class='ocr_line'>{TITLE}</span></p>"
        f"<p class='ocr_par'>{' '.join(lines)}</p>"
        "<p class='ocr_par'><span class='ocr_line'>They agreed on little.</span></p></div></body></html>"
    )
    article = article_of(write(tmp_path, "page.hocr", page))
    assert article.text == "Officials met for a third day to talk about spare parts.\n\nThey agreed on little."
    assert article.language == "en"


# Markdown


def test_markdown_is_read_away_and_its_front_matter_known(tmp_path: Path) -> None:
    text = (
        f"---\nid: md-1\ndate: 1995-05-04\n---\n# {TITLE}\n\n![A hall](hall.png)\n\n**Trade officials** from two "
        "[countries](https://example.org/c) met for a *third* day to talk\nabout spare parts &amp; `showrooms`.\n\n"
        "- A date for the next round\n- Little else\n\n> It was cold, an aide said.\n\n<div>not shown</div>\n"
    )
    article = article_of(write(tmp_path, "story.md", text))
    assert (article.id, article.title, article.published) == ("md-1", TITLE, date(1995, 5, 4))
    assert article.text.split("\n\n") == [
        "Trade officials from two countries met for a third day to talk about spare parts & showrooms.",
        "A date for the next round",
        "Little else",
        "It was cold, an aide said.",
    ]


def test_markdown_is_told_by_its_content_and_plain_text_stays_to_the_letter(tmp_path: Path) -> None:
    assert article_of(
        write(tmp_path, "a.txt", f"# {TITLE}\n\nIt was *so* cold, an aide said on the way out.\n")
    ).text == ("It was so cold, an aide said on the way out.")
    plain = "It was *so* cold, an aide_said 5 * 3 [sic] on the way out."
    assert article_of(write(tmp_path, "b.txt", plain)).text == plain


# CSV


def test_the_rows_of_a_table_are_articles_under_the_names_of_json(tmp_path: Path) -> None:
    table = (
        f'id,title,text,date,source,authors\n7,"{TITLE}","{BODY}",1995-05-04,The Daily Example,Ann Lee\n8,,Short.,,,\n'
    )
    first, second = articles_of(write(tmp_path, "export.csv", table))
    assert (first.id, first.title, first.text, first.byline) == ("7", TITLE, BODY, "Ann Lee")
    assert (first.published, first.outlet) == (date(1995, 5, 4), "The Daily Example")
    assert (second.id, second.text, second.published) == ("8", "Short.", None)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_of_a_table_is_told_by_its_header(tmp_path: Path, delimiter: str) -> None:
    rows = [["Headline", "Text", "Publication"], [TITLE, PARAGRAPHS[0], "The Daily Example"]]
    table = "\ufeff" + "\r\n".join(delimiter.join(row) for row in rows)
    article = article_of(write(tmp_path, "export", table))
    assert (article.id, article.title, article.outlet) == ("export:2", TITLE, "The Daily Example")


def test_a_row_at_fault_is_reported_with_its_number_and_the_rest_is_read(tmp_path: Path) -> None:
    table = (
        f"id,text,date\na,{PARAGRAPHS[1].replace(',', '')},1995-05-04\nb,,\nc,One.,1995-13-01\nd,One.,,more\ne,One.,\n"
    )
    articles, reasons = outcome(write(tmp_path, "export.csv", table))
    assert [article.id for article in articles] == ["a", "e"]
    assert reasons == [
        "row 3: no `text`",
        "row 4: `date`: '1995-13-01' is not a date (write it as 1995-05-04)",
        "row 5: 4 cells under 3 names",
    ]
