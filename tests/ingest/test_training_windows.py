"""Annotated text as windows, as far as it needs no training library."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ingest.training.annotated import CorpusReader, is_test, read_corpus
from ingest.training.corpora import read_bio, read_conllu, read_re3d, split_re3d
from ingest.training.examples import Sentence, Window, pack, pack_groups
from ingest.training.markup import parse_passage
from ingest.wordpiece import WordPieces

PIECES = WordPieces(["[CLS]", "[SEP]", "[MASK]", "[UNK]", "mali", "##an"])
HEAD = "id: x-1\nstyle: wire\nregion: Sahel\ndate: 2025-03-06\ntitle: Raid\n\n"
STORY = parse_passage(
    HEAD
    + "[a1 Mali] spoke. [a1p It] {e1 attacked} [a2 Chad] near [l1 Gao], and [a1 Mali] fled.\n\nThe {e1+ attack} on "
    "[a2 Chad] killed [n1 12].\n---\na1 = Mali | State | ML\na2 = Chad | State | TD\nl1 = Gao | city | ML\n"
    "e1 = ASSAULT/raid asserted agent=a1 target=a2 place=l1 killed=n1:12\n"
)


@given(
    st.lists(st.lists(st.sampled_from(["mali", "malian", "x-x", ""]), min_size=1, max_size=12), max_size=12),
    st.integers(4, 30),
)
def test_groups_cover_all_sentences_in_order_within_the_limit(sentences: list[list[str]], limit: int) -> None:
    groups = pack_groups(sentences, PIECES, limit)
    assert [index for group in groups for index in group] == list(range(len(sentences)))
    for group in groups:
        size = 2 + sum(len(PIECES.ids(word)) for index in group for word in sentences[index])
        assert size <= limit or len(group) == 1


def test_heads_run_over_the_whole_window() -> None:
    one = Sentence(["mali", "x"], ["PROPN", "X"], [0, 0], ["root", "dep"])
    (window,) = pack([one, one], PIECES, ner=None)
    assert (window.heads, window.sentence_of) == ([0, 0, 2, 2], [0, 0, 1, 1])
    assert window.tags is None


def test_a_sentence_without_a_tree_leaves_the_window_without_one() -> None:
    (window,) = pack([Sentence(["x"], ["X"], [0], ["root"]), Sentence(["y"], tags=["O"])], PIECES)
    assert window.heads is None


def windows(limit: int = 224) -> list[Window]:
    return list(CorpusReader(PIECES).windows([STORY], limit=limit))


def test_the_passage_in_one_window() -> None:
    (window,) = windows()
    shown = [" ".join(window.words[begin:end]) for begin, end, _ in window.mentions]
    assert shown == ["Mali", "It", "Chad", "Gao", "Mali", "Chad", "12"]
    assert window.tags is not None
    assert [tag for tag in window.tags if tag != "O"] == [
        "B-actor-name", "B-actor-pronoun", "B-actor-name", "B-place", "B-actor-name", "B-actor-name", "B-number",
    ]  # fmt: skip
    assert [" ".join(window.words[t[0] : t[1]]) for t in window.triggers or ()] == ["attacked", "attack"]
    assert [[window.words[i] for i in cluster] for cluster in window.clusters] == [
        ["Mali", "It", "Mali"],
        ["Chad", "Chad"],
        ["Gao"],
    ]
    assert [[window.words[i] for i in cluster] for cluster in window.event_clusters] == [["attacked", "attack"]]


def test_the_nearest_mention_of_the_sentence_bears_the_role() -> None:
    (window,) = windows()
    arcs = {(window.words[t], window.words[m], m): role for t, m, role in window.arcs}
    by_role = {(trigger, role): word for (trigger, word, _), role in arcs.items() if role != "ignore"}
    assert by_role == {
        ("attacked", "agent"): "It",
        ("attacked", "target"): "Chad",
        ("attacked", "place"): "Gao",
        ("attacked", "killed"): "12",
        ("attack", "target"): "Chad",
        ("attack", "killed"): "12",
    }
    assert sum(role == "ignore" for (trigger, word, _), role in arcs.items() if word == "Mali") == 4


def test_several_windows_cover_the_text_once() -> None:
    (whole,) = windows()
    several = windows(limit=20)
    assert len(several) > 1
    assert [word for window in several for word in window.words] == whole.words
    assert sum(len(window.mentions) for window in several) == len(whole.mentions)


def test_the_corpus_is_read_in_the_order_of_its_ids(tmp_path: Path) -> None:
    block = HEAD + "[a1 Mali] left.\n---\na1 = Mali | State | ML\n"
    (tmp_path / "a.txt").write_text(block.replace("x-1", "b-5"), encoding="utf-8")
    (tmp_path / "b.txt").write_text(block.replace("x-1", "a-1"), encoding="utf-8")
    found = read_corpus(tmp_path)
    assert [(passage.id, is_test(passage)) for passage in found] == [("a-1", False), ("b-5", True)]


def test_conllu(tmp_path: Path) -> None:
    rows = [
        "# newdoc",
        "# text",
        "1-2\tdont\t_\t_\t_\t_\t_\t_",
        "1\tdo\t_\tAUX\t_\t_\t2\taux:x",
        "2\tgo\t_\tVERB\t_\t_\t0\troot",
        "",
    ]
    path = tmp_path / "a.conllu"
    path.write_text("\n".join(rows * 2), encoding="utf-8")
    documents = list(read_conllu(path))
    assert [len(document) for document in documents] == [1, 1]
    sentence = documents[0][0]
    assert (sentence.words, sentence.heads, sentence.labels) == (["do", "go"], [1, 1], ["aux", "root"])


def test_bio_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.bio"
    path.write_text("# id 1\n1\tMali\tB-LOC\n2\tfell\tO\n\n# id 2\n1\tNo\tO\n", encoding="utf-8")
    found = read_bio(path, 2)
    assert [(sentence.words, sentence.tags) for sentence in found] == [
        (["Mali", "fell"], ["B-LOC", "O"]),
        (["No"], ["O"]),
    ]


def test_re3d_keeps_the_longest_of_overlapping_entities(tmp_path: Path) -> None:
    folder = tmp_path / "subset"
    folder.mkdir()
    documents = [{"_id": f"d{number}", "text": "Malian troops left. All of them."} for number in range(5)]
    entities = [
        {"documentId": "d0", "begin": 0, "end": 6, "type": "Nationality"},
        {"documentId": "d0", "begin": 0, "end": 13, "type": "Organisation"},
    ]
    for name, items in (("documents", documents), ("entities", entities)):
        (folder / f"{name}.json").write_text("\n".join(map(json.dumps, items)) + "\n\n", encoding="utf-8")
    found = list(read_re3d(tmp_path))
    assert found[0][1][0].tags == ["B-Organisation", "I-Organisation", "O", "O"]
    assert [len(document) for _, document in found] == [2] * 5
    train, test = split_re3d(found)
    assert (len(train), len(test)) == (4, 1)
