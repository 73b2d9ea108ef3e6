"""Checks the antecedents that the language model proposes with plain rules of agreement.

reads: ``doc._.mentions``, ``token.pos`` · sets: ``doc._.mentions`` (``antecedent``)
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ingest.analysis import FoundMention, mentions_of, span_of

_SINGULAR = frozenset(["he", "she", "him", "her", "his", "hers", "himself", "herself"])
_NEUTER = frozenset(["it", "its", "itself", "which"])


@Language.factory(
    "sitgraph_coreference",
    requires=["doc._.mentions", "token.pos"],
    assigns=["doc._.mentions"],
)
def make_coreference(nlp: Language, name: str) -> Coreference:
    """Make the component."""
    return Coreference()


class Coreference:
    """Drops antecedents that cannot be: persons for "it", two different names."""

    def __call__(self, doc: Doc) -> Doc:
        """Revise the antecedents in place."""
        mentions = mentions_of(doc)
        for mention in mentions:
            if mention.antecedent is not None and not agree(doc, mentions[mention.antecedent], mention):
                mention.antecedent = None
        return doc


def agree(doc: Doc, earlier: FoundMention, mention: FoundMention) -> bool:
    """Whether two mentions can be of the same actor or place."""
    words = span_of(doc, mention).text.lower()
    if mention.kind == "actor-pronoun":
        if words in _SINGULAR:
            return earlier.type == "Person"
        if words in _NEUTER:
            return earlier.type != "Person"
        return True
    if mention.kind == "actor-name" and earlier.kind == "actor-name":
        return names_agree(span_of(doc, earlier).text, span_of(doc, mention).text)
    if mention.kind == "place":
        if not any(char.isupper() for char in span_of(doc, mention).text):
            return True
        return names_agree(span_of(doc, earlier).text, span_of(doc, mention).text)
    return (earlier.type == "Person") == (mention.type == "Person") or mention.kind == "actor-pronoun"


def names_agree(first: str, second: str) -> bool:
    """Whether one name can stand for the other: it is part of it, or its acronym.

    >>> names_agree("General Francis Donovan", "Donovan"), names_agree("Islamic State West Africa Province", "ISWAP")
    (True, True)
    >>> names_agree("Malian army", "Niger")
    False
    """
    longer, shorter = sorted((first.casefold().split(), second.casefold().split()), key=len, reverse=True)
    if shorter and (shorter == longer[-len(shorter) :] or shorter == longer[: len(shorter)]):
        return True
    return is_acronym(second, first) or is_acronym(first, second)


def is_acronym(short: str, name: str) -> bool:
    """Whether the capitals of a name (with or without its small words) spell the short form.

    >>> is_acronym("FARDC", "Armed Forces of the Democratic Republic of the Congo")
    False
    >>> is_acronym("AU", "African Union"), is_acronym("U.N.", "United Nations")
    (True, True)
    """
    letters = acronym_letters(short)
    return letters is not None and letters in acronyms_of(name)


def acronym_letters(short: str) -> str | None:
    """The letters of what may be an acronym, or None if it cannot be one.

    >>> acronym_letters("U.N."), acronym_letters("Quito")
    ('UN', None)
    """
    letters = short.replace(".", "")
    return letters if 2 <= len(letters) <= 10 and letters.isupper() else None


def acronyms_of(name: str) -> tuple[str, str]:
    """The capitals that begin the words of a name, and the beginnings of all its words.

    >>> acronyms_of("Movement of the South")
    ('MS', 'MOTS')
    """
    words = [word for part in name.replace("-", " ").split() if (word := part.strip("()\"'“”"))]
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return capitals, "".join(word[0].upper() for word in words)
