"""A little archive in which the papers change their mind, and what is asked of it.

Figures are revised, days and places moved, names replaced; beside them stand facts that look alike and are others:
another month, another plant, a look back at an older figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ARTICLES: tuple[dict[str, Any], ...] = (
    {"id": "ferry-1", "title": "Ferry Strikes Reef Off Solberg", "date": "2004-03-02", "outlet": "Solberg Post",
     "text": "SOLBERG - Forty passengers of the ferry Lindmere are missing after it struck a reef off Solberg on "
             "Monday, the coast guard said on Tuesday. The ferry had left Solberg harbor at dusk. Divers worked "
             "through the night in calm water."},
    {"id": "ferry-2", "title": "Coast Guard Counts Again", "date": "2004-03-04", "outlet": "Solberg Post",
     "text": "SOLBERG - The coast guard lowered its count on Thursday. Twenty-six passengers of the Lindmere are "
             "still missing, it said, after fourteen people were found in a fishing village. The search goes on."},
    {"id": "ferry-3", "title": "Search for the Lindmere Ends", "date": "2004-03-09", "outlet": "Inland Mail",
     "text": "SOLBERG - The search for the ferry Lindmere was called off on Tuesday with 23 passengers missing. "
             "Relatives laid wreaths on the quay, where a week ago the coast guard had spoken of forty missing."},
    {"id": "bridge-1", "title": "Oskar Bridge to Open in May", "date": "2004-02-10", "outlet": "Inland Mail",
     "text": "TARN - The Oskar Bridge over the Tarn will open to traffic on May 3, the road office said on "
             "Tuesday. It will cost $18 million. The ferry beside it will stop the same evening."},
    {"id": "bridge-2", "title": "Frost Delays the Bridge", "date": "2004-04-06", "outlet": "Solberg Post",
     "text": "TARN - Frost in the concrete has set back the Oskar Bridge. The bridge will now open to traffic on "
             "June 12, the road office said on Tuesday. Engineers have to drill eleven new holes."},
    {"id": "bridge-3", "title": "Bridge Opening Moved Once More", "date": "2004-06-01", "outlet": "Inland Mail",
     "text": "TARN - The opening of the Oskar Bridge was put off again on Tuesday, to September 9. The bridge was "
             "to have opened to traffic on May 3. The road office now puts the cost of the bridge at $23 million."},
    {"id": "harbor-1", "title": "Voss Runs the Harbor", "date": "2004-01-12", "outlet": "Solberg Post",
     "text": "SOLBERG - Anders Voss is the director of the Solberg harbor authority, and has been for nine years. "
             "He answers to the council alone. The harbor handled 410 ships last year."},
    {"id": "harbor-2", "title": "New Head for the Harbor", "date": "2004-05-17", "outlet": "Solberg Post",
     "text": "SOLBERG - Marit Lunde became the director of the Solberg harbor authority on Monday. She succeeds "
             "Anders Voss, who has retired. Her first task is a new crane."},
    {"id": "sales-1", "title": "Fewer Cars Sold in April", "date": "2004-05-04", "outlet": "Inland Mail",
     "text": "TARN - Dealers in the valley sold 412 new cars in April, their association said on Tuesday. That was "
             "fewer than a year before. Rain kept buyers at home."},
    {"id": "sales-2", "title": "May No Better for Dealers", "date": "2004-06-03", "outlet": "Inland Mail",
     "text": "TARN - Dealers in the valley sold 388 new cars in May, their association said on Thursday. The month "
             "had two holidays. The association hopes for June."},
    {"id": "mill-1", "title": "Paper Mill Hires", "date": "2004-02-20", "outlet": "Inland Mail",
     "text": "TARN - The Hollin paper mill in Tarn has 140 employees. Its machines run day and night. The mill "
             "makes wrapping paper for fish."},
    {"id": "mill-2", "title": "Mill Adds a Shift", "date": "2004-05-25", "outlet": "Inland Mail",
     "text": "TARN - The Hollin paper mill has taken on a night shift and now employs 165 people. Its owners are "
             "pleased. A new machine comes in the fall."},
    {"id": "mill-3", "title": "Cannery Keeps Its Workers", "date": "2004-06-15", "outlet": "Solberg Post",
     "text": "SOLBERG - The Brisk cannery has 900 employees, none of whom will be let go, its owner said on "
             "Tuesday. Fish is dear this year. The cannery buys its paper from the Hollin mill in Tarn."},
    {"id": "fair-1", "title": "Fair Will Be Held in the Corn Hall", "date": "2004-03-15", "outlet": "Inland Mail",
     "text": "TARN - The book fair will be held in the Corn Hall in Tarn in October, its chairman said on Monday. "
             "Sixty publishers have taken tables. Admission is free."},
    {"id": "fair-2", "title": "Book Fair Moves", "date": "2004-06-08", "outlet": "Solberg Post",
     "text": "TARN - The book fair in October will be held in the old Customs House in Solberg, its chairman said "
             "on Tuesday, after a fire in Tarn. Publishers have been told by letter."},
    {"id": "ships-1", "title": "A Good Year for the Harbor of Ravn", "date": "2004-06-20", "outlet": "Solberg Post",
     "text": "RAVN - The harbor of Ravn handled 530 ships last year, its master said on Sunday. Most of them "
             "carried timber. Nets and barrels make up the rest."},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the article that must lead, one to be named as earlier, and the day that it is asked as of."""

    question: str
    leads: str
    earlier: str | None = None
    as_of: str | None = None


