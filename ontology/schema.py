"""The JSON Schema of the published record, generated from the model so that the two cannot drift apart.

python -m ontology.schema > docs/record.schema.json
"""

from __future__ import annotations

import inspect
import json
from typing import Any

from pydantic import TypeAdapter

from ontology.model import Actor, Claim, Extractor, Place, Relation

_TEXT_OR_NULL = {"anyOf": [{"type": "string"}, {"type": "null"}]}


def record_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one record.

    >>> sorted(record_schema()["required"])[:3]
    ['actors', 'events', 'extractor']
    """
    definitions: dict[str, Any] = {}
    items = {"actors": Actor, "locations": Place, "events": Claim, "relations": Relation}
    properties: dict[str, Any] = {
        "id": {"type": "string"},
        "title": _TEXT_OR_NULL,
        "published": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        "source": _TEXT_OR_NULL,
        "url": _TEXT_OR_NULL,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "language": {"type": "string"},
        "extractor": _reference(Extractor, definitions),
    }
    properties |= {name: {"type": "array", "items": _reference(kind, definitions)} for name, kind in items.items()}
    properties["warnings"] = {"type": "array", "items": {"type": "string"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://w3id.org/sitgraph/record.schema.json",
        "title": "What one report says",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "$defs": {name: _described(definitions[name]) for name in sorted(definitions)},
    }


def _described(definition: dict[str, Any]) -> dict[str, Any]:
    """Keep the first sentence of a description: the same on every Python, whatever it does to indentation."""
    first = inspect.cleandoc(definition.get("description", "")).split("\n\n")[0]
    return definition | {"description": " ".join(first.split())}


def _reference(kind: type[Any], definitions: dict[str, Any]) -> dict[str, str]:
    """Add the schema of a class and of all it uses to the definitions; return the reference to it."""
    schema = TypeAdapter(kind).json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions.update(schema.pop("$defs", {}))
    definitions[kind.__name__] = schema
    return {"$ref": f"#/$defs/{kind.__name__}"}


if __name__ == "__main__":
    print(json.dumps(record_schema(), indent=2))
