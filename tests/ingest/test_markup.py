from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.training.markup import MarkupError, main, parse_passage, read_passages, split_blocks

HEAD = "id: x\nstyle: wire\nregion: Sahel\ndate: 2025-03-06\ntitle: Raid\n\n"
BODY = "[a1 Malian troops] {e1 raided} [l1 Gao] on [t1 Monday], killing [n1 12]."
TABLE = [
    "a1 = Malian Armed Forces | Military | ML",
    "l1 = Gao | city | ML",
    "t1 = 2025-03-03",
    "e1 = ASSAULT/raid asserted agent=a1 place=l1 time=t1 killed=n1:12..",
]


def passage(body: str = BODY, table: list[str] | None = None, head: str = HEAD) -> str:
    return head + body + "\n---\n" + "\n".join(TABLE if table is None else table) + "\n"


def replaced(number: int, line: str) -> list[str]:
    return [*TABLE[:number], line, *TABLE[number + 1 :]]


def test_the_whole_passage() -> None:
    found = parse_passage(passage())
    assert found.text == "Malian troops raided Gao on Monday, killing 12."
    assert [found.text[m.begin : m.end] for m in found.mentions] == ["Malian troops", "Gao", "Monday", "12"]
    (event,) = found.events
    assert (event.type, event.mode, event.modality) == ("ASSAULT", "raid", "asserted")
    assert (event.counts["killed"].minimum, event.counts["killed"].maximum) == (12, None)
    assert found.entities["a1"].country == "ML"


@pytest.mark.parametrize(
    ("bounds", "minimum", "maximum"), [("12", 12, 12), ("12..", 12, None), ("..12", None, 12), ("3..4", 3, 4)]
)
def test_counts(bounds: str, minimum: int | None, maximum: int | None) -> None:
    found = parse_passage(
        passage(table=replaced(3, f"e1 = ASSAULT asserted killed=n1:{bounds} place=l1 time=t1 agent=a1"))
    )
    count = found.events[0].counts["killed"]
    assert (count.minimum, count.maximum) == (minimum, maximum)


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (HEAD + BODY, "no line '---'"),
        (passage(head="id: x\nstyle: wire\n\n"), "header lacks region, date, title"),
        (passage(head="style: wire\n\n"), "header lacks id"),
        (passage(head=HEAD.replace("2025-03-06", "6 March")), "is not YYYY-MM-DD"),
        (passage(head=HEAD.replace("2025-03-06", "2025-13-45")), "is not YYYY-MM-DD"),
        (passage(BODY + " [a2 Gao"), "markup not understood"),
        (passage(BODY + " {x1 Gao}"), "markup not understood"),
        (passage(BODY + " [a1 one [l1 in] other]"), "markup not understood"),
        (passage(table=[*TABLE, "a2"]), "is not 'id = …'"),
        (passage(table=[*TABLE, " = name | Military | ML"]), "is not 'id = …'"),
        (passage(table=[*TABLE, "e2 = "]), "is not 'id = …'"),
        (passage(table=[*TABLE, TABLE[0]]), "repeats an id"),
        (passage(table=[*TABLE, TABLE[3]]), "repeats an id"),
        (passage(table=replaced(0, "a1 = Malian Armed Forces | Army | ML")), "must be 'name | type | country'"),
        (passage(table=replaced(0, "a1 = Malian Armed Forces | Military")), "must be 'name | type | country'"),
        (passage(table=replaced(0, "a1 = Malian Armed Forces | Military | Mali")), "must be 'name | type | country'"),
        (passage(table=replaced(1, "l1 = Gao | town | ML")), "must be 'name | type | country'"),
        (passage(table=replaced(2, "t1 = Monday")), "is not a date"),
        (passage(table=replaced(2, "t1 = 2025-02-31")), "is not a date"),
        (passage(table=replaced(3, "e1 = RAID asserted agent=a1")), "unknown type"),
        (passage(table=replaced(3, "e1 = ASSAULT/meet asserted agent=a1")), "is not a mode of ASSAULT"),
        (passage(table=replaced(3, "e1 = ASSAULT agent=a1")), "lacks a modality"),
        (passage(table=replaced(3, "e1 = ASSAULT")), "lacks a modality"),
        (passage(table=replaced(3, "e1 = ASSAULT asserted boss=a1")), "is not a role"),
        (passage(table=replaced(3, "e1 = ASSAULT asserted agent=")), "is not a role"),
        (passage(table=replaced(3, "e1 = ASSAULT asserted killed=n1")), "is not a count"),
        (passage(table=replaced(3, "e1 = ASSAULT asserted killed=n1:..")), "is not a count"),
        (passage(table=replaced(3, "e1 = ASSAULT asserted killed=n9:12")), "killed=n9 is not marked"),
        (passage(table=replaced(3, "e1 = ASSAULT asserted agent=l1")), "agent=l1 is not a marked a-entity"),
        (passage(table=replaced(3, "e1 = ASSAULT asserted agent=a9")), "agent=a9 is not a marked a-entity"),
        (passage(table=replaced(3, "e1 = ASSAULT asserted agent=a1 target=a1")), "agent side and target at once"),
        (passage(table=TABLE[1:]), "a1 is marked but has no line"),
        (passage(table=TABLE[:3]), "e1 is marked but has no line"),
        (passage(table=[*TABLE, "a2 = Mali | State | ML"]), "a2 has a line but is not marked"),
        (passage(BODY + " {e1 raided}"), "exactly one main trigger, has 2"),
        (passage(BODY.replace("{e1 ", "{e1+ ")), "exactly one main trigger, has 0"),
        (passage(table=replaced(0, TABLE[0] + " | member=a7")), "member a7 is not an entity"),
    ],
)
def test_each_error_says_what_is_wrong(block: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message.replace("|", r"\|").replace("(", r"\(")) as error:
        parse_passage(block)
    assert "x" in str(error.value) or "style" in str(error.value)


