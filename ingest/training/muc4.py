"""MUC-4: newswire reports on Latin American terrorism of the 1980s with the role fillers of their attacks.

The data set gives each filler as a set of phrases with the offset of a first occurrence; every occurrence of a phrase
is tagged, since one tag a word cannot tell which of them the annotators had in mind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy

from ingest.training.corpora import Document, json_lines, tagged_sentences

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
Fillers = dict[str, list[set[str]]]


@dataclass(frozen=True)
class Muc4Report:
    """One report: its sentences with BIO tags, and its fillers by role, each a set of phrases for one entity."""

    id: str
    document: Document
    fillers: Fillers


def read_muc4(path: Path) -> Iterator[Muc4Report]:
    """The reports of a train.json or dev.json."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")  # the text is in lower case: full stops are all there is to go by
    for item in json_lines(path):
        doc = nlp(item["doctext"])
        fillers = {role: [{phrase for phrase, _ in entity} for entity in item["extracts"][role]] for role in ROLES}
        tags = ["O"] * len(doc)
        for begin, end, role in sorted(_occurrences(item["doctext"], fillers), key=lambda span: span[0] - span[1]):
            found = doc.char_span(begin, end, alignment_mode="expand")
            if found is not None and all(tags[token.i] == "O" for token in found):
                for token in found:
                    tags[token.i] = f"{'B' if token.i == found.start else 'I'}-{role}"
        yield Muc4Report(item["docid"], tagged_sentences(doc, tags), fillers)


def _occurrences(text: str, fillers: Fillers) -> Iterator[tuple[int, int, str]]:
    for role, entities in fillers.items():
        for phrase in sorted(set().union(*entities)):
            for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text):
                yield *match.span(), role
