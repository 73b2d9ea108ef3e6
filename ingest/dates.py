"""Time expressions into days, resolved against the day of publication. No date is better than an invented one.

Weekday names mean the last such day on or before publication ("Tuesday", "on Tuesday", "last Tuesday"), the next one
with "next" or "this coming". Conventions follow TIMEX3 (Pustejovsky et al. 2010) where it has one.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from ingest.numerals import parse_number
from ontology.model import TimeSpan

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}

_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMBER = r"(?P<count>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few)"
_UNIT = r"(?P<unit>day|week|month|year|hour|decade)s?"

Days = tuple[date, date, str]
Match = re.Match[str]


def resolve(text: str, published: date | None) -> TimeSpan:
    """Turn a time expression into a span of days.

    Args:
        text: The words, e.g. "Tuesday" or "12-13 May".
        published: The day that relative words refer to.

    Returns:
        A span whose begin and end are None when the words cannot be resolved.

    >>> span = resolve("Tuesday", date(2026, 3, 5)); span.begin.isoformat(), span.precision, span.anchored
    ('2026-03-03', 'day', True)
    >>> span = resolve("early May 2024", None); span.begin.isoformat(), span.end.isoformat(), span.precision
    ('2024-05-01', '2024-05-10', 'week')
    >>> resolve("some time", date(2026, 3, 5)).begin is None
    True
    """
    plain = re.sub(r"\s+", " ", text.casefold().replace("–", "-").replace("—", "-")).strip(" ,.")
    plain = re.sub(r"^(?:on|in|at|since|by|until|from|during|late on|early on|around|about|the) ", "", plain)
    for pattern, rule, needs_anchor in _RULES:
        if match := pattern.search(plain):
            if needs_anchor(match) and published is None:
                return TimeSpan(text=text)
            try:
                begin, end, precision = rule(match, published or date(1, 1, 1))
            except (ValueError, OverflowError):
                return TimeSpan(text=text)
            return TimeSpan(text=text, begin=begin, end=end, precision=precision, anchored=needs_anchor(match))
    return TimeSpan(text=text)


def _year(match: Match, published: date, month: int, day: int = 1) -> int:
    """The year said, or the one that puts the day nearest before publication."""
    if match.groupdict().get("year"):
        return int(match["year"])
    return published.year - (date(published.year, month, min(day, 28)) > published + timedelta(days=45))


def _day(match: Match, published: date) -> Days:
    month, day = MONTHS[match["month"]], int(match["day"])
    found = date(_year(match, published, month, day), month, day)
    last = match.groupdict().get("last")
    return found, found.replace(day=int(last)) if last else found, "day"


def _iso(match: Match, published: date) -> Days:
    found = date.fromisoformat(match[0])
    return found, found, "day"


def _month(match: Match, published: date) -> Days:
    month = MONTHS[match["month"]]
    year = _year(match, published, month)
    last = calendar.monthrange(year, month)[1]
    part = match.groupdict().get("part")
    begin, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part or "", (1, last))
    return date(year, month, begin), date(year, month, end), "week" if part else "month"


def _whole_year(match: Match, published: date) -> Days:
    return date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31), "year"


def _relative_day(match: Match, published: date) -> Days:
    shift = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0, "last night": -1, "overnight": 0}[match["word"]]
    found = published + timedelta(days=shift)
    return (found - timedelta(days=1) if match["word"] == "overnight" else found), found, "day"


def _weekday(match: Match, published: date) -> Days:
    back = (published.weekday() - WEEKDAYS[match["weekday"]]) % 7
    found = published - timedelta(days=back)
    if match["shift"] in ("next", "coming", "this coming"):
        found += timedelta(days=7)
    elif match["shift"] == "last" and back == 0:
        found -= timedelta(days=7)
    return found, found, "day"


def _ago(match: Match, published: date) -> Days:
    count = parse_number(match["count"]) or 1
    if match["count"] in ("several", "a few"):
        return _no_date()
    unit = match["unit"]
    if unit == "hour":
        return published - timedelta(days=1), published, "day"
    if unit == "day":
        found = published - timedelta(days=count)
        return found, found, "day"
    if unit == "week":
        return published - timedelta(days=7 * count + 3), published - timedelta(days=7 * count - 3), "week"
    if unit == "month":
        return _month_of(published, -count)
    return _year_of(published.year - count * (10 if unit == "decade" else 1))


def _no_date() -> Days:
    raise ValueError


def _period(match: Match, published: date) -> Days:
    shift = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "this": 0}[match["shift"]]
    unit = match["unit"]
    if unit in ("week", "weekend"):
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=shift)
        if unit == "weekend":
            monday += timedelta(days=5)
            return monday, monday + timedelta(days=1), "day"
        return monday, monday + timedelta(days=6), "week"
    if unit == "month":
        return _month_of(published, shift)
    if unit == "year":
        return _year_of(published.year + shift)
    first, last = SEASONS[unit]
    year = published.year + shift
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), "month"


def _month_of(published: date, shift: int) -> Days:
    index = published.year * 12 + published.month - 1 + shift
    year, month = divmod(index, 12)
    return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1]), "month"


def _year_of(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31), "year"


def _quarter(match: Match, published: date) -> Days:
    number = QUARTERS[match["quarter"]]
    year = int(match["year"]) if match["year"] else published.year
    return date(year, 3 * number - 2, 1), date(year, 3 * number, calendar.monthrange(year, 3 * number)[1]), "month"


def _always(match: Match) -> bool:
    return True


def _without_year(match: Match) -> bool:
    return not match["year"]


def _never(match: Match) -> bool:
    return False


Rule = tuple[re.Pattern[str], Callable[[Match, date], Days], Callable[[Match], bool]]


def _rule(pattern: str, rule: Callable[[Match, date], Days], anchored: Callable[[Match], bool]) -> Rule:
    return re.compile(rf"\b(?:{pattern})(?!\w)"), rule, anchored


_RULES: tuple[Rule, ...] = (
    _rule(r"\d{4}-\d\d-\d\d", _iso, _never),
    _rule(rf"{_DAY}(?:(?: ?- ?| to | and )(?P<last>\d{{1,2}}))? {_MONTH}(?:,? {_YEAR})?", _day, _without_year),
    _rule(rf"{_MONTH} {_DAY}(?:(?: ?- ?| to | and )(?P<last>\d{{1,2}}))?(?:,? {_YEAR})?(?!\d)", _day, _without_year),
    _rule(rf"(?P<quarter>{'|'.join(QUARTERS)}) quarter(?: of)?(?: {_YEAR})?", _quarter, _without_year),
    _rule(rf"(?:(?P<part>early|mid|late)[ -](?:in )?)?{_MONTH}(?:,? (?:of )?{_YEAR})?", _month, _without_year),
    _rule(r"(?P<word>yesterday|today|tomorrow|tonight|last night|overnight)", _relative_day, _always),
    _rule(rf"(?:(?P<shift>last|next|this coming|coming|this) )?(?P<weekday>{'|'.join(WEEKDAYS)})", _weekday, _always),
    _rule(rf"{_NUMBER} {_UNIT} (?:ago|earlier|before)", _ago, _always),
    _rule(
        r"(?P<shift>last|previous|past|next|coming|this) (?P<unit>weekend|week|month|year|spring|summer|autumn|fall)",
        _period, _always,
    ),
    _rule(_YEAR, _whole_year, _never),
)  # fmt: skip
