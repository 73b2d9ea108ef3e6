"""Markdown (``.md``): the markup goes, the words stay; offsets refer to the plain text that results.

Paragraphs, headings and code blocks stand apart by a blank line, items and rows by a line break. A wrapped line is
joined, since one paragraph is one line. Of a link stays its text, of an image its description; HTML tags, comments,
scripts and styles go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.read.decode import decode
from ingest.read.header import split_header
from ingest.read.options import Options
from ingest.read.text import headline, make_report
from ontology.model import Report

_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_UNSEEN = re.compile(r"</?(?:script|style)\b", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[!?][^<>]*>")
_TIGHT = {"list_item_open", "tr_open"}


def read_markdown(data: bytes, *, origin: str, id: str, options: Options) -> Report:
    """Read one Markdown file, with or without a header.

    Args:
        data: The bytes of the file.
        origin: Name of the file, for messages.
        id: Id of the report when the header gives none.
        options: How to read.

    Raises:
        InputError: when the bytes are no text, or the header is wrong.
    """
    fields, source = split_header(decode(data, origin=origin, max_bytes=options.max_bytes))
    text = plain_text(source)
    return make_report(text, fields, headline=headline(text), origin=origin, id=id, options=options)


def plain_text(source: str) -> str:
    r"""The words of a Markdown text without its markup.

    >>> plain_text("# Talks\n\nThe **two** sides\nmet [in Doha](http://x.example) &amp; left.\n\n- one\n- two\n")
    'Talks\n\nThe two sides met in Doha & left.\n\none\ntwo'
    """
    text = "".join(_pieces(_parser().parse(source)))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"\t+\n", "\n", text)).strip()


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _pieces(tokens: Sequence[Token]) -> Iterator[str]:
    tight = False
    for token in tokens:
        if token.type in _TIGHT:
            tight = True
            yield "\n"
        elif token.type in {"bullet_list_open", "ordered_list_open", "table_open"}:
            yield "\n" if tight else "\n\n"
        elif token.type in {"bullet_list_close", "ordered_list_close", "table_close"}:
            tight = token.level > 0 and tight
            yield "\n" if tight else "\n\n"
        elif token.type in {"th_close", "td_close"}:
            yield "\t"
        else:
            yield from _block(token, tight=tight)


def _block(token: Token, *, tight: bool) -> Iterator[str]:
    if token.type == "inline":
        yield _inline(token.children or ())
    elif token.type in {"fence", "code_block"}:
        yield f"\n\n{token.content}\n\n"
    elif token.type == "html_block":
        yield f"\n\n{_without_tags(token.content)}\n\n"
    elif token.type in {"paragraph_close", "heading_close"} and not token.hidden:
        yield "\n" if tight else "\n\n"


def _inline(tokens: Sequence[Token]) -> str:
    """The words of one paragraph, without what stands between the tags of a script or a style."""
    words = []
    hidden = False
    for token in tokens:
        if token.type == "html_inline" and _UNSEEN.match(token.content):
            hidden = not token.content.startswith("</")
        elif not hidden:
            words.append(_word(token))
    return "".join(words)


def _word(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    if token.type == "image":
        return _inline(token.children or ())
    if token.type == "html_inline":
        return "\n" if _BREAK.match(token.content) else ""
    return token.content


def _without_tags(source: str) -> str:
    shown = _TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub("", source)))
    return unescape(shown).replace("\0", "").strip()
