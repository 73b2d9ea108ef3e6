from __future__ import annotations

from datetime import date

import pytest

from ingest.actors import LinkedActors, link_actors
from tests.ingest.marked import doc_with


def link(marked: str) -> LinkedActors:
    return link_actors(doc_with(marked), report_id="r1", published=date(2026, 3, 4))


def names(marked: str) -> list[str]:
    return [actor.name for actor in link(marked).actors]


def test_three_spellings_meet() -> None:
    linked = link(
        "[name:Military SOUTHCOM], the [name:Military U.S. Southern Command], "
        "[name:Military United States Southern Command]"
    )
    assert len(linked.actors) == 1
    assert linked.actors[0].id == "united-states-southern-command"
    assert "SOUTHCOM" in linked.actors[0].aliases


@pytest.mark.parametrize(
    ("words", "type_", "name", "kind", "country"),
    [
        ("Ecuadorian forces", "Military", "Ecuadorian Armed Forces", "Military", "EC"),
        ("Colombian navy", "Military", "Colombian Navy", "Military", "CO"),
        ("U.S. officials", "Government", "Government of the United States", "Government", "US"),
        ("South Sudanese troops", "Military", "South Sudan People's Defence Forces", "Military", "SS"),
        ("Havana", "State", "Cuba", "State", "CU"),
        ("Nigerien army", "Military", "Niger Armed Forces", "Military", "NE"),
    ],
)
def test_composition_and_metonymy(words: str, type_: str, name: str, kind: str, country: str) -> None:
    (actor,) = link(f"[name:{type_} {words}] said so.").actors
    assert (actor.name, actor.type, actor.country) == (name, kind, country)


def test_shared_noun() -> None:
    assert names("[name:Military French] and [name:Military Malian troops] met.") == [
        "French Armed Forces",
        "Malian Armed Forces",
    ]


@pytest.mark.parametrize(
    "pair",
    [
        ("Sudan", "South Sudan"),
        ("Niger", "Nigeria"),
        ("Guinea", "Equatorial Guinea"),
        ("Republic of the Congo", "Democratic Republic of the Congo"),
        ("Dominica", "Dominican Republic"),
        ("North Korea", "South Korea"),
    ],
)
def test_confusable_states_stay_apart(pair: tuple[str, str]) -> None:
    assert len(link(f"[name:State {pair[0]}] and [name:State {pair[1]}] met.").actors) == 2


def test_acronym_introduced_in_the_text() -> None:
    linked = link(
        "The [name:ArmedGroup Front for the Free Delta] ([name:ArmedGroup FFD]) struck. [name:ArmedGroup FFD] men fled."
    )
    assert len(linked.actors) == 1
    assert linked.actors[0].name == "Front for the Free Delta"
    assert linked.actors[0].aliases == ("FFD",)


def test_person_by_title_then_last_name() -> None:
    linked = link(
        "[name:Person Colonel Amadou Kestra] spoke. [name:Person Kestra] left. [pronoun:Person>1 He] was calm."
    )
    (actor,) = linked.actors
    assert (actor.name, len(actor.mentions)) == ("Amadou Kestra", 3)


def test_nationality_in_a_title_gives_a_home() -> None:
    (actor,) = link("[name:Person Ecuadorian Colonel Ana Brixo] spoke.").actors
    assert (actor.name, actor.country) == ("Ana Brixo", "EC")


def test_nameless_actors_belong_to_their_report() -> None:
    marked = "[nominal:ArmedGroup gunmen] fled."
    first = link_actors(doc_with(marked), report_id="r1", published=None).actors[0]
    second = link_actors(doc_with(marked), report_id="r2", published=None).actors[0]
    assert first.name == second.name == "gunmen"
    assert first.id != second.id


def test_body_of_the_state_before_it() -> None:
    linked = link("[name:State Mali]'s [nominal:Military army] left.")
    assert [actor.name for actor in linked.actors] == ["Mali", "Malian Armed Forces"]


def test_two_countries() -> None:
    linked = link("[name:State Peru] met [name:State Chile]. The [nominal:State two countries] signed.")
    assert set(linked.ids[2]) == {"peru", "chile"}


def test_an_unknown_actor_is_new_not_the_nearest_known() -> None:
    (actor,) = link("The [name:ArmedGroup Southern Sky Command] struck.").actors
    assert (actor.id, actor.name) == ("southern-sky-command", "Southern Sky Command")


def test_hostile_names_make_safe_ids() -> None:
    linked = link('[name:ArmedGroup <script>alert(1)</script>] and [name:ArmedGroup ../../etc"> DROP ALL] met.')
    assert all(set(actor.id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for actor in linked.actors)
