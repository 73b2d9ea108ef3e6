"""Who says "we" and "I" in a statement, outside quotations: those who issue it.

"We, the foreign ministers of Canada, France and Japan, condemn ..." speaks for the states it lists; a statement that
opens with its author ("The United States condemns ...", "Statement by President Biden ...") speaks for that author.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from ingest.analysis import FoundMention, span_of

PLURAL = frozenset("we us our ours ourselves".split())
SINGULAR = frozenset("i me my mine myself".split())
_ISSUERS = frozenset(["State", "IntergovernmentalOrganization"])
_OPENING = frozenset("statement remarks declaration communiqué communique message speech address".split())


def voices(doc: Doc, mentions: Sequence[FoundMention]) -> dict[int, tuple[int, ...]]:
    """Index of each first-person pronoun outside quotations → indices of the mentions of those it stands for.

    >>> voices(Doc(__import__("spacy").blank("en").vocab, ["We", "left"]), [])
    {}
    """
    pronouns = [m for m in mentions if _words(doc, m) in PLURAL | SINGULAR and not in_quotation(doc, m.start)]
    if not pronouns:
        return {}
    authors = {singular: _author(doc, mentions, singular=singular) for singular in (True, False)}
    found: dict[int, tuple[int, ...]] = {}
    signed: tuple[int, ...] = ()
    for pronoun in pronouns:
        signed = tuple(_listed(doc, pronoun, mentions)) or signed
        singular = _words(doc, pronoun) in SINGULAR
        author = authors[singular]
        if signed and not singular:
            found[pronoun.index] = signed
        elif author is not None and author.start < pronoun.start:
            found[pronoun.index] = (author.index,)
    return found


def in_quotation(doc: Doc, position: int) -> bool:
    """Whether a token stands between quotation marks, as far as its paragraph tells."""
    start = position
    while start and "\n" not in doc[start - 1].text:
        start -= 1
    before = doc[start:position].text
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _words(doc: Doc, mention: FoundMention) -> str:
    return span_of(doc, mention).text.lower()


def _listed(doc: Doc, pronoun: FoundMention, mentions: Sequence[FoundMention]) -> Iterator[int]:
    """The states and bodies between "We," and the verb."""
    following = doc[pronoun.end : doc[pronoun.start].sent.end]
    if not following or following[0].text != "," or _words(doc, pronoun) != "we":
        return
    verb = next((token.i for token in following if token.pos_ in ("VERB", "AUX")), following.end)
    names = [m for m in mentions if pronoun.end <= m.start < verb and m.kind == "actor-name" and m.type in _ISSUERS]
    yield from (m.index for m in names if not _is_set(doc, m))


def _is_set(doc: Doc, mention: FoundMention) -> bool:
    """ "G7" in "the G7 foreign ministers of Canada, France ...": the list says who that is."""
    end = mention.end
    before_noun = end < len(doc) and doc[end].pos_ in ("NOUN", "PROPN", "ADJ")
    return before_noun or doc[end - 1].lower_.endswith("ministers")


def _author(doc: Doc, mentions: Sequence[FoundMention], *, singular: bool) -> FoundMention | None:
    """The first name of fitting kind, if the text opens with it or a headline such as "Statement by ..." names it."""
    named = (m for m in mentions if m.kind == "actor-name" and (m.type == "Person" if singular else m.type in _ISSUERS))
    first = next(named, None)
    return first if first is not None and _opens(doc, first) else None


def _opens(doc: Doc, mention: FoundMention) -> bool:
    root = span_of(doc, mention).root
    before = doc[mention.start].nbor(-1).lower_ if mention.start else ""
    headline = before == "by" and bool(_OPENING & {token.lower_ for token in doc[: mention.start]})
    return headline or (root.dep_ == "nsubj" and root.head.dep_ == "ROOT")
