"""Patterns over the classes of words, and the parts that several of them share.

A pattern is a regular expression in which `{name}` stands for one word of that class (see lexicon.py and words.py) or
for a part defined here, and in which white space means nothing. Nothing repeats without a bound, so matching is
linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.temporal.words import LETTER

_LETTERS = frozenset(LETTER.values())
_PARTS: dict[str, str] = dict(LETTER)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of expression: its pattern, and the letters of which at least one is in any match."""

    name: str
    core: frozenset[str]
    pattern: re.Pattern[str]


def rule(name: str, core: str, pattern: str) -> Rule:
    """A rule from its pattern; `core` names the classes or parts of which at least one is in any match."""
    letters = frozenset("".join(_PARTS[part] for part in core.split()))
    return Rule(name, letters & _LETTERS, re.compile(pattern.format_map(_PARTS), re.VERBOSE))


def _define(name: str, pattern: str) -> None:
    _PARTS[name] = "(?:" + pattern.format_map(_PARTS) + ")"


_define("MONTH", "{month} | {namelike_month} | {short_month} {stop}?")
_define("WEEKDAY", "{weekday} | {short_weekday} {stop}?")
_define("DAY", "{day_number} | {day_ordinal}")
_define("UNIT", "{day} | {week} | {month_unit} | {quarter} | {year_unit}")
_define("LONG", "{weekend} | {decade} | {century}")
_define("UNITS", "{days} | {weeks} | {months} | {quarters} | {years} | {decades}")
_define("SEASON", "{season} | {fall}")
_define("PART", "{part_of_day} | {night}")
_define("TODAY", "{today} | {tonight} | {yesterday} | {tomorrow}")

_define("WHICH", "{this} | {last} | {next}")
_define("THIS", "{this} {past} | {this} {coming} | {WHICH} | {the}? {current}")
_define("WHICH_YEAR", "{of}? (?P<which_year>{WHICH}) {year_unit}")
_define("YEAR", "{comma}? {of}? (?P<year>{year})")

_define("TENS", "{tens} {hyphen}? {cardinal} | {tens} | {cardinal}")
_define("NUMBER", "{day_number} | {two_digits} | {number} | {year} | {a}? {couple} {of}? | {TENS} | {nineteen} | {a}")
_define("SPOKEN_YEAR", "{nineteen} {TENS}")
_define("ABOUT", "{approximately} | {more} {than} | {at} {least}")

_define("UP_TO", "{hyphen} {hyphen}? | {to} | {through} | {until}")
_define("CLOCK", "{noon} | {day_number} {ampm} {stop}? | {clock} (?: {ampm} {stop}? )? | {day_number} {o_clock}")
_define("AT", "(?: {early} | {late} )? (?: {CLOCK} {zone}? {comma}? {on}? )?")
_define("EARLY", "(?: {early} | {late} | {mid} | {end} ) {hyphen} | {early} | {late} | {mid}")
_define("SOON", "{earlier} | {later} | (?: {early} | {late} | {earlier} | {later} | {mid} ) {in}")
_define("END", "{the}? (?: {end} | {beginning} | {mid} | {latter} {half} | {ordinal} {half} ) {of}")
_define("EDGE", "{END} | {SOON} | {EARLY}")
