"""What time expressions look like: one rule for each kind. named.py, counted.py and mentions.py say what they mean."""

from __future__ import annotations

import re

from corpus.temporal.pattern import Rule, rule

_DAYS = (
    rule("iso_day", "iso_day", "(?P<date>{iso_day})"),
    rule("us_day", "us_day", "(?P<date>{us_day})"),
    rule(
        "month_day",
        "MONTH",
        """{AT} {WHICH}? (?: (?P<weekday>{WEEKDAY}) {comma}? )? (?P<month>{MONTH}) {the}?
        (?P<day>{DAY} | {cardinal} | {ordinal}) (?: {YEAR} | {WHICH_YEAR} )?""",
    ),
    rule(
        "day_month",
        "MONTH",
        """{AT} (?: (?P<weekday>{WEEKDAY}) {comma}? )? {the}? (?P<day>{DAY} | {ordinal} (?= {of} )) {of}?
        (?P<month>{MONTH}) (?: {YEAR} | {WHICH_YEAR} )?""",
    ),
    rule(
        "weekday",
        "weekday",
        """{AT} (?: (?P<which>{THIS}) | {the} (?P<beside>{previous} | {following}) )? (?P<weekday>{weekday})
        (?: {PART} | {of}? (?P<which_week>{WHICH}) {week} )? (?! {nights} )""",
    ),
    rule("today", "TODAY", "{AT} (?P<today>{TODAY}) {PART}?"),
    rule("part_of_day", "PART", "{AT} (?P<which>{this} | {last}) {PART}"),
    rule("day_beside", "yesterday tomorrow", "{the}? {day} (?P<side>{before} {yesterday} | {after} {tomorrow})"),
    rule(
        "holiday",
        "holiday year_unit",
        """(?P<which>{WHICH})? (?P<holiday>{holiday} | {new} {year_unit} {genitive} (?= {day} | {eve} ))
        (?P<eve>{eve} | {day})? (?: {YEAR} )?""",
    ),
)

_MONTHS_TO_SEASONS = (
    rule(
        "month",
        "MONTH",
        """(?P<edge>{EDGE})? (?P<which>{THIS})? (?P<month>{MONTH})
        (?: {comma}? {of}? (?P<year>{year} | {SPOKEN_YEAR} | {short_year}) | {WHICH_YEAR} )?""",
    ),
    rule(
        "quarter",
        "quarter quarters",
        """{EDGE}? (?: {the}? (?P<year_before>{year}) {genitive}? | (?P<which_before>{WHICH}) {year_unit} {genitive} )?
        {the}? (?: {fiscal} {hyphen}? )? (?P<ordinal>{ordinal}) {hyphen}? {fiscal}? (?: {quarter} | {quarters} )
        (?: {of}? {the}? {fiscal}? {year_unit}? (?P<year>{year}) | {WHICH_YEAR} )?""",
    ),
    rule(
        "last_quarter",
        "quarter",
        "{the}? (?: {last} | {final} ) {quarter} {of} {fiscal}? (?: (?P<year>{year}) | {WHICH_YEAR} )",
    ),
    rule("quarter_code", "quarter_code", "(?P<quarter>{quarter_code}) (?: {of}? (?P<year>{year}) )?"),
    rule(
        "half",
        "half",
        """(?: {the}? (?P<year_before>{year}) {genitive}? | (?P<which_before>{WHICH}) {year_unit} {genitive} )
        {the}? (?P<half>{ordinal} | {last} | {latter}) {half}""",
    ),
    rule(
        "half_of",
        "half",
        """{the}? (?P<half>{ordinal} | {last} | {latter}) {hyphen}? {half} {of} {fiscal}?
        (?: (?P<year>{year}) | (?P<which_year>{WHICH} | {the} {current}?) {year_unit} )""",
    ),
    rule("half_report", "half", "(?P<half>{ordinal}) {hyphen} {half}"),
    rule(
        "season",
        "SEASON",
        """{EDGE}? (?: (?P<which>{THIS}) | (?P<the>{the}) )? (?P<season>{SEASON})
        (?: {comma}? {of}? (?P<year>{year} | {short_year}) | {WHICH_YEAR} )?""",
    ),
)

_YEARS_AND_LONGER = (
    rule(
        "year",
        "year",
        """(?P<edge>{EDGE})? (?P<kind> {the}? {fiscal}? {hyphen}? {year_unit} | {fiscal} )? (?P<year>{year})
        (?: {fiscal} {year_unit} )?""",
    ),
    rule("short_year", "short_year", "{EDGE}? (?P<year>{short_year})"),
    rule("spoken_year", "nineteen", "{EDGE}? (?: {the}? {year_unit} )? (?P<year>{SPOKEN_YEAR})"),
    rule("spoken_thousand", "thousand", "{the}? {year_unit} (?P<year>{cardinal} {thousand})"),
    rule(
        "decade",
        "decade_digits decade_name",
        "(?P<edge>{EDGE} | {the} {EARLY}? | {the})? (?P<decade>{decade_digits} | {decade_name})",
    ),
    rule(
        "century",
        "century",
        "{EDGE}? {the}? {EARLY}? (?P<ordinal>{ordinal} | {rank} | {day_ordinal}) {hyphen}? {century}",
    ),
)

