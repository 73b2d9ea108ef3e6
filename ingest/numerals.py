"""Number words and counts of people with their hedges."""

from __future__ import annotations

import math
import re

from ontology.model import Count

_UNITS = {
    word: number
    for number, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        ).split()
    )
}
_TENS = dict(zip(("twenty thirty forty fifty sixty seventy eighty ninety").split(), range(20, 100, 10), strict=True))
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_LOOSE = {"dozen": 12, "score": 20, "couple": 2, "pair": 2}
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "tens of thousands": 20_000, "several": 3}
_VAGUE |= {"a few": 3, "a handful": 3, "many": 3, "some": None, "more": None}  # type: ignore[dict-item]
_LEAST = re.compile(r"\b(at least|more than|over|upwards? of|no fewer than|not less than|in excess of|above)\b|\+$")
_MOST = re.compile(r"\b(up to|at most|no more than|fewer than|less than|under|as many as|nearly|almost)\b")
_RANGE = re.compile(r"(?:between )?([\w,.-]+?) ?(?:-|–| to | and | or )([\w,.-]+)")


_HEDGE = re.compile(
    r"(?:(?:some|about|around|roughly|approximately|nearly|almost|over|under|at least|up to|as many as|as much as|"
    r"more than|less than|fewer than|no more than|another|a further) )+",
    re.I,
)
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?$")


def leading_amount(text: str) -> tuple[float | None, str]:
    """Split a text into the number it begins with, hedges apart, and the rest; (None, text) if there is none.

    >>> leading_amount("more than 1.5 tonnes of cocaine"), leading_amount("twenty-five rifles")
    ((1.5, 'tonnes of cocaine'), (25.0, 'rifles'))
    >>> leading_amount("F-16 jets"), leading_amount("155mm shells")
    ((None, 'F-16 jets'), (None, '155mm shells'))
    """
    plain = " ".join(text.split())
    words = plain[len(hedge[0]) if (hedge := _HEDGE.match(plain)) else 0 :].split()
    taken = 0
    while taken < len(words) and _is_numeral(words[taken], first=not taken):
        taken += 1
    if not taken or (taken == 1 and words[0].casefold() in ("a", "an")):
        return None, text
    figure = words[0].replace(",", "")
    scale = math.prod(({**_SCALES, **_LOOSE}.get(word.casefold(), 1)) for word in words[1:taken])
    amount = float(figure) * scale if _FIGURE.match(words[0]) else parse_number(" ".join(words[:taken]))
    return (float(amount), " ".join(words[taken:])) if amount is not None else (None, text)


def _is_numeral(word: str, *, first: bool) -> bool:
    """Whether a word is part of a number; "and" is inside one, a figure or an article only at its beginning."""
    if _FIGURE.match(word) or word.casefold() in ("a", "an"):
        return first
    if word.casefold() == "and":
        return not first
    parts = word.casefold().split("-")
    known = _UNITS.keys() | _TENS.keys() | _SCALES.keys() | _LOOSE.keys()
    return all(part in known for part in parts)


def parse_number(text: str) -> int | None:
    """The whole number that some words or digits spell, or None.

    >>> parse_number("1,200"), parse_number("twenty-three"), parse_number("two hundred and six"), parse_number("dozen")
    (1200, 23, 206, 12)
    >>> parse_number("militants") is None
    True
    """
    words = re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", text.casefold())
    total = current = 0
    seen = False
    for word in words:
        if word[0].isdigit():
            value = float(word.replace(",", ""))
            current += int(value) if value.is_integer() or "million" not in words else 0
            if not value.is_integer() and len(words) > 1 and words[1] in _SCALES:
                return round(value * _SCALES[words[1]])
        elif word in _UNITS or word in _TENS:
            current += _UNITS.get(word, 0) or _TENS.get(word, 0)
        elif word in _SCALES or word in _LOOSE:
            scale = _SCALES.get(word) or _LOOSE[word]
            total, current = (total, max(1, current) * scale) if scale == 100 else (total + max(1, current) * scale, 0)
        elif word in ("a", "an", "and", "of"):
            continue
        else:
            continue
        seen = True
    return total + current if seen else None


def parse_count(text: str) -> Count | None:
    """A number of people with its bounds, or None if there is no number in the words.

    >>> parse_count("at least 12"), parse_count("between 15 and 22")
    (Count(min=12, max=None, text='at least 12'), Count(min=15, max=22, text='between 15 and 22'))
    >>> parse_count("dozens").min, parse_count("nearly 300").max, parse_count("seven soldiers").max
    (24, 300, 7)
    """
    plain = text.casefold().strip()
    for word, least in _VAGUE.items():
        if re.search(rf"\b{word}\b", plain) and not re.search(r"\d", plain):
            return Count(min=least, max=None, text=text) if least else None
    if match := _RANGE.search(plain):
        low, high = parse_number(match[1]), parse_number(match[2])
        if low is not None and high is not None and low < high and not _is_one_number(match[0]):
            return Count(min=low, max=high, text=text)
    number = parse_number(plain)
    if number is None:
        return None
    if _LEAST.search(plain):
        return Count(min=number, max=None, text=text)
    if _MOST.search(plain):
        return Count(min=None, max=number, text=text)
    return Count(min=number, max=number, text=text)


def _is_one_number(text: str) -> bool:
    """Whether "twenty-three" or "two hundred and six" was taken for a range."""
    words = re.split(r"[ -]+", text)
    return words[0] in _TENS or any(word in _SCALES for word in words)
