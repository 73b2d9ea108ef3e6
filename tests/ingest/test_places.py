from __future__ import annotations

from collections import Counter

import pytest

from ingest.places import known_places, link_places, resolve
from tests.ingest.marked import doc_with


@pytest.mark.parametrize(
    ("words", "kind", "id"),
    [
        ("U.S.", "country", "geonames/6252001"),
        ("Mexico City", "city", "geonames/3530597"),
        ("Port Sudan", "city", "geonames/377039"),
        ("Gao region", "region", "ml/gao-region"),
        ("the outskirts of Gao", "city", "geonames/2457163"),
        ("Gulf of Guinea", "water", "gulf-of-guinea"),
        ("Lake Malawi", "water", "lake-malawi"),
        ("Senegal River", "water", "senegal-river"),
        ("South America", "region", "south-america"),
        ("Niger", "country", "geonames/2440476"),
        ("Georgia", "country", "geonames/614540"),
        ("Congo", "country", "geonames/203312"),
        ("Republic of the Congo", "country", "geonames/2260494"),
    ],
)
def test_one_reading(words: str, kind: str, id: str) -> None:
    assert resolve(words, kind, Counter()).id == id


def test_the_countries_of_the_report_choose_among_namesakes() -> None:
    assert resolve("Santiago", "city", Counter()).country == "CL"
    assert resolve("Santiago", "city", Counter(PH=2)).country == "PH"
    assert resolve("Santiago", "city", Counter(FR=2)).country == "CL"


def test_a_nationality_in_the_text_counts() -> None:
    (place,) = link_places(doc_with("[name:Military Philippine troops] left [place:city Santiago].")).places
    assert place.country == "PH"


def test_words_that_only_happen_to_be_places() -> None:
    place = resolve("Airport", "facility", Counter())
    assert (place.id, place.country, place.kind) == ("airport", None, "facility")


def test_unknown_places_keep_their_name() -> None:
    place = resolve("Kestra  Ridge", "other", Counter())
    assert (place.id, place.name, place.latitude) == ("kestra-ridge", "Kestra Ridge", None)


def test_parents_reach_from_the_city_to_the_country_and_beyond() -> None:
    guayaquil = resolve("Guayaquil", "city", Counter())
    assert guayaquil.parents[:2] == ("ec/guayas", "geonames/3658394")
    assert len(set(guayaquil.parents)) == len(guayaquil.parents)
    assert guayaquil.id not in guayaquil.parents


def test_a_nominal_takes_its_antecedent_or_is_no_place() -> None:
    linked = link_places(doc_with("[place:city Gao] fell. The [place:city>0 city] burned. A [place:city village] too."))
    assert (len(linked.places), len(linked.places[0].mentions), sorted(linked.ids)) == (1, 2, [0, 1])


def test_a_name_after_a_small_word_is_a_place() -> None:
    (place,) = link_places(doc_with("Clashes in [place:region central Kestra] went on.")).places
    assert place.name == "central Kestra"


def test_offsets_hold_and_order_is_that_of_the_text() -> None:
    doc = doc_with("[place:city Gao], [place:city Kidal], [place:country Mali] and [place:city Gao].")
    places = link_places(doc).places
    assert [place.name for place in places] == ["Gao", "Kidal", "Mali"]
    assert all(doc.text[m.begin : m.end] == m.text for place in places for m in place.mentions)


def test_every_known_place_has_one_id_per_reading() -> None:
    for group in known_places().values():
        assert len({place.id for place in group}) == len(group)
