"""Decisions on actors that would make wrong edges if they went wrong."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.actors import LinkedActors, link_actors
from tests.ingest.marked import doc_with


def link(marked: str) -> LinkedActors:
    return link_actors(doc_with(marked), report_id="r1", published=date(2026, 3, 4))


@pytest.mark.parametrize(
    ("marked", "last"),
    [
        ("[name:State Mali] met [name:State Chad]. Two [nominal:ArmedGroup gunmen] fled.", 1),
        ("[name:State Mali] met [name:State Chad]. Police held two [nominal:Person men].", 1),
        ("[name:State Mali] met [name:State Chad]. The two [nominal:State countries] signed.", 2),
        ("[name:State Mali] met [name:State Chad]. The two [nominal:Person leaders] signed.", 1),
        ("[name:Person Ana Brixo] met [name:State Chad] and [name:Person Ugo Lem]. Both [nominal:Person men] left.", 2),
        ("[name:State Mali] met [name:State Chad]. Both [nominal:State sides] signed.", 2),
        ("[name:State Mali] met [name:State Chad]. [name:State Peru] praised both [nominal:State sides].", 1),
        ("[name:State Mali] met [name:Military Malian troops]. Both [nominal:State sides] signed.", 1),
        ("[name:State Mali] met [name:State Chad]. It rained. The two [nominal:State countries] signed.", 1),
        ("[name:State Mali], [name:State Chad] and [name:State Peru] met. The two [nominal:State countries] left.", 1),
        ("[name:State Mali], [name:State Chad] and [name:State Peru] met. The three [nominal:State states] left.", 3),
        ("[name:State Mali] met [name:State Chad]. All [nominal:State parties] signed.", 1),
        ("[name:State Mali] spoke. Both [nominal:State sides] signed.", 1),
    ],
)
def test_who_a_set_stands_for(marked: str, last: int) -> None:
    linked = link(marked)
    assert len(linked.ids[max(linked.ids)]) == last


@pytest.mark.parametrize("words", ["Russian-backed forces", "Russian backed forces", "Russian-trained soldiers"])
def test_forces_that_a_state_stands_behind_are_not_its_own(words: str) -> None:
    (actor,) = link(f"The [nominal:ArmedGroup {words}] left.").actors
    assert (actor.type, actor.country) == ("ArmedGroup", None)


@pytest.mark.parametrize("words", ["Syrian Kurdish forces", "Ugandan Liberation Army", "Colombian ex-soldiers"])
def test_bodies_out_of_the_states_hands(words: str) -> None:
    (actor,) = link(f"The [name:ArmedGroup {words}] left.").actors
    assert actor.type == "ArmedGroup"


def test_a_shared_acronym_of_a_state() -> None:
    assert [actor.id for actor in link("[name:State DRC] spoke.").actors] == ["democratic-republic-of-the-congo"]
    assert [actor.type for actor in link("The [name:NGO DRC] spoke.").actors] == ["NGO"]


def test_a_lone_nationality_is_nobodys_alias() -> None:
    linked = link("[name:Military French] and [name:Military Malian troops] met.")
    assert all("French" not in actor.aliases for actor in linked.actors)


def test_a_set_of_which_too_few_are_named_is_none_of_them() -> None:
    linked = link("[name:State Mali] spoke. Both [nominal:State>0 sides] signed.")
    assert linked.ids[1] != ("mali",)


# persons


def test_a_name_without_letters_is_no_person() -> None:
    assert len(link("[name:Person 's] met [name:Person Kestra] and [name:Person 's].").actors) == 2


def test_a_full_name_completes_the_last_name_of_the_headline_once() -> None:
    linked = link(
        "[name:Person Kestra] wins. [name:Person Colonel Amadou Kestra] spoke. [name:Person Ana Kestra] left. "
        "[name:Person Amadou Kestra] stayed."
    )
    assert [(actor.id, len(actor.mentions)) for actor in linked.actors] == [("amadou-kestra", 3), ("ana-kestra", 1)]


def test_a_known_full_name_completes_the_last_name() -> None:
    (actor,) = link("[name:Person Noboa] flew in. [name:Person Daniel Noboa] spoke.").actors
    assert (actor.id, len(actor.mentions)) == ("daniel-noboa", 2)


def test_a_person_of_the_text_goes_before_a_known_namesake() -> None:
    (actor,) = link("[name:Person Amadou Noboa] came. [name:Person Colonel Noboa] spoke.").actors
    assert actor.id == "amadou-noboa"


def test_the_nationality_in_a_title_must_be_the_known_persons() -> None:
    assert [actor.id for actor in link("[name:Person Ecuadorian President Noboa] spoke.").actors] == ["daniel-noboa"]
    assert [actor.id for actor in link("[name:Person Peruvian Colonel Noboa] spoke.").actors] == ["noboa"]


def test_of_two_namesakes_the_antecedent_or_the_latest() -> None:
    two = "[name:Person Ana Kestra] met [name:Person Ugo Kestra]. "
    assert link(two + "[name:Person Kestra] left.").ids[2] == ("ugo-kestra",)
    assert link(two + "[name:Person>0 Kestra] left.").ids[2] == ("ana-kestra",)


def test_an_office_holder_is_not_the_ministry() -> None:
    linked = link("[name:Person Ana Brixo], the [nominal:Person>0 defence minister] of [name:State Mali], left.")
    assert linked.ids[1] == ("ana-brixo",)


# short forms and nominals


@pytest.mark.parametrize(
    "marked",
    [
        "The [name:ArmedGroup Northern Sky Movement] ([name:ArmedGroup NSM]) left.",
        "The [name:ArmedGroup Northern Sky Movement] left. [name:Person Ana Brixo] saw it. [name:ArmedGroup NSM] won.",
        "The [name:ArmedGroup Movement of the Sky] left. [name:ArmedGroup MOTS] won.",
    ],
)
def test_acronyms_join_their_names(marked: str) -> None:
    linked = link(marked)
    assert linked.ids[max(linked.ids)] == linked.ids[0]


def test_an_acronym_is_not_that_of_a_person() -> None:
    linked = link("[name:Person Ana Brixo] left. [name:ArmedGroup AB] won.")
    assert linked.ids[0] != linked.ids[1]


def test_the_only_body_of_its_kind() -> None:
    linked = link("[name:Government Colombian government] spoke. The [nominal:Government government] left.")
    assert linked.ids[0] == linked.ids[1]
    linked = link(
        "[name:Government Colombian government] met [name:Government Peruvian government]. "
        "The [nominal:Government government] left."
    )
    assert linked.ids[2] not in (linked.ids[0], linked.ids[1])


def test_a_name_that_ends_like_a_body_is_not_that_body() -> None:
    linked = link("The [name:ArmedGroup Islamic State] fled. The [nominal:State state] is weak.")
    assert linked.ids[1] != linked.ids[0]
    linked = link("The [name:ArmedGroup Papuan Liberation Army] fled. The [nominal:Military army] is near.")
    assert linked.ids[1] != linked.ids[0]


def test_owners_beside_a_body() -> None:
    assert link("The [nominal:Military army] of [name:State Mali] left.").ids[0] == ("malian-armed-forces",)
    linked = link("[name:State Mali] spoke. [pronoun:State>0 Its] [nominal:Military army] left.")
    assert linked.ids[2] == ("malian-armed-forces",)


def test_mentions_of_one_actor_are_in_text_order() -> None:
    linked = link(
        "[name:State Mali] left. [name:Military SOUTHCOM] met [name:State Republic of Mali] and [name:State Mali]."
    )
    for actor in linked.actors:
        assert [m.begin for m in actor.mentions] == sorted(m.begin for m in actor.mentions)


@pytest.mark.parametrize("marked", ["", " ", "\n", "Nobody is named."])
def test_no_mentions(marked: str) -> None:
    linked = link(marked)
    assert (linked.actors, linked.ids) == ([], {})