_RANGES = (
    rule(
        "days_of_month",
        "MONTH",
        """(?: {the}? (?P<first>{DAY}) {UP_TO} | (?<= {between} ) {the}? (?P<first_of_two>{DAY}) {and} )
        {the}? (?P<last>{DAY}) {of}? (?P<month>{MONTH}) (?: {YEAR} )?""",
    ),
    rule(
        "month_days",
        "MONTH",
        """(?: (?P<month>{MONTH}) (?P<first>{DAY}) {UP_TO}
        | (?<= {between} ) (?P<month_of_two>{MONTH}) (?P<first_of_two>{DAY}) {and} ) (?P<last>{DAY}) (?: {YEAR} )?""",
    ),
    rule(
        "months",
        "MONTH",
        """(?: (?P<first>{MONTH}) {UP_TO} | (?<= {between} ) (?P<first_of_two>{MONTH}) {and} )
        (?P<last>{MONTH}) {YEAR}""",
    ),
    rule("months_joined", "MONTH", "(?P<first>{MONTH}) {hyphen} (?P<last>{MONTH})"),
    rule("years", "year", "(?P<first>{year}) {hyphen} (?P<last>{year} | {day_number} | {two_digits})"),
    rule("split_year", "split_year", "{fiscal}? (?P<years>{split_year})"),
)

_COUNTED = (
    rule("unit", "UNIT LONG", "{EDGE}? (?P<which>{THIS}) (?P<unit>{UNIT} | {LONG})"),
    rule(
        "ago",
        "ago now",
        """{ABOUT}? (?P<number>{NUMBER}) {fraction}? (?: {or} {so} )? (?P<unit>{UNIT} | {UNITS} | {decade})
        (?: {or} {so} )?
        (?: {ago} (?P<exact>{today} | {this} {week} | {this} {month_unit})? | (?P<hence>{from} {now}) )""",
    ),
    rule("hence", "in", "(?<= {in} ) {ABOUT}? (?P<number>{NUMBER}) (?P<unit>{UNIT} | {UNITS})"),
    rule("year_end", "year_unit yearend", "(?: {the}? {year_unit} {hyphen}? {end} | {yearend} ) (?P<year>{year})?"),
    rule("the_unit", "UNIT LONG", "(?P<edge>{END} | {SOON}) {the} (?P<unit>{UNIT} | {LONG})"),
    rule("the_weekend", "weekend", "{the} (?P<past>{past} | {last})? {weekend}"),
    rule("full_year", "full", "{the} {full} (?: {fiscal} {hyphen}? )? {year_unit}"),
)

_MENTIONED = (
    rule(
        "year_ago",
        "year_unit",
        """{the}? {year_unit} {hyphen} (?: {ago} | {earlier} ) (?P<span>{period} | {quarter} | {month_unit})
        | {year_unit} {hyphen} (?: {ago} | {earlier} )""",
    ),
    rule(
        "apart",
        "earlier later before after",
        "{ABOUT}? (?P<number>{NUMBER}) (?P<unit>{UNIT} | {UNITS}) (?P<side>{earlier} | {later} | {before} | {after})",
    ),
    rule(
        "day_apart",
        "before after",
        "{the} (?P<unit>{day} | {week} | {month_unit} | {year_unit}) (?P<side>{before} | {after})",
    ),
    rule(
        "beside",
        "previous following next",
        "(?: {the} (?P<beside>{previous} | {following} | {next}) (?P<unit>{UNIT} | {PART}) | (?P<next>{next}) {day} )",
    ),
    rule(
        "same",
        "that same",
        """(?: {earlier} | {later} )? (?: {that} | {the} {same} )
        (?P<unit>{day} | {month_unit} | {year_unit} | {quarter} | {PART})""",
    ),
    rule(
        "corresponding",
        "same corresponding",
        """{the} (?: {same} | {corresponding} ) (?P<span>{period} | {quarter} | {month_unit}) (?: {of} | {in} )?
        (?: (?P<year>{year}) | {the}? (?: {last} | {previous} ) {year_unit}
        | {a} {year_unit} (?: {ago} | {earlier} ) )""",
    ),
    rule(
        "year_span",
        "period quarter",
        """(?: {the} (?P<year>{year}) | (?P<which>{this} | {last}) {year_unit} {genitive} )
        (?P<span>{period} | {quarter})""",
    ),
    rule(
        "latest",
        "latest",
        "{the} {latest} {fiscal}? (?P<span>{period} | {quarter} | {week} | {month_unit} | {year_unit})",
    ),
    rule("the_quarter", "quarter", "{the} (?P<span>{quarter})"),
)

RULES: tuple[Rule, ...] = (*_DAYS, *_MONTHS_TO_SEASONS, *_YEARS_AND_LONGER, *_RANGES, *_COUNTED, *_MENTIONED)
# By letter, the places in RULES of those that may match where it stands; where none of these letters stands, no rule
# matches.
RULES_OF: dict[str, frozenset[int]] = {
    letter: frozenset(order for order, rule in enumerate(RULES) if letter in rule.core)
    for letter in frozenset[str]().union(*(rule.core for rule in RULES))
}
TRIGGER = re.compile("[" + "".join(sorted(RULES_OF)) + "]")
