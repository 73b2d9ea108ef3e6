"""Docs with mentions marked by hand, so that linking is tested without the language model."""

from __future__ import annotations

import re

import spacy
from spacy.tokens import Doc

from ingest.analysis import FoundMention, register_extensions
from ingest.components.sentences import Sentences

_MARK = re.compile(r"\[(name|nominal|pronoun|place):(\w+)(?:>(\d+))? ([^\]]+)\]")


def doc_with(marked: str) -> Doc:
    """A Doc from text such as "[name:Military Malian troops] left [place:city Gao]"; ">0" names the antecedent."""
    register_extensions()
    plain, spans, last = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[last : match.start()]
        spans.append((len(plain), len(plain) + len(match[4]), match))
        plain += match[4]
        last = match.end()
    doc = Sentences()(spacy.blank("en")(plain + marked[last:]))
    doc._.mentions = []
    for begin, end, match in spans:
        span = doc.char_span(begin, end, alignment_mode="expand")
        assert span is not None
        kind = "place" if match[1] == "place" else f"actor-{match[1]}"
        antecedent = int(match[3]) if match[3] else None
        index = len(doc._.mentions)
        doc._.mentions.append(FoundMention(index, span.start, span.end, kind, match[2], 0.9, antecedent))
    doc._.triggers = []
    return doc