WORDS = st.text(
    st.characters(exclude_characters="[]{}\r\n", exclude_categories=["Cs", "Z", "C"]), min_size=1, max_size=8
)
PIECES = st.lists(st.tuples(st.sampled_from(["", "a1", "a1n", "a1p", "n1", "e1+"]), WORDS), min_size=1, max_size=12)


@given(PIECES)
def test_marks_come_off_and_offsets_hold(pieces: list[tuple[str, str]]) -> None:
    def shown(mark: str, word: str) -> str:
        brackets = "{}" if mark.startswith("e") else "[]"
        return f"{brackets[0]}{mark} {word}{brackets[1]}" if mark else word

    fixed = [("a1", "Mali"), ("e1", "hit"), *pieces]
    table = ["a1 = Mali | State | ML", "e1 = ASSAULT asserted agent=a1"]
    found = parse_passage(passage(" ".join(shown(mark, word) for mark, word in fixed), table))
    assert found.text == " ".join(word for _, word in fixed)
    marked = [word for mark, word in fixed if mark and not mark.startswith("e")]
    assert [found.text[m.begin : m.end] for m in found.mentions] == marked
    assert [found.text[t.begin : t.end] for t in found.triggers] == [w for mark, w in fixed if mark.startswith("e")]
    assert {m.kind for m in found.mentions} <= {"name", "nominal", "pronoun"}


def test_files_hold_several_passages(tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_text(passage() + "===\n" + passage().replace("id: x", "id: y") + "===\n\n", encoding="utf-8")
    assert [found.id for found in read_passages(path)] == ["x", "y"]
    assert split_blocks("") == []


def test_the_checker_counts_and_names_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(passage(), encoding="utf-8")
    bad.write_text(passage() + "===\n" + HEAD, encoding="utf-8")
    assert main([str(good)]) == 0
    assert "1 passages" in capsys.readouterr().out
    assert main([str(good), str(bad)]) == 1
    shown = capsys.readouterr().out
    assert "the id is used twice" in shown
    assert "no line '---'" in shown
