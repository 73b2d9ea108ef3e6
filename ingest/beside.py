"""What a text names beside a place as lying around it: "Tell Tamer in northern Syria", "the Russian port of Tuapse".

Countries, divisions and regions count; whoever acts in the sentence does not: "In Geneva, Iran said …".
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ingest.area_names import area_named, city_named, ends_of_names, nation_named
from ingest.known_places import GENERIC, KnownPlace

PLACE_NOUNS = frozenset(
    (
        "archipelago borderland capital canton city coast commune countryside county crossing department desert "
        "district enclave exclave governorate hamlet heartland highlands hinterland hub island islands municipality "
        "neighborhood neighbourhood oblast outpost peninsula port prefecture province quarter region resort shore "
        "state stronghold suburb territory town township valley village voivodeship"
    ).split()
)
_BEFORE = PLACE_NOUNS | frozenset(
    (
        "northern southern eastern western central north south east west northeastern northwestern southeastern "
        "southwestern of the far border bordering coastal contested disputed occupied farming fishing frontline "
        "front-line garrison historic industrial inland key largest main mining mountainous old remote restive rural "
        "second seaside second-largest small strategic tiny war-torn"
    ).split()
)
"""Words between what lies around a place and the place: "the Syrian border town of Kobani"."""
_AFTER = (
    GENERIC | _BEFORE | frozenset("a an another about inside within across rebel held airspace kilometers km".split())
)
_LINKS = frozenset("in of inside within across".split())
_CLOSERS = frozenset(
    ', . ; : ) ( — – - " ” on in at for to from when where after before during late early last'.split()
)
_ADMINISTERED = frozenset("administered ruled".split())
_LONGEST = 5
_REACH = 14


@dataclass(frozen=True, slots=True)
class Beside:
    """What is named beside a place.

    Attributes:
        words: As the text has it.
        around: What these words may mean; the place lies in one of them.
    """

    words: str
    around: tuple[KnownPlace, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The countries that the place may be in."""
        return frozenset(place.country for place in self.around if place.country)


def beside(doc: Doc, start: int, end: int, actors: frozenset[int] = frozenset()) -> Beside | None:
    """What is named beside the place at some tokens, or None.

    Args:
        doc: The Doc.
        start, end: First token of the place and the token after the last.
        actors: The tokens inside mentions of actors.

    >>> import spacy
    >>> doc = spacy.blank("en")("Shelling hit Tell Tamer in northern Syria.")
    >>> beside(doc, 2, 4).words
    'Syria'
    """
    return _before(doc, start) or _after(doc, start, end, actors)


def _before(doc: Doc, start: int) -> Beside | None:
    """ "the Syrian town of …", "Syria's …"."""
    at = start - 1
    while at >= max(0, start - _REACH) and doc[at].text in _BEFORE:
        at -= 1
    if at < 0:
        return None
    between = {token.text for token in doc[at + 1 : start]}
    if doc[at].text in ("'s", "’s"):
        return _name_that_ends(doc, at, people=False)
    if between & PLACE_NOUNS or at == start - 1:
        return _name_that_ends(doc, at + 1, people=True)
    return None


def _name_that_ends(doc: Doc, end: int, *, people: bool) -> Beside | None:
    for begin in range(max(0, end - _LONGEST), end):
        words = doc[begin:end].text
        found = nation_named(words) if people else area_named(words)
        if found and doc[begin].text[0].isupper():
            return Beside(words, found)
    return None


def _after(doc: Doc, start: int, end: int, actors: frozenset[int]) -> Beside | None:
    """ "… in northern Syria", "…, a town in the Syrian province of Raqqa", "…, Texas"."""
    at, link, comma = end, False, False
    while at < min(len(doc), end + _REACH):
        word = doc[at].text
        if word in _LINKS:
            link = True
        elif word in (",", "("):
            if comma and not link:
                return None
            link, comma = False, True
        elif word[0].isupper() and (link or comma):
            stop, found = _name_at(doc, at, people=link)
            if found:
                whole = Beside(doc[at:stop].text, found)
                return whole if link or _closes(doc, start, at, stop, actors) else None
            if at in actors:
                return None
            at, link, comma = _end_of_name(doc, at), False, False
            continue
        elif word not in _AFTER:
            return None
        at += 1
    return None


def _name_at(doc: Doc, begin: int, *, people: bool) -> tuple[int, tuple[KnownPlace, ...]]:
    """The longest name of an area at a token: the token after it, and what it may mean."""
    if [token.text for token in doc[begin + 1 : begin + 2]] == ["-"] and begin + 2 < len(doc):
        told = doc[begin + 2].text in _ADMINISTERED
        nation = (nation_named(doc[begin].text) or area_named(doc[begin].text)) if told else ()
        return begin + 3, nation
    for end in ends_of_names(doc, begin, _LONGEST):
        words = doc[begin:end].text
        if found := area_named(words) or (city_named(words) if people else ()):
            return end, found
        if people and (found := nation_named(words)) and _is_place_noun(doc, end):
            return end, found
    return begin, ()


def _is_place_noun(doc: Doc, at: int) -> bool:
    """Whether a noun of place, or a name, follows a nationality: "Syrian town", not "Syrian talks"."""
    while at < len(doc) and doc[at].text in _BEFORE - PLACE_NOUNS:
        at += 1
    return at < len(doc) and doc[at].text in PLACE_NOUNS


def _closes(doc: Doc, start: int, begin: int, end: int, actors: frozenset[int]) -> bool:
    """Whether a name after a comma belongs to the place before it, and not to what follows."""
    if begin in actors:
        return False
    following: Token | None = doc[end] if end < len(doc) else None
    if following is None or following.is_space:
        return True
    if following.text == "," and end + 1 < len(doc) and (_name_at(doc, end + 1, people=False)[1] or end + 1 in actors):
        return False
    opens = start == 0 or doc[start - 1].text in ("In", "At", "From", "Near", "Outside")
    return following.is_punct if opens else following.text in _CLOSERS


def _end_of_name(doc: Doc, at: int) -> int:
    """The token after a run of capitalised words."""
    while at < len(doc) and (doc[at].text[0].isupper() or doc[at].text in ("-", "al")):
        at += 1
    return at
