"""Read the corpus markup of ``data/corpus/GUIDELINES.md`` into passages with character offsets.

    python -m ingest.training.markup data/corpus/passages/*.txt

prints every error with file, passage and reason, then what was counted; it exits with 1 if there was an error.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ingest import labels

MODES = {
    "COOPERATE": "joint-operation joint-exercise intelligence-sharing joint-patrol",
    "AID": "training rescue military economic humanitarian peacekeeping",
    "RETREAT": "withdraw ceasefire release disarm",
    "CONCEDE": "withdraw ease release resign",
    "SANCTION": "designate expel convict ban withdraw discontinue",
    "MOBILIZE": "troops exercise missile-test alert",
    "COERCE": "arrest seize raid curfew cyber restrict repress deport",
    "ASSAULT": "raid aerial drone shelling bombing suicide-attack shooting clash abduct hijack assassinate torture",
    "CONSULT": "meet visit call mediate",
    "PROTEST": "demonstrate strike riot hunger-strike boycott",
}
ENTITY_ROLES = {
    "agent": "a", "partner": "a", "target": "a", "beneficiary": "a", "mediator": "a", "speaker": "a",
    "place": "l", "origin": "l", "destination": "l", "instrument": "w", "object": "q", "operation": "o", "time": "t",
}  # fmt: skip
COUNT_ROLES = ("killed", "injured", "captured")
HEADER = ("id", "style", "region", "date", "title")

_MARK = re.compile(r"\[([alntowq]\d+)([np]?) ([^\[\]{}]+)\]|\{(e\d+)(\+?) ([^\[\]{}]+)\}")
_TIME = re.compile(r"-|\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
_RANGE = re.compile(r"(\d*)(\.\.)?(\d*)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class MarkupError(ValueError):
    """A passage that does not follow the guidelines; the message names the passage and what is wrong."""


@dataclass(frozen=True)
class Span:
    """A marked stretch of text: ``text[begin:end]``. kind: name, nominal or pronoun; for triggers main or also."""

    id: str
    begin: int
    end: int
    kind: str


@dataclass(frozen=True)
class Entity:
    """What a mention id stands for: its canonical name, its type (or place kind, time value) and country."""

    id: str
    name: str
    type: str = ""
    country: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Count:
    """A number of people with its bounds, either of which may be open."""

    mention: str
    minimum: int | None
    maximum: int | None


@dataclass(frozen=True)
class MarkedEvent:
    """An annotated event: PLOVER type and mode, modality, roles (role to entity ids) and counts of people."""

    id: str
    type: str
    mode: str | None
    modality: str
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    counts: dict[str, Count] = field(default_factory=dict)


@dataclass(frozen=True)
class Passage:
    """One annotated passage; all offsets count code points of ``text``."""

    id: str
    style: str
    region: str
    date: str
    title: str
    text: str
    mentions: tuple[Span, ...]
    triggers: tuple[Span, ...]
    entities: dict[str, Entity]
    events: tuple[MarkedEvent, ...]


def read_passages(path: Path) -> Iterator[Passage]:
    """Yield the passages of a markup file.

    Raises:
        MarkupError: at the first passage that does not follow the guidelines.
    """
    for block in split_blocks(path.read_text(encoding="utf-8")):
        yield parse_passage(block)


def split_blocks(source: str) -> list[str]:
    """Split a file into its passages at lines that hold only ``===``."""
    return [block for block in re.split(r"^===[ \t]*$", source, flags=re.M) if block.strip()]


def parse_passage(block: str) -> Passage:
    """Parse one passage.

    >>> p = parse_passage('''id: x
    ... style: wire
    ... region: Sahel
    ... date: 2025-03-06
    ... title: Raid
    ...
    ... [a1 Malian troops] {e1 raided} [l1 Gao].
    ... ---
    ... a1 = Malian Armed Forces | Military | ML
    ... l1 = Gao | city | ML
    ... e1 = ASSAULT/raid asserted agent=a1 place=l1
    ... ''')
    >>> p.text, p.text[p.triggers[0].begin:p.triggers[0].end], p.events[0].roles["agent"]
    ('Malian troops raided Gao.', 'raided', ('a1',))
    """
    head, _, rest = block.strip().partition("\n\n")
    header = _parse_header(head)
    body, separator, table = rest.partition("\n---")
    if not separator:
        raise MarkupError(f"{header['id']}: no line '---' between the text and the table")
    text, mentions, triggers = _strip_marks(header["id"], body.strip())
    entities, events = _parse_table(header["id"], table.strip())
    passage = Passage(**header, text=text, mentions=mentions, triggers=triggers, entities=entities, events=events)
    _check(passage)
    return passage


def _parse_header(head: str) -> dict[str, str]:
    pairs = dict(line.split(":", 1) for line in head.splitlines() if ":" in line)
    header = {key: pairs.get(key, "").strip() for key in HEADER}
    missing = [key for key, value in header.items() if not value]
    if missing:
        raise MarkupError(f"{header['id'] or head[:40]!r}: header lacks {', '.join(missing)}")
    if not _DAY.fullmatch(header["date"]) or not _is_date(header["date"]):
        raise MarkupError(f"{header['id']}: date {header['date']!r} is not YYYY-MM-DD")
    return header


def _is_date(text: str) -> bool:
    """Whether a day, month or year of the right shape exists."""
    try:
        date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def _strip_marks(passage_id: str, body: str) -> tuple[str, tuple[Span, ...], tuple[Span, ...]]:
    parts: list[str] = []
    mentions: list[Span] = []
    triggers: list[Span] = []
    length = last = 0
    for match in _MARK.finditer(body):
        plain = body[last : match.start()]
        entity, kind, words, event, also, trigger = match.groups()
        content = words or trigger
        parts += [plain, content]
        begin = length + len(plain)
        length, last = begin + len(content), match.end()
        if entity:
            mentions.append(Span(entity, begin, length, {"": "name", "n": "nominal", "p": "pronoun"}[kind]))
        else:
            triggers.append(Span(event, begin, length, "also" if also else "main"))
    text = "".join(parts) + body[last:]
    if stray := re.search(r".{0,25}[\[\]{}].{0,25}", text):
        raise MarkupError(f"{passage_id}: markup not understood near {stray.group()!r}")
    return text, tuple(mentions), tuple(triggers)


def _parse_table(passage_id: str, table: str) -> tuple[dict[str, Entity], tuple[MarkedEvent, ...]]:
    entities: dict[str, Entity] = {}
    events: list[MarkedEvent] = []
    for line in filter(str.strip, table.splitlines()):
        key, equals, value = (part.strip() for part in line.partition(" ="))
        if not (equals and key and value) or key in entities or any(key == event.id for event in events):
            raise MarkupError(f"{passage_id}: line {line!r} is not 'id = …' or repeats an id")
        if key.startswith("e"):
            events.append(_parse_event(passage_id, key, value))
        else:
            entities[key] = _parse_entity(passage_id, key, value)
    return entities, tuple(events)


def _parse_entity(passage_id: str, key: str, value: str) -> Entity:
    fields = [part.strip() for part in value.split("|")]
    kind = key[0]
    members: tuple[str, ...] = ()
    if fields[-1].startswith("member="):
        members = tuple(fields.pop()[7:].split(","))
    allowed = {"a": labels.ACTOR_TYPES, "l": labels.PLACE_KINDS}.get(kind)
    if allowed and (len(fields) != 3 or fields[1] not in allowed or not re.fullmatch(r"[A-Z]{2}|-", fields[2])):
        raise MarkupError(f"{passage_id}: {key} = {value!r} must be 'name | type | country'")
    if kind == "t" and not (_TIME.fullmatch(fields[0]) and all(map(_is_date, fields[0].strip("-").split("/")))):
        raise MarkupError(f"{passage_id}: {key} = {value!r} is not a date, a month, a year or a range of them")
    country = fields[2] if allowed and fields[2] != "-" else None
    return Entity(key, fields[0], fields[1] if len(fields) > 1 else "", country, members)


def _parse_event(passage_id: str, key: str, value: str) -> MarkedEvent:
    words = value.split()
    type_, _, mode = words[0].partition("/")
    if type_ not in labels.EVENT_TYPES:
        raise MarkupError(f"{passage_id}: {key} has the unknown type {type_!r}")
    if mode and mode not in MODES.get(type_, "").split():
        raise MarkupError(f"{passage_id}: {key}: {mode!r} is not a mode of {type_}")
    if len(words) < 2 or words[1] not in labels.MODALITIES:
        raise MarkupError(f"{passage_id}: {key} lacks a modality after its type")
    roles: dict[str, tuple[str, ...]] = {}
    counts: dict[str, Count] = {}
    for word in words[2:]:
        role, _, filler = word.partition("=")
        if role in COUNT_ROLES:
            counts[role] = _parse_count(passage_id, word, filler)
        elif role in ENTITY_ROLES and filler:
            roles[role] = roles.get(role, ()) + tuple(filler.split(","))
        else:
            raise MarkupError(f"{passage_id}: {key}: {word!r} is not a role")
    return MarkedEvent(key, type_, mode or None, words[1], roles, counts)


def _parse_count(passage_id: str, word: str, filler: str) -> Count:
    mention, _, bounds = filler.partition(":")
    match = _RANGE.fullmatch(bounds)
    if not match or not (match[1] or match[3]):
        raise MarkupError(f"{passage_id}: {word!r} is not a count such as n1:12, n1:12.., n1:..12 or n1:30..40")
    low, dots, high = match.groups()
    upper = high if dots else low
    return Count(mention, int(low) if low else None, int(upper) if upper else None)


def _check(passage: Passage) -> None:
    marked = {mention.id for mention in passage.mentions}
    needed = {key for key in marked if key[0] != "n"}
    problems = [f"{key} is marked but has no line" for key in sorted(needed - passage.entities.keys())]
    problems += [f"{key} has a line but is not marked" for key in sorted(passage.entities.keys() - marked)]
    listed = {event.id for event in passage.events}
    main = Counter(trigger.id for trigger in passage.triggers if trigger.kind == "main")
    problems += [f"{key} is marked but has no line" for key in sorted({t.id for t in passage.triggers} - listed)]
    problems += [f"{key} needs exactly one main trigger, has {main[key]}" for key in sorted(listed) if main[key] != 1]
    for event in passage.events:
        problems += _check_roles(event, passage, marked)
    for entity in passage.entities.values():
        problems += [f"{entity.id}: member {m} is not an entity" for m in entity.members if m not in passage.entities]
    if problems:
        raise MarkupError(f"{passage.id}: " + "; ".join(problems))


def _check_roles(event: MarkedEvent, passage: Passage, marked: set[str]) -> list[str]:
    problems = []
    for role, fillers in event.roles.items():
        for filler in fillers:
            if not filler.startswith(ENTITY_ROLES[role]) or filler not in passage.entities:
                problems.append(f"{event.id}: {role}={filler} is not a marked {ENTITY_ROLES[role]}-entity")
    for role, count in event.counts.items():
        if count.mention not in marked or not count.mention.startswith("n"):
            problems.append(f"{event.id}: {role}={count.mention} is not marked")
    both = set(event.roles.get("target", ())) & {*event.roles.get("agent", ()), *event.roles.get("partner", ())}
    problems += [f"{event.id}: {key} is agent side and target at once" for key in sorted(both)]
    return problems


def main(paths: list[str]) -> int:
    """Check markup files and print errors and counts; returns the exit code."""
    counts: Counter[str] = Counter()
    types: Counter[str] = Counter()
    seen: set[str] = set()
    failed = 0
    for path in paths:
        for block in split_blocks(Path(path).read_text(encoding="utf-8")):
            try:
                passage = parse_passage(block)
                if passage.id in seen:
                    raise MarkupError(f"{passage.id}: the id is used twice")
            except MarkupError as error:
                failed += 1
                print(f"{path}: {error}")
                continue
            seen.add(passage.id)
            types.update(event.type for event in passage.events)
            types.update(event.modality for event in passage.events)
            counts.update(passages=1, words=len(passage.text.split()), mentions=len(passage.mentions))
            counts.update(events=len(passage.events), entities=len(passage.entities))
    print(", ".join(f"{value} {key}" for key, value in counts.items()), f"— {failed} with errors")
    print(", ".join(f"{key} {value}" for key, value in types.most_common()))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
