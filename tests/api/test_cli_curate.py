"""The commands that explain merges and overrule them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.api.helping import Run


@pytest.fixture
def own(store: Path, tmp_path: Path) -> Path:
    """A copy of the store to write to."""
    return Path(shutil.copytree(store, tmp_path / "own.sitgraph"))


def test_why_explains_a_merged_event(run: Run, store: Path) -> None:
    rows = json.loads(run("events", "--actor", "SOUTHCOM", "--format", "json", "--store", store).stdout)
    event = next(row["event"] for row in rows if row["reports"] == 2)
    (row,) = json.loads(run("why", event, "--store", store, "--format", "json").stdout)
    assert (row["decision"], row["judgement"]) == ("one", "not judged")
    assert "the texts are copies of one (+1.5)" in row["reasons"]
    shown = run("why", event, "--store", store)
    assert shown.exit_code == 0
    assert "not judged" in shown.stdout
    assert run("why", "NATO", "--store", store).stdout == "Nothing was merged into it.\n"


def test_merge_split_and_judge(run: Run, own: Path) -> None:
    pair = ("french-force", "belgian-force")
    assert run("merge", *pair, "--store", own, "--note", "one badge").stdout == "1 judgement is new\n"
    assert json.loads(run("why", *pair, "--store", own, "--format", "json").stdout)[0]["decision"] == "one"
    assert run("split", *pair, "--store", own).stdout == "1 judgement is new\n"
    assert json.loads(run("why", *pair, "--store", own, "--format", "json").stdout)[0]["judgement"] == "different"
    assert run("judge", *pair, "unsure", "--store", own).exit_code == 0
    assert "unsure" in run("judgements", "list", "--store", own).stdout
    assert run("judge", *pair, "not-judged", "--store", own).exit_code == 0
    assert run("judgements", "list", "--store", own).stdout == "Nothing was judged.\n"


def test_judgements_travel_as_a_file(run: Run, own: Path, store: Path, tmp_path: Path) -> None:
    run("merge", "french-force", "belgian-force", "--store", own)
    file = tmp_path / "judged.jsonl"
    assert run("judgements", "export", file, "--store", own).exit_code == 0
    shown = run("judgements", "export", "--store", own)
    assert shown.stdout_bytes == file.read_bytes()
    other = shutil.copytree(store, tmp_path / "other.sitgraph")
    assert run("judgements", "import", file, "--store", other).stdout == "1 judgement is new\n"
    assert run("judgements", "import", "--store", other, stdin=file.read_bytes()).stdout == "0 judgements are new\n"
    assert run("judgements", "export", "--store", other).stdout_bytes == file.read_bytes()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("merge", "NATO", "nobody"), 1),
        (("merge", "NATO", "nato"), 1),
        (("split", "NATO"), 1),
        (("why", "event/none"), 1),
        (("judge", "NATO", "Sweden", "perhaps"), 2),
        (("judgements", "import", "no-such-file"), 1),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, own: Path, words: tuple[str, ...], code: int) -> None:
    refused = run(*words, "--store", own)
    assert refused.exit_code == code
    assert "Traceback" not in refused.stderr


def test_a_bad_file_is_named_by_its_line(run: Run, own: Path) -> None:
    refused = run("judgements", "import", "--store", own, stdin=b'{"one": 1}\n')
    assert refused.exit_code == 1
    assert "line 1" in refused.stderr
    assert run("judgements", "import", "--store", own, stdin=b"\xff\xfe").exit_code == 1