ASKED = (
    Asked("How many passengers of the Lindmere are missing?", "ferry-3", "ferry-1"),
    Asked("How many passengers of the Lindmere are missing?", "ferry-2", "ferry-1", as_of="2004-03-05"),
    Asked("How many passengers of the ferry are missing?", "ferry-1", as_of="2004-03-03"),
    Asked("How many people were missing at first?", "ferry-1"),
    Asked("When will the Oskar Bridge open to traffic?", "bridge-3", "bridge-1"),
    Asked("When will the Oskar Bridge open?", "bridge-2", "bridge-1", as_of="2004-04-30"),
    Asked("When will the Oskar Bridge open?", "bridge-1", as_of="2004-03-01"),
    Asked("When was the bridge originally to open?", "bridge-1"),
    Asked("How much will the Oskar Bridge cost?", "bridge-3", "bridge-1"),
    Asked("How much will the Oskar Bridge cost?", "bridge-1", as_of="2004-05-01"),
    Asked("Who is the director of the Solberg harbor authority?", "harbor-2", "harbor-1"),
    Asked("Who is the director of the Solberg harbor authority?", "harbor-1", as_of="2004-05-01"),
    Asked("How many new cars did dealers in the valley sell in April?", "sales-1"),
    Asked("How many new cars were sold in May?", "sales-2"),
    Asked("How many people does the Hollin paper mill employ?", "mill-2", "mill-1"),
    Asked("How many employees does the Hollin paper mill have?", "mill-2", "mill-1"),
    Asked("How many employees does the Hollin paper mill have?", "mill-1", as_of="2004-03-01"),
    Asked("How many employees does the Brisk cannery have?", "mill-3"),
    Asked("Where will the book fair be held?", "fair-2", "fair-1"),
    Asked("Where will the book fair be held?", "fair-1", as_of="2004-04-01"),
    Asked("How many ships did the harbor of Solberg handle last year?", "harbor-1"),
)

