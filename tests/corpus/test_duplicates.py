"""One story, many copies: what becomes one voice, what replaces what, and what is left apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import corpus
from corpus.article import Article
from corpus.duplicates import Linker, Links
from corpus.readers import Sourced, read_sources

SAMPLE = Path(corpus.__file__).parent / "sample" / "articles"
DAY = date(1995, 5, 3)
TEXT = """PORT ELLIS, Wash. (Pacific Wire) - A freighter with 4,200 tons of wheat in its holds ran onto a sandbar at the
mouth of the Nooks River on Tuesday night, and three tugs failed to pull it free before the tide went out.

No one was hurt, the Coast Guard said. The ship, the Amelia Thorne, is 190 yards long. "She is sitting as straight
as a church," said Lt. Dana Whitcomb, who went aboard at midnight.

The pilot, Orrin Blake, had taken 311 ships through the channel without touching bottom. He told investigators
that a buoy was not where the chart has it.

Engineers will try again on Thursday, when the tide is two feet higher. Should that fail, about a third of the
cargo will be pumped into barges, which could take until the weekend and cost $600,000.

Fishermen were told to keep half a mile away. Some said that the sandbar had grown since the winter, and that they
had written to the harbor board about it in February.

The Amelia Thorne was bound for Yokohama. Its owner, Larkin Bulk Carriers of Tacoma, said that the hull showed no
leak and that the wheat was dry."""
PARAGRAPHS = tuple(paragraph.replace("\n", " ") for paragraph in TEXT.split("\n\n"))
STORY = Article(
    id="wire",
    title="Wheat Ship Runs Aground at Port Ellis",
    text="\n\n".join(PARAGRAPHS),
    outlet="Pacific Wire",
    published=DAY,
)


def linked(*articles: Article) -> Links:
    linker = Linker()
    for article in articles:
        linker.add(article)
    return linker.links()


def nothing(links: Links) -> bool:
    return not (links.copies or links.superseded_by or links.correction_of)


def told(*paragraphs: str, **changes: object) -> Article:
    """The story with other paragraphs, in another outlet unless it is said which."""
    changed = {"id": "other", "outlet": "Harbor Gazette", "text": "\n\n".join(paragraphs)} | changes
    return replace(STORY, **changed)  # type: ignore[arg-type]  # the fields are what each test says


# The bundled archive


def test_the_bundled_archive_has_two_pairs_of_twins_one_update_and_one_correction() -> None:
    links = linked(*(read.article for read in read_sources([SAMPLE]) if isinstance(read, Sourced)))
    assert dict(links.copies) == {
        "1995-05-03-pacific-wire-plans-on-the-table": ("1995-05-04-harbor-gazette-purchase-plans",),
        "1995-05-04-harbor-gazette-purchase-plans": ("1995-05-03-pacific-wire-plans-on-the-table",),
        "1995-05-16-pacific-wire-sanctions-list": ("1995-05-17-great-lakes-tribune-sanctions-list",),
        "1995-05-17-great-lakes-tribune-sanctions-list": ("1995-05-16-pacific-wire-sanctions-list",),
    }
    assert links.superseded_by == {"1995-05-05-pacific-wire-talks-run-late": "1995-05-05-pacific-wire-talks-break-down"}
    assert links.correction_of == {
        "1995-05-19-commerce-ledger-correction": "1995-05-18-commerce-ledger-dealers-count-cost"
    }


# Copies


@pytest.mark.parametrize(
    "paragraphs",
    [
        PARAGRAPHS,
        PARAGRAPHS[:4],
        (PARAGRAPHS[0], *PARAGRAPHS[2:]),
        (*PARAGRAPHS[:3], "The harbor board meets on Friday evening in the old customs house.", *PARAGRAPHS[3:]),
        PARAGRAPHS[:2],
        (PARAGRAPHS[0].replace("PORT ELLIS, Wash. (Pacific Wire) - ", ""), *PARAGRAPHS[1:5]),
    ],
    ids=[
        "to the letter",
        "tail cut",
        "a paragraph dropped",
        "a paragraph added",
        "cut to a third",
        "without the dateline",
    ],
)
def test_what_another_outlet_ran_is_a_copy(paragraphs: tuple[str, ...]) -> None:
    copy = told(*paragraphs, title="Grain Freighter Stuck Fast", published=DAY + timedelta(days=1))
    links = linked(STORY, copy)
    assert dict(links.copies) == {"wire": ("other",), "other": ("wire",)}
    assert not links.superseded_by


def test_a_fifth_of_the_words_changed_is_still_a_copy() -> None:
    words = STORY.text.split(" ")
    edited = ["quite" if place % 5 == 2 else word for place, word in enumerate(words)]
    assert linked(STORY, told(" ".join(edited))).copies["wire"] == ("other",)


def test_a_copy_whose_date_is_unknown_is_a_copy() -> None:
    assert linked(STORY, told(*PARAGRAPHS[:5], published=None)).copies["wire"] == ("other",)


def test_the_same_text_twice_in_one_outlet_is_a_copy() -> None:
    assert linked(STORY, told(*PARAGRAPHS, outlet="Pacific Wire")).copies["wire"] == ("other",)


def test_case_and_line_breaks_make_no_difference() -> None:
    assert linked(STORY, told(*(paragraph.upper() for paragraph in PARAGRAPHS))).copies["wire"] == ("other",)


def test_a_story_that_sixty_outlets_ran_is_one_voice() -> None:
    copies = [
        told(
            *(paragraph for place, paragraph in enumerate(PARAGRAPHS) if place != number % 6),
            f"Readers in town number {number} have asked about it.",
            id=str(number),
            outlet=f"Town {number} Times",
        )
        for number in range(60)
    ]
    links = linked(STORY, *copies)
    assert len(links.copies.groups) == 1
    assert set(links.copies["wire"]) == {str(number) for number in range(60)}


def test_copies_are_named_newest_first_without_the_article_itself() -> None:
    later = told(*PARAGRAPHS, id="later", published=DAY + timedelta(days=1))
    last = told(*PARAGRAPHS, id="last", outlet="Capital Courier", published=DAY + timedelta(days=2))
    links = linked(STORY, last, later)
    assert links.copies["wire"] == ("last", "later")
    assert links.copies["last"] == ("later", "wire")


def test_japanese_copies_are_found() -> None:
    text = (
        "通産相は五日、自動車協議の後の記者会見で、数値目標には応じない考えを改めて示した。"
        "米国側は部品の購入計画を延長するよう求めたが、通産相は企業の判断に任せるべきだと述べた。"
        "協議は来週ジュネーブで再開され、次官級の会合も開かれる見通しだ。"
    )
    story = Article(id="a", title="数値目標に応じず", text=text, outlet="港経済通信", published=DAY)
    other = Article(id="b", title="通産相、目標を拒む", text=text[:95], outlet="北日本新報", published=DAY)
    unlike = Article(
        id="c",
        title="港の荷役",
        text="神戸港では復旧工事が進み、秋までに岸壁の半分が使えるようになる。船会社は他の港に移した航路を戻すか検討している。",
        outlet="北日本新報",
        published=DAY,
    )
    assert dict(linked(story, other, unlike).copies) == {"a": ("b",), "b": ("a",)}


# What is left apart


def report(day: date, dollar: str, gold: str, volume: str, outlet: str = "The Commerce Ledger") -> Article:
    """A market report of one form."""
    return Article(
        id=f"{outlet} {day}",
        title="Markets: The Dollar at the Close",
        text=f"NEW YORK - The dollar ended in New York at {dollar} yen, dealers said, in quiet trading."
        f"\n\nGold for delivery in June closed at ${gold} an ounce on the Commodity Exchange, and silver was little"
        f" changed.\n\nAbout {volume} million shares changed hands on the New York Stock Exchange, where stocks of"
        " carmakers led the list. Dealers said that they were waiting for the figures on employment.",
        outlet=outlet,
        published=day,
    )


def test_weekly_reports_of_one_form_are_different_stories() -> None:
    reports = [
        report(DAY, "83.05", "389.20", "311"),
        report(DAY + timedelta(days=7), "84.90", "384.60", "287"),
        report(DAY + timedelta(days=14), "86.35", "391.10", "342"),
    ]
    assert nothing(linked(*reports))


def test_reports_of_one_form_are_apart_in_different_outlets_too() -> None:
    assert nothing(
        linked(
            report(DAY, "83.05", "389.20", "311"),
            report(DAY + timedelta(days=1), "84.90", "384.60", "287", outlet="Harbor Gazette"),
        )
    )


def earnings(id_: str, company: str, cents: tuple[int, int], net: tuple[str, str]) -> Article:
    return Article(
        id=id_,
        title=f"{company} 1st Qtr Net",
        text=f"Shr {cents[0]} cts vs {cents[1]} cts\n\nNet {net[0]} vs {net[1]}\n\nRevs rose in the quarter",
        outlet="Pacific Wire",
        published=DAY,
    )


def test_earnings_of_two_companies_are_different_stories() -> None:
    assert nothing(
        linked(
            earnings("a", "Larkin Bulk", (20, 15), ("1,234,000", "987,000")),
            earnings("b", "Tidewater Mills", (31, 15), ("4,410,000", "3,006,000")),
        )
    )


def test_one_line_that_names_no_company_is_told_apart_by_its_title() -> None:
    line = "Qtly div 20 cts vs 20 cts prior"
    one = Article(id="a", title="Larkin Bulk sets payout", text=line, outlet="Pacific Wire", published=DAY)
    assert nothing(linked(one, replace(one, id="b", title="Tidewater Mills dividend", outlet="Harbor Gazette")))
    same = linked(one, replace(one, id="b", title="Larkin Bulk keeps its payout", outlet="Harbor Gazette"))
    assert same.copies["a"] == ("b",)


def test_a_short_notice_that_comes_back_weeks_later_is_new() -> None:
    notice = told("Banks and the post office are closed on Monday. Trash is collected a day later.", id="a")
    assert nothing(linked(notice, replace(notice, id="b", published=DAY + timedelta(days=30))))


def test_a_follow_up_that_repeats_the_background_is_a_story_of_its_own() -> None:
    follow_up = told(
        "PORT ELLIS, Wash. (Pacific Wire) - The wheat ship that blocked the Nooks River for five days floated free on"
        " Sunday and was towed to a dry dock in Anacortes, where divers had found a bent propeller.",
        "The governor called for a survey of every channel in the state and said that he would ask for $12 million.",
        "Two pilots have filed complaints of their own since the accident, the harbor board disclosed, and a hearing"
        " was set for June 9.",
        PARAGRAPHS[2],
        outlet="Pacific Wire",
        title="Wheat Ship Floats Free",
        published=DAY + timedelta(days=4),
    )
    assert nothing(linked(STORY, follow_up))


def test_articles_without_text_are_nobodys_copies() -> None:
    empty = told("")
    assert nothing(linked(*(replace(empty, id=str(number), outlet=str(number)) for number in range(3))))


# Versions


def test_an_update_replaces_what_it_updates() -> None:
    update = told(
        "PORT ELLIS, Wash. (Pacific Wire) - A freighter that ran aground at the mouth of the Nooks River began to break"
        " up on Wednesday, and its crew of 19 was taken off by helicopter.",
        *PARAGRAPHS[1:4],
        title="UPDATE 2-Wheat ship breaks up at Port Ellis",
        outlet="Pacific Wire",
    )
    assert linked(STORY, update).superseded_by == {"wire": "other"}


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "UPDATE: Wheat Ship Runs Aground at Port Ellis"},
        {"title": "UPDATED - Wheat Ship Aground"},
        {"title": "Wheat Ship, 1st Ld"},
        {"title": "Wheat Ship, 2nd Ld-Writethru, 0417"},
        {"title": "Wheat Ship Aground (Update 3)"},
        {"deck": "This story has been updated with the captain's account"},
    ],
    ids=["update", "updated", "1st ld", "writethru", "behind", "deck"],
)
def test_a_later_version_is_known_by_its_mark(changes: dict[str, str]) -> None:
    version = told(PARAGRAPHS[0], *PARAGRAPHS[2:5], outlet="Pacific Wire", **changes)
    assert linked(STORY, version).superseded_by == {"wire": "other"}


def test_a_version_that_recasts_says_so_at_its_head() -> None:
    version = told(f"(Recasts, adds quotes) {PARAGRAPHS[3]}", *PARAGRAPHS[:3], outlet="Pacific Wire")
    assert linked(STORY, version).superseded_by == {"wire": "other"}


def test_a_text_that_has_grown_overnight_replaces_the_shorter_one_without_any_mark() -> None:
    first = told(*PARAGRAPHS[:3], id="first", outlet="Pacific Wire", published=DAY - timedelta(days=1))
    assert linked(STORY, first).superseded_by == {"first": "wire"}


def test_of_two_texts_of_one_day_without_a_mark_nothing_tells_which_is_newer() -> None:
    assert not linked(STORY, told(*PARAGRAPHS[:3], outlet="Pacific Wire")).superseded_by


def test_a_text_that_was_updated_later_replaces_the_one_that_was_not() -> None:
    updated = told(*PARAGRAPHS[:5], outlet="Pacific Wire", updated=DAY + timedelta(days=1))
    assert linked(STORY, updated).superseded_by == {"wire": "other"}


def test_the_newest_of_three_versions_replaces_both_others() -> None:
    first = told(*PARAGRAPHS[:3], id="first", outlet="Pacific Wire")
    second = told(*PARAGRAPHS[:4], id="second", title="UPDATE 1-Wheat ship aground", outlet="Pacific Wire")
    third = told(*PARAGRAPHS[:5], id="third", title="UPDATE 2-Wheat ship aground", outlet="Pacific Wire")
    assert linked(third, first, second).superseded_by == {"first": "third", "second": "third"}


def test_what_stands_at_one_address_later_replaces_what_stood_there() -> None:
    address = "https://example.org/wheat-ship"
    before = replace(STORY, url=address)
    after = told(PARAGRAPHS[0], *PARAGRAPHS[2:], url=address, outlet="Pacific Wire", updated=DAY + timedelta(days=9))
    assert linked(before, after).superseded_by == {"wire": "other"}


def test_a_longer_report_in_another_outlet_replaces_nothing() -> None:
    assert not linked(STORY, told(*PARAGRAPHS[:3], id="first")).superseded_by


def test_an_update_of_something_else_replaces_nothing() -> None:
    update = report(DAY, "83.05", "389.20", "311", outlet="Pacific Wire")
    assert not linked(STORY, replace(update, title="UPDATE 1-Dollar at the close")).superseded_by


def test_the_update_of_a_daily_report_does_not_replace_the_report_of_the_day_before() -> None:
    before = report(DAY, "83.05", "389.20", "311")
    after = report(DAY + timedelta(days=1), "84.90", "384.60", "287")
    assert not linked(before, replace(after, title=f"UPDATE 1-{after.title}")).superseded_by


def test_an_update_of_the_next_day_replaces_what_it_updates() -> None:
    update = told(
        PARAGRAPHS[0],
        *PARAGRAPHS[2:5],
        "The tide was lower than forecast, the harbor master said.",
        title="UPDATE 1-Wheat ship",
        outlet="Pacific Wire",
        published=DAY + timedelta(days=1),
    )
    assert linked(STORY, update).superseded_by == {"wire": "other"}


def test_untitled_updates_replace_nothing_that_is_merely_untitled_too() -> None:
    update = report(DAY, "83.05", "389.20", "311", outlet="Pacific Wire")
    assert not linked(replace(STORY, title=""), replace(update, title="UPDATE 1-")).superseded_by


def test_what_is_a_week_older_is_not_replaced_by_an_update() -> None:
    update = told(*PARAGRAPHS[:4], title="UPDATE 1-Ship", outlet="Pacific Wire", published=DAY + timedelta(days=8))
    assert not linked(STORY, update).superseded_by


def test_a_copy_goes_with_the_version_that_was_copied() -> None:
    first = told(*PARAGRAPHS[:2], id="first", outlet="Pacific Wire")
    grown = told(*PARAGRAPHS, id="grown", outlet="Pacific Wire", title="UPDATE 1-Wheat ship aground")
    copied = told(*PARAGRAPHS[:2], id="copied", title="Ship Aground")
    links = linked(first, grown, copied)
    assert dict(links.copies) == {"first": ("copied",), "copied": ("first",)}
    assert links.superseded_by == {"first": "grown"}


# Corrections

NOTE = Article(
    id="note",
    title="Correction: Wheat Ship",
    text="An article on Wednesday about a wheat ship that ran aground at Port Ellis misstated the number of ships that"
    " the pilot, Orrin Blake, had taken through the channel of the Nooks River. It was 131, not 311. The name of a"
    " Coast Guard officer was misspelled. She is Lt. Dana Whitcombe, not Whitcomb.",
    outlet="Pacific Wire",
    published=DAY + timedelta(days=2),
)


def test_a_note_names_the_article_that_it_corrects_and_does_not_replace_it() -> None:
    other = report(DAY, "83.05", "389.20", "311", outlet="Pacific Wire")
    links = linked(STORY, other, NOTE)
    assert links.correction_of == {"note": "wire"}
    assert not links.superseded_by
    assert not links.copies


def test_the_article_mended_replaces_the_article() -> None:
    mended = told(
        *(paragraph.replace("311", "131") for paragraph in PARAGRAPHS),
        "(Corrects the number of ships in the third paragraph)",
        title="CORRECTED - Wheat Ship Runs Aground at Port Ellis",
        outlet="Pacific Wire",
    )
    links = linked(STORY, mended)
    assert links.correction_of == {"other": "wire"}
    assert links.superseded_by == {"wire": "other"}


def test_a_correction_is_of_an_article_in_the_same_outlet() -> None:
    assert not linked(STORY, replace(NOTE, outlet="Harbor Gazette")).correction_of


def test_a_correction_whose_article_is_not_in_the_archive_corrects_none() -> None:
    assert not linked(report(DAY, "83.05", "389.20", "311", outlet="Pacific Wire"), NOTE).correction_of


def test_a_correction_does_not_correct_what_came_after_it() -> None:
    assert not linked(replace(STORY, published=DAY + timedelta(days=5)), NOTE).correction_of


def test_a_company_named_corrections_corrects_nothing() -> None:
    story = told(*PARAGRAPHS[:4], title="CORRECTIONS CORP SEEKS 1,000 PRISON BEDS", outlet="Pacific Wire")
    assert not linked(STORY, story).correction_of
