"""Every error that sitgraph raises on purpose.

SitgraphError                     base: a stable code, what is wrong, what to do
├── InputError            SG1xx   what was given to read
│   ├── SourceNotFound    SG101   no such file or folder
│   ├── EmptySource       SG102   nothing to read in it
│   ├── NotText           SG103   binary, or not UTF-8
│   ├── TooLarge          SG104   over the size limit
│   └── BadRecord         SG105   a line that is not a report record
├── StoreError            SG2xx   where the graph is kept
│   ├── StoreNotFound     SG201   no store there
│   ├── StoreLocked       SG202   another process is writing
│   ├── StoreVersion      SG203   written by another version
│   └── StoreFull         SG204   the disk is full
├── QuestionError         SG3xx   what was asked
│   ├── UnknownActor      SG301   no actor of that name
│   ├── AmbiguousActor    SG302   several actors of that name; carries them as ``candidates``
│   ├── BadQuery          SG303   SPARQL that does not parse, or is not allowed here
│   ├── QueryTimeout      SG304   the query was stopped at its time limit
│   ├── UnknownReport     SG305   no report of that id
│   ├── BadArgument       SG306   a date, a type or a number that makes no sense
│   └── UnknownRelationship SG307 no edge, event or claim of that id
├── ValidationError       SG4xx   data that does not conform to the shapes
└── MissingExtra          SG5xx   an optional capability that is not installed
"""

from __future__ import annotations

from collections.abc import Sequence


class SitgraphError(Exception):
    """Base of all our errors.

    Args:
        message: What is wrong, with the offending value.
        hint: What to do next.

    >>> str(SourceNotFound("no file 'x.txt'", hint="check the path"))
    "SG101: no file 'x.txt' (check the path)"
    """

    code = "SG000"

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.code}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class InputError(SitgraphError):
    """Something given to read cannot be read."""

    code = "SG100"


class SourceNotFound(InputError):
    """No such file or folder."""

    code = "SG101"


class EmptySource(InputError):
    """There is nothing to read."""

    code = "SG102"


class NotText(InputError):
    """The bytes are not UTF-8 text."""

    code = "SG103"


class TooLarge(InputError):
    """The text is over the size limit."""

    code = "SG104"


class BadRecord(InputError):
    """A line that is not a report record."""

    code = "SG105"


class StoreError(SitgraphError):
    """Something is wrong with the store."""

    code = "SG200"


class StoreNotFound(StoreError):
    """No store at that path."""

    code = "SG201"


class StoreLocked(StoreError):
    """Another process holds the store for writing."""

    code = "SG202"


class StoreVersion(StoreError):
    """The store was written by another version of sitgraph."""

    code = "SG203"


class StoreFull(StoreError):
    """The disk is full; the report in hand was not stored."""

    code = "SG204"


class QuestionError(SitgraphError):
    """A question that cannot be answered as asked."""

    code = "SG300"


class UnknownActor(QuestionError):
    """No actor of that name; ``candidates`` holds near names."""

    code = "SG301"

    def __init__(self, message: str, *, hint: str = "", candidates: Sequence[str] = ()) -> None:
        super().__init__(message, hint=hint)
        self.candidates = tuple(candidates)


class AmbiguousActor(UnknownActor):
    """Several actors of that name; ``candidates`` holds their ids."""

    code = "SG302"


class BadQuery(QuestionError):
    """SPARQL that does not parse or asks for what is not allowed."""

    code = "SG303"


class QueryTimeout(QuestionError):
    """The query was stopped at its time limit."""

    code = "SG304"


class UnknownReport(QuestionError):
    """No report of that id."""

    code = "SG305"


class BadArgument(QuestionError):
    """A date, a type or a number that makes no sense."""

    code = "SG306"


class UnknownRelationship(QuestionError):
    """No edge, event or claim of that id."""

    code = "SG307"


class ValidationError(SitgraphError):
    """Data that does not conform to the shapes."""

    code = "SG400"


class MissingExtra(SitgraphError):
    """An optional capability that is not installed."""

    code = "SG500"