# Written before the rules were, and looked at once they stood.
HELD_ARTICLES: tuple[dict[str, Any], ...] = (
    {"id": "fire-1", "title": "Fire Closes Wharf Street", "date": "2011-07-05", "outlet": "Calder Times",
     "text": "CALDER - Nine shops burned down in Wharf Street on Monday night, the fire brigade said on Tuesday. "
             "Nobody was hurt. The brigade pumped water from the canal."},
    {"id": "fire-2", "title": "More Shops Lost Than Thought", "date": "2011-07-07", "outlet": "Calder Times",
     "text": "CALDER - The fire in Wharf Street destroyed eleven shops and not nine, the fire brigade said on "
             "Thursday after a walk through the ruins. An electric kettle is thought to have begun it."},
    {"id": "trial-1", "title": "Judge Named for Dam Trial", "date": "2011-03-01", "outlet": "Calder Times",
     "text": "CALDER - Judge Edith Marsh will preside over the trial about the Penn dam, the court said on "
             "Tuesday. The trial is to begin on April 11. Forty families have sued."},
    {"id": "trial-2", "title": "Dam Trial Gets Another Judge", "date": "2011-03-22", "outlet": "Moor Courier",
     "text": "CALDER - Judge Paul Whitlow will preside over the trial about the Penn dam in place of Edith Marsh, "
             "who once owned land there. It will begin on May 16, five weeks later than planned."},
    {"id": "visitors-1", "title": "Museum Counts Its Visitors", "date": "2011-02-02", "outlet": "Moor Courier",
     "text": "HADLEY - The Hadley museum had 31,000 visitors in January, its keeper said on Wednesday. Most came "
             "for the fossils. The cafe sold 9,000 cakes."},
    {"id": "visitors-2", "title": "Quiet February at the Museum", "date": "2011-03-02", "outlet": "Moor Courier",
     "text": "HADLEY - The Hadley museum had 24,500 visitors in February, its keeper said on Wednesday. Snow "
             "closed it for three days."},
    {"id": "line-1", "title": "Tram to Cost 60 Million", "date": "2010-11-10", "outlet": "Calder Times",
     "text": "CALDER - The tram line to Hadley will cost 60 million pounds, the council said on Wednesday. It will "
             "have 14 stops. Work is to start next year."},
    {"id": "line-2", "title": "Tram Grows Dearer", "date": "2011-06-15", "outlet": "Calder Times",
     "text": "CALDER - The council put the cost of the tram line to Hadley at 72 million pounds on Wednesday. Last "
             "fall it had spoken of 60 million pounds. Two of the stops have been struck out, so that the line "
             "will have 12 stops."},
    {"id": "coach-1", "title": "Rovers Keep Their Coach", "date": "2011-01-20", "outlet": "Moor Courier",
     "text": "HADLEY - Ivan Petrak is the coach of the Hadley Rovers and will stay so until the summer, the club "
             "said on Thursday. The club has 2,100 members."},
    {"id": "coach-2", "title": "Rovers Turn to Doyle", "date": "2011-06-30", "outlet": "Moor Courier",
     "text": "HADLEY - Sean Doyle is the new coach of the Hadley Rovers, the club said on Thursday. He was the "
             "coach of the Calder Swifts for six years. Practice starts on Monday."},
    {"id": "swifts", "title": "Swifts Look for a Coach", "date": "2011-07-10", "outlet": "Calder Times",
     "text": "CALDER - The Calder Swifts have 1,400 members and no coach. A retired goalkeeper trains them for the "
             "moment. The Hadley Rovers have had more luck."},
    {"id": "school-1", "title": "School to Be Built on Mill Lane", "date": "2011-02-14", "outlet": "Calder Times",
     "text": "CALDER - The new primary school will be built on Mill Lane, the council decided on Monday. It will "
             "have room for 240 children."},
    {"id": "school-2", "title": "Another Place for the School", "date": "2011-05-09", "outlet": "Calder Times",
     "text": "CALDER - The new primary school will be built on Castle Road, the council decided on Monday, since "
             "the ground in Mill Lane is too wet. It will have room for 180 children."},
)  # fmt: skip
HELD = (
    Asked("How many shops burned down in Wharf Street?", "fire-2", "fire-1"),
    Asked("How many shops were destroyed by the fire in Wharf Street?", "fire-1", as_of="2011-07-06"),
    Asked("Which judge will preside over the trial about the Penn dam?", "trial-2", "trial-1"),
    Asked("Who will preside over the dam trial?", "trial-1", as_of="2011-03-10"),
    Asked("When will the trial about the Penn dam begin?", "trial-2", "trial-1"),
    Asked("When was the dam trial first planned to begin?", "trial-1"),
    Asked("How many visitors did the Hadley museum have in January?", "visitors-1"),
    Asked("How many visitors did the museum have in February?", "visitors-2"),
    Asked("How much will the tram line to Hadley cost?", "line-2", "line-1"),
    Asked("How much will the tram line cost?", "line-1", as_of="2011-01-01"),
    Asked("How many stops will the tram line have?", "line-2", "line-1"),
    Asked("Who is the coach of the Hadley Rovers?", "coach-2", "coach-1"),
    Asked("Who was the coach of the Hadley Rovers in January 2011?", "coach-1"),
    Asked("How many members does the Hadley club have?", "coach-1"),
    Asked("How many members do the Calder Swifts have?", "swifts"),
    Asked("Where will the new primary school be built?", "school-2", "school-1"),
    Asked("How many children will the new school have room for?", "school-2", "school-1"),
    Asked("Where will the new school be built?", "school-1", as_of="2011-03-03"),
)
