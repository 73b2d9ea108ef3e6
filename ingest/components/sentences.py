"""Sentence boundaries by rule: news text has headlines, datelines, abbreviations and quotations.

reads: tokens · sets: ``token.is_sent_start``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Token

_CLOSERS = frozenset("\"'”’»)]")
_OPENERS = frozenset("\"'“‘«([—–-•*·")
_ABBREVIATIONS = frozenset(
    (
        "adm amb approx art brig capt cmdr co col cpl det dept dr fig gen gov hon inc insp jr lt ltd maj mr mrs ms mt "
        "no nos pres prof pvt rep rev sen sgt sr sgt st supt vs"
    ).split()
)
_STARTERS = frozenset(
    (
        "The A An It He She They We I You But And In On At By For From This That These Those His Her Its Their Our My "
        "As If When While After Before Since Although However Meanwhile Earlier Later There Some Many Most No Not "
        "Both Two Three Officials Police What Who Why How"
    ).split()
)
_SEEN = 8
"""How many tokens back a boundary is looked for; that bounds the work on a text of nothing but quotation marks."""


@Language.factory("sitgraph_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    """Make the component."""
    return Sentences()


class Sentences:
    """Marks where sentences begin.

    >>> import spacy
    >>> doc = Sentences()(spacy.blank("en")("Gen. Diaz met U.S. envoys. The talks failed.\\nClashes go on"))
    >>> [sentence.text.strip() for sentence in doc.sents]
    ['Gen. Diaz met U.S. envoys.', 'The talks failed.', 'Clashes go on']
    """

    def __call__(self, doc: Doc) -> Doc:
        """Set ``is_sent_start`` on every token."""
        if len(doc):
            # one write for all: setting a token's own attribute looks through the whole Doc each time
            marks = np.where(list(_starts(doc)), np.int64(1), np.int64(-1))
            marks[0] = 1
            doc.from_array([SENT_START], marks.view(np.uint64))  # type: ignore[arg-type]
        return doc


def _starts(doc: Doc) -> Iterator[bool]:
    """For each token whether it opens a sentence."""
    wrapped = is_hard_wrapped(doc.text)
    starts = True
    previous: list[Token] = []
    for token in doc:
        if token.is_space:
            starts = starts or _breaks_paragraph(token, doc, wrapped)
            yield False
            continue
        opens = starts or _starts_sentence(previous, token)
        previous = [token] if opens else [*previous[-_SEEN:], token]
        starts = False
        yield opens


def is_hard_wrapped(text: str) -> bool:
    """Whether single newlines are mere line wraps: many lines go on in lower case.

    >>> is_hard_wrapped("The army said on\\nTuesday that it\\nhad left the\\ntown.\\n")
    True
    """
    following = re.findall(r"\S\n(\S)", text)
    lower = sum(char.islower() for char in following)
    return len(following) >= 3 and lower >= 0.4 * len(following)


def _breaks_paragraph(space: Token, doc: Doc, wrapped: bool) -> bool:
    newlines = space.text.count("\n")
    if not newlines or newlines > 1:
        return newlines > 1
    after = doc[space.i + 1].text[0] if space.i + 1 < len(doc) else ""
    if after.islower():
        return False
    return not wrapped or (space.i > 0 and doc[space.i - 1].text[-1] in '.!?:"”')


def _starts_sentence(previous: list[Token], token: Token) -> bool:
    """Whether token opens a sentence after the tokens of the running one."""
    index = len(previous) - 1
    closers = 0
    while index >= 0 and previous[index].text in _CLOSERS:
        index, closers = index - 1, closers + 1
    if index < 0 or not (token.text[0].isupper() or token.text[0].isdigit() or token.text[0] in _OPENERS):
        return False
    if closers == 0 and token.text in _CLOSERS and not token.whitespace_ and not previous[-1].whitespace_:
        return False
    last = previous[index].text
    if last in {"!", "?", "…", "..."} or re.fullmatch(r"[!?]+", last):
        return True
    if last == ".":
        return index > 0 and not _is_abbreviation(previous[index - 1].text) and not _is_list_number(previous[:index])
    return len(last) > 2 and last.endswith(".") and "." in last[:-1] and token.text in _STARTERS


def _is_list_number(words: list[Token]) -> bool:
    """A paragraph number ("12.") that opens its line."""
    return len(words) == 1 and words[0].text.isdigit()


def _is_abbreviation(word: str) -> bool:
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper())
