"""Ablations: what the gold gives is not lost on the way."""

from __future__ import annotations

from pathlib import Path

from benchmarks.quality.stages import STAGES, measure

PASSAGES = """id: s-005
style: wire
region: Andes
date: 2026-03-04
title: Patrol

[a1 Peruvian troops] and [a2 Chilean police] {e1 raided} a camp of [a3n smugglers] near [l1 Tacna].
[a4 Bolivia] {e2 praised} the {e1+ raid}.
---
a1 = Peruvian Army | Military | PE
a2 = Chilean police | Police | CL
a3 = smugglers | CriminalGroup | -
a4 = Bolivia | State | BO
l1 = Tacna | city | PE
e1 = COERCE/raid asserted agent=a1,a2 target=a3 place=l1
e2 = SUPPORT asserted agent=a4
"""


def test_with_all_stages_from_the_gold_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text(PASSAGES, encoding="utf-8")
    figures = measure(tmp_path, STAGES)
    wanted = ("actors", "locations", "events, type right", "agent side", "targets", "partner pairs", "opponent pairs")
    assert {name: figures[name] for name in wanted} == dict.fromkeys(wanted, 1.0)
