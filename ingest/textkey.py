"""A key under which spellings of one name meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DOTTED = re.compile(r"\b((?:[A-Za-z]\.)+[A-Za-z]\b\.?)")


@lru_cache(maxsize=200_000)
def name_key(text: str) -> str:
    """Reduce a name to what its spellings share: no case, accents, points, hyphens, leading article or possessive.

    >>> name_key("the U.S. Southern Command's"), name_key("Al-Shabaab"), name_key("N’Djamena")
    ('us southern command', 'al shabaab', 'ndjamena')
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = _DOTTED.sub(lambda match: match[1].replace(".", "") + " ", plain).casefold()
    plain = re.sub(r"['’]s\b|s['’](?=\s|$)", lambda match: "s" if match[0][0] == "s" else "", plain)
    plain = re.sub(r"['’ʼ`]", "", plain)
    plain = re.sub(r"[^\w]+", " ", plain).strip()
    return re.sub(r"^(?:(?:the|a|an) )+", "", plain)
