"""A text of any length through the pipeline: long ones in parts, so that memory and time stay in proportion.

Parts end where a paragraph, a line or a sentence does; what the components find hardly ever
reaches over such an end, because the language model reads only a few sentences at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ingest.analysis import mentions_of, triggers_of

PART = 50_000
"""Characters that are read at once: about 80 windows, whose scores take some 250 MB."""
_RUN = 300
_ENDS = (re.compile(r"\n\s*\n\s*"), re.compile(r"\n\s*"), re.compile(r"[.!?][\"'”’)]*\s+"), re.compile(r"\s+"))
_LONG_RUN = re.compile(rf"\S{{{_RUN + 1},}}")


def read(nlp: Language, text: str, *, part: int = PART) -> Doc:
    """The Doc of a text with all that the pipeline finds, but without the language model's scores.

    Args:
        nlp: A pipeline from `load_pipeline`.
        text: Any text; the Doc's text is the same.
        part: Characters to read at once.
    """
    docs = [_read_part(nlp, text[begin:end]) for begin, end in parts(text, size=part)]
    return docs[0] if len(docs) == 1 else _joined(docs)


def parts(text: str, *, size: int = PART) -> Iterator[tuple[int, int]]:
    """(begin, end) of the parts of a text, each of at most ``size`` characters, together all of it.

    >>> list(parts("One left.\\n\\nTwo came. Three stayed.", size=24))
    [(0, 21), (21, 34)]
    """
    begin = 0
    while len(text) - begin > size:
        end = _last_end(text, begin, begin + size)
        yield begin, end
        begin = end
    yield begin, len(text)


def _last_end(text: str, begin: int, limit: int) -> int:
    """The last good place to cut in the second half of a stretch, or its limit."""
    for pattern in _ENDS:
        found = [match.end() for match in pattern.finditer(text, begin + (limit - begin) // 2, limit)]
        if found and found[-1] > begin:
            return found[-1]
    return limit


def _read_part(nlp: Language, text: str) -> Doc:
    doc = make_doc(nlp, text)
    for _, component in nlp.pipeline:
        doc = component(doc)
    doc._.windows = None
    return doc


def make_doc(nlp: Language, text: str) -> Doc:
    """The tokens of a text; an endless run without white space is cut first: the tokenizer is quadratic in it."""
    pieces = list(_pieces(text))
    if len(pieces) < 2:
        return nlp.make_doc(text)
    tokens = [token for piece in pieces for token in nlp.make_doc(piece)]
    return Doc(nlp.vocab, words=[token.text for token in tokens], spaces=[bool(token.whitespace_) for token in tokens])


def _pieces(text: str) -> Iterator[str]:
    last = 0
    for run in _LONG_RUN.finditer(text):
        for end in range(run.start() + _RUN, run.end(), _RUN):
            yield text[last:end]
            last = end
    yield text[last:]


def _joined(docs: list[Doc]) -> Doc:
    """Several Docs as one, with their mentions and triggers renumbered."""
    doc = Doc.from_docs(docs, ensure_whitespace=False, exclude=["user_data"])  # type: ignore[call-arg]
    assert doc is not None
    doc._.mentions, doc._.triggers = [], []
    tokens = 0
    for part in docs:
        _add_found(doc, part, tokens)
        tokens += len(part)
    return doc


def _add_found(doc: Doc, part: Doc, tokens: int) -> None:
    """Take over the mentions and triggers of a part that begins at a token of the Doc."""
    mentions, triggers = len(doc._.mentions), len(doc._.triggers)
    for mention in mentions_of(part):
        doc._.mentions.append(
            replace(
                mention,
                index=mention.index + mentions,
                start=mention.start + tokens,
                end=mention.end + tokens,
                antecedent=None if mention.antecedent is None else mention.antecedent + mentions,
            )
        )
    for trigger in triggers_of(part):
        doc._.triggers.append(
            replace(
                trigger,
                index=trigger.index + triggers,
                start=trigger.start + tokens,
                end=trigger.end + tokens,
                roles=[replace(role, mention=role.mention + mentions) for role in trigger.roles],
                antecedent=None if trigger.antecedent is None else trigger.antecedent + triggers,
            )
        )
