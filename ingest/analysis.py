"""What the components find in a Doc, and where they leave it: ``doc._.windows``, ``.mentions``, ``.triggers``."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from ingest.encoder import Window

EXTENSIONS = ("windows", "mentions", "triggers")


@dataclass(slots=True)
class FoundMention:
    """A mention as the language model sees it.

    Attributes:
        index: Its position in ``doc._.mentions``.
        start, end: First token and the token after the last.
        kind: One of `ingest.labels.SPAN_KINDS`.
        type: Actor type or place kind; empty for the other kinds.
        score: Probability of the span, 0 to 1.
        antecedent: Index of an earlier mention of the same thing, or None.
    """

    index: int
    start: int
    end: int
    kind: str
    type: str
    score: float
    antecedent: int | None = None


@dataclass(slots=True)
class FoundRole:
    """A role arc from a trigger to a mention (by index), with its probability."""

    role: str
    mention: int
    score: float


@dataclass(slots=True)
class FoundTrigger:
    """An event trigger with its classes, roles and probabilities.

    Attributes:
        index: Its position in ``doc._.triggers``.
        start, end: First token and the token after the last.
        score: Probability of the span, 0 to 1.
        antecedent: Index of an earlier trigger that states the same event, or None.
        type, mode, modality, type_score, roles: What `ingest.components.events` reads; empty before.
    """

    index: int
    start: int
    end: int
    score: float
    antecedent: int | None = None
    type: str = ""
    mode: str | None = None
    modality: str = "asserted"
    type_score: float = 0.0
    roles: list[FoundRole] = field(default_factory=list)


def register_extensions() -> None:
    """Declare the attributes on `Doc`; safe to call again."""
    for name in EXTENSIONS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def windows_of(doc: Doc) -> list[Window]:
    """The windows that the encoder read; window words are token indices."""
    found: list[Window] = doc._.windows or []
    return found


def mentions_of(doc: Doc) -> list[FoundMention]:
    """The mentions found in a Doc, in text order."""
    found: list[FoundMention] = doc._.mentions or []
    return found


def triggers_of(doc: Doc) -> list[FoundTrigger]:
    """The triggers found in a Doc, in text order."""
    found: list[FoundTrigger] = doc._.triggers or []
    return found


def span_of(doc: Doc, item: FoundMention | FoundTrigger) -> Span:
    """The stretch of the Doc that a mention or trigger covers."""
    return doc[item.start : item.end]


def mark_events(doc: Doc) -> None:
    """Show the triggers as the span group ``doc.spans["events"]``, labelled with their types."""
    doc.spans["events"] = [Span(doc, trigger.start, trigger.end, label=trigger.type) for trigger in triggers_of(doc)]
