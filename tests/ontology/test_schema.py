from __future__ import annotations

import json
from pathlib import Path

import pytest

from ontology.records import to_record
from ontology.schema import record_schema
from tests import hand_built

SCHEMA = Path(__file__).parents[2] / "docs" / "record.schema.json"


def test_published_schema_is_the_generated_one() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == record_schema()


def test_records_conform() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(record_schema(), format_checker=jsonschema.FormatChecker())
    record = json.loads(json.dumps(to_record(hand_built.joint_operation())))
    assert list(validator.iter_errors(record)) == []
    record["events"][0]["killed"] = "many"
    assert list(validator.iter_errors(record)) != []
