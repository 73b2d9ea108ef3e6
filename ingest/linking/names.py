"""Names: of a known actor, short for a name used before, or new."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from ingest.analysis import FoundMention, mentions_of, span_of
from ingest.components.coreference import acronym_letters, names_agree
from ingest.linking.clusters import Clusters, Decision
from ingest.linking.known_names import known_name
from ingest.linking.persons import link_person
from ingest.textkey import name_key


def link_name(clusters: Clusters, mention: FoundMention, published: date | None) -> Decision:
    """Who a name stands for.

    Args:
        clusters: Those of the mentions before it; persons leave their last names there.
        mention: The name.
        published: Tells which holder of an office is meant.
    """
    if mention.type == "Person":
        return link_person(clusters, mention, published)
    known, reason = known_name(clusters.doc, mention)
    if known:
        return Decision(known.id, known, reason)
    if alias := _introduced(clusters, mention):
        return clusters.joining(alias, "acronym introduced in the text")
    return Decision(_new_key(clusters.doc, mention), None, "new name")


def _new_key(doc: Doc, mention: FoundMention) -> str:
    return f"new:{name_key(span_of(doc, mention).text)}"


def _introduced(clusters: Clusters, mention: FoundMention) -> str | None:
    """The cluster that the name joins: "Name (ACRONYM)", or a short form of a name used before."""
    key = _new_key(clusters.doc, mention)
    if key in clusters.by_key:
        return key
    if clusters.last and _in_parentheses(clusters.doc, clusters.last, mention):
        return clusters.key_of[clusters.last.index]
    letters = acronym_letters(span_of(clusters.doc, mention).text)
    if letters and letters in clusters.by_acronym:
        return clusters.by_acronym[letters]
    return clusters.antecedent(mention) if _agrees_with_antecedent(clusters.doc, mention) else None


def _in_parentheses(doc: Doc, name: FoundMention, short: FoundMention) -> bool:
    """Whether a name is followed by a short form in parentheses.

    >>> from spacy.vocab import Vocab
    >>> doc = Doc(Vocab(), words=["African", "Union", "(", "AU", ")"])
    >>> name, short = (FoundMention(0, *ends, "actor-name", "NGO", 0.9) for ends in [(0, 2), (3, 4)])
    >>> _in_parentheses(doc, name, short), _in_parentheses(doc, short, name)
    (True, False)
    """
    between = doc[name.end : short.start].text.strip()
    after = doc[short.end].text if short.end < len(doc) else ""
    return between in ("(", "(the", "(known as") and after in (")", ",", ";", "or")


def _agrees_with_antecedent(doc: Doc, mention: FoundMention) -> bool:
    """Whether the antecedent is a name too, and one that may be said in the words of the mention."""
    if mention.antecedent is None:
        return False
    other = mentions_of(doc)[mention.antecedent]
    return other.kind == "actor-name" and names_agree(span_of(doc, other).text, span_of(doc, mention).text)
