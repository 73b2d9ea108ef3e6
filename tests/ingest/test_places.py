from __future__ import annotations

from collections import Counter

import pytest

from ingest.beside import beside
from ingest.known_places import known_places, readings
from ingest.place_choice import Surroundings
from ingest.place_signs import Signs
from ingest.places import link_places, resolve
from ingest.resources import read_rows
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
        ("Niger", "water", "niger-river"),
        ("Oman", "water", "geonames/286963"),
        ("Red Sea", "water", "red-sea"),
        ("South America", "region", "south-america"),
        ("Niger", "country", "geonames/2440476"),
        ("Georgia", "country", "geonames/614540"),
        ("Congo", "country", "geonames/203312"),
        ("Republic of the Congo", "country", "geonames/2260494"),
        ("Singapore", "country", "geonames/1880251"),
        ("Singapore", "city", "geonames/1880252"),
        ("state of Georgia", "admin1", "us/georgia-us-state"),
        ("Washington state", "admin1", "us/washington-state"),
        ("New York", "city", "geonames/5128581"),
        ("Delta State", "admin1", "ng/delta-state"),
        ("Casanare", "admin1", "co/casanare-department"),
        ("the Syrian capital", "city", "geonames/170654"),
    ],
)
def test_one_reading(words: str, kind: str, id: str) -> None:
    assert resolve(words, kind).place.id == id


COUNTRIES = [
    # the United States and their namesakes
    ("[name:State United States] and Iranian envoys met in [place:city Geneva]. The U.S. envoy, Secretary Doe, "
     "then told American reporters that U.S. sanctions stay.", "Geneva", "CH"),
    ("U.S. officials said the American team had reached [place:city Paris] from [place:country the United States].",
     "Paris", "FR"),
    ("A gunman was shot in [place:city Paris], [place:admin1 Texas], on Monday.", "Paris", "US"),
    ("Guards closed the gate in [place:city Atlanta]. The governor of [place:admin1 Georgia] called up 500 men.",
     "Georgia", "US"),
    ("Police in [place:city Savannah], [place:admin1 Georgia], held two men.", "Georgia", "US"),
    ("Protesters filled [place:city Tbilisi] as [place:country Georgia] voted.", "Georgia", "GE"),
    ("[place:country Georgia], [place:country Armenia] and Azerbaijan agreed to meet.", "Georgia", "GE"),
    ("National Guard troops left [place:city Lebanon], Pennsylvania, at dawn.", "Lebanon", "US"),
    ("The trial opened in [place:city Rome], where prosecutors from the United States looked on.", "Rome", "IT"),
    ("The boat had left [place:city Havana] for [place:admin1 Florida].", "Florida", "US"),
    # the rest of the Americas
    ("Soldiers raided a camp near [place:city Santa Ana], in western El Salvador.", "Santa Ana", "SV"),
    ("Rebels cut a pipeline in [place:city Villanueva], in the Colombian department of Casanare.", "Villanueva", "CO"),
    ("Bolivian police searched [place:city Trinidad], the capital of Bolivia's Beni Department.", "Trinidad", "BO"),
    ("Chilean marines landed at [place:city Puerto Aldunce]. [place:country Chile] called it a drill.",
     "Puerto Aldunce", "CL"),
    ("Miners marched through [place:city Córdoba] and on to [place:city Buenos Aires].", "Córdoba", "AR"),
    ("Gang members burned a bus in [place:city León], a city in Nicaragua.", "León", "NI"),
    # Europe
    ("Turkish Cypriot police shut [place:city Varosa Gate], Turkish Cypriot media said.", "Varosa Gate", "CY"),
    ("A drone hit the Russian port city of [place:city Verkhnyaya Zarya].", "Verkhnyaya Zarya", "RU"),
    ("Ukraine's navy said a ship was struck off [place:city Odesa].", "Odesa", "UA"),
    ("Ukrainian shells fell on [place:city Tyotkino], in Russia's Kursk region.", "Tyotkino", "RU"),
    ("In [place:city Vienna], Iran said that it would return to the talks.", "Vienna", "AT"),
    ("The Spanish enclave of [place:city Benzu] was sealed off by Moroccan police.", "Benzu", "ES"),
    ("Officers searched a barn near [place:city Newport], in Wales.", "Newport", "GB"),
    ("Kosovo police closed the bridge at [place:city Banjska Reka] in northern Kosovo.", "Banjska Reka", "XK"),
    # the Middle East
    ("Turkish jets bombed [place:city Ain Issa] in northern Syria.", "Ain Issa", "SY"),
    ("Turkish-backed fighters shelled [place:city Umm Kahf], a village in northeastern Syria.", "Umm Kahf", "SY"),
    ("The Iraqi border town of [place:city Sheladiz] was hit by Turkish drones.", "Sheladiz", "IQ"),
    ("Israeli troops searched [place:city Deir Sharaf], west of Nablus in the West Bank.", "Deir Sharaf", "PS"),
    ("A truck was stopped in [place:city Tripoli], in northern Lebanon.", "Tripoli", "LB"),
    ("Rival militias fought in [place:city Tripoli] on Friday, the Libyan interior ministry said.", "Tripoli", "LY"),
    # Africa
    ("Mali's army said that rebels had attacked [place:city Tinfassi]. [place:country Mali] closed the road.",
     "Tinfassi", "ML"),
    ("Gunmen took 40 people from [place:city Maga], in Nigeria's Kebbi state.", "Maga", "NG"),
    ("Al-Shabaab shelled [place:city Bor Dheere], Somalia, overnight.", "Bor Dheere", "SO"),
    ("Mozambican troops retook [place:city Palma] in [place:admin1 Cabo Delgado].", "Palma", "MZ"),
    ("South Sudanese soldiers fired on a convoy outside [place:city Bor], in Jonglei state.", "Bor", "SS"),
    ("French soldiers left [place:city Abéché] in [place:country Chad].", "Abéché", "TD"),
    ("Fighters crossed from [place:country Niger] into [place:admin1 Niger State] in Nigeria.", "Niger State", "NG"),
    # Asia and the Pacific
    ("Two men were killed in [place:city Handwara], in Indian-administered Kashmir.", "Handwara", "IN"),
    ("Pakistani troops fired across the line near [place:city Kel Bala], in Pakistan-administered Kashmir.",
     "Kel Bala", "PK"),
    ("Chinese warships drilled off the [place:region Shandong Peninsula].", "Shandong Peninsula", "CN"),
    ("Bombs went off in [place:city Hyderabad], in the Pakistani province of Sindh.", "Hyderabad", "PK"),
    ("Marines were ambushed near [place:city San Juan], on the Philippine island of Mindoro.", "San Juan", "PH"),
    ("Troops found a cache at [place:city Ruma] in the [place:region Chittagong Hill Tracts].", "Ruma", "BD"),
    ("The junta bombed [place:city Kyauk Htu], a town in Myanmar's Magway region.", "Kyauk Htu", "MM"),
    ("Looters ran through [place:city Newcastle], in New South Wales.", "Newcastle", "AU"),
    ("New Zealand police shut the port of [place:city Wellington].", "Wellington", "NZ"),
    ("Tribes fought near [place:city Porgera Tal], in Papua New Guinea's Enga province.", "Porgera Tal", "PG"),
    # nothing decides: no guess
    ("French and Malian envoys spoke of [place:city Kestra Dune], and so did Chad's.", "Kestra Dune", None),
    ("Kenyan and Somali officers met at [place:city Hillsborough].", "Hillsborough", None),
    ("Ships of Iran and Oman passed the [place:water Strait of Hormuz].", "Strait of Hormuz", None),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "name", "country"), COUNTRIES, ids=[f"{n}-{c}" for _, n, c in COUNTRIES])
def test_the_text_says_which_country(marked: str, name: str, country: str | None) -> None:
    found = {mention.text: place for place in link_places(doc_with(marked)).places for mention in place.mentions}
    assert found[name].country == country


def around(**places: int) -> Surroundings:
    return Surroundings(Signs(places=Counter(places)), Counter(places))


def test_the_countries_of_the_report_choose_among_namesakes() -> None:
    assert resolve("Santiago", "city").place.country == "CL"
    assert resolve("San Juan", "city", around(PH=2)).place.country == "PH"
    assert resolve("San Juan", "city", around(AR=2)).place.country == "AR"


def test_a_capital_stays_whatever_the_report_is_about() -> None:
    assert resolve("Santiago", "city", around(PH=2)).place.country == "CL"
    assert resolve("Lima", "city", around(US=5)).place.country == "PE"


def test_people_count_less_than_places() -> None:
    text = "Egyptian officers and Egyptian envoys flew in. [place:country Lebanon] shut [place:city Tripoli]."
    assert [place.country for place in link_places(doc_with(text)).places] == ["LB", "LB"]


def test_one_name_is_one_place_also_where_nothing_stands_beside_it() -> None:
    text = "Police sealed off [place:city Paris], Texas. The mayor of [place:city Paris] thanked them."
    (place,) = link_places(doc_with(text)).places
    assert (place.country, len(place.mentions)) == ("US", 2)


def test_two_places_of_one_name_are_told_apart() -> None:
    text = "They flew from [place:city Valencia], Spain, to [place:city Valencia], Venezuela."
    assert [place.country for place in link_places(doc_with(text)).places] == ["ES", "VE"]


def test_every_choice_has_its_reasons() -> None:
    linked = link_places(doc_with("Jets hit [place:city Tal Hisar] in northern Syria and [place:city Aleppo]."))
    assert linked.reasons["sy/tal-hisar"] == ("not in the gazetteers", "beside 'Syria'")
    assert linked.reasons["geonames/170063"][0].startswith("city of ")


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Shells fell on Vuhla in the eastern Ukrainian province of Donetsk.", "Vuhla", "Ukrainian"),
        ("Syria's Manbij fell.", "Manbij", "Syria"),
        ("He was shot in Sur, a coastal city in Oman.", "Sur", "Oman"),
        ("He was shot in Sur (Oman).", "Sur", "Oman"),
        ("In Sur, Oman said it would help.", "Sur", None),
        ("Talks in Sur, Oman and Iran agreed, will go on.", "Sur", None),
        ("Sur, Oman's oldest port, was calm.", "Sur", None),
        ("They met in Sur in Iranian-brokered talks.", "Sur", None),
        ("Russian forces captured Sur.", "Sur", None),
        ("the Russian-held city of Sur", "Sur", None),
        ("the Russian-held Ukrainian city of Sur", "Sur", "Ukrainian"),
    ],
)
def test_what_stands_beside(text: str, name: str, words: str | None) -> None:
    doc = doc_with(text)
    start = next(token.i for token in doc if token.text == name)
    found = beside(doc, start, start + 1)
    assert (found.words if found else None) == words


def test_an_actor_is_no_place_beside() -> None:
    doc = doc_with("They were in Sur, Oman, when it fell.")
    assert beside(doc, 3, 4, frozenset({5})) is None


def test_words_that_only_happen_to_be_places() -> None:
    place = resolve("Airport", "facility").place
    assert (place.id, place.country, place.kind) == ("airport", None, "facility")


def test_unknown_places_keep_their_name() -> None:
    place = resolve("Kestra  Ridge", "other").place
    assert (place.id, place.name, place.latitude) == ("kestra-ridge", "Kestra Ridge", None)


def test_an_unknown_place_lies_in_the_country_that_the_text_gives_it() -> None:
    (place,) = link_places(doc_with("A drone hit [place:city Kestra] in northern Mali.")).places
    assert (place.id, place.country, place.parents[0]) == ("ml/kestra", "ML", "geonames/2453866")


def test_parents_reach_from_the_city_to_the_country_and_beyond() -> None:
    guayaquil = resolve("Guayaquil", "city").place
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


def test_an_id_belongs_to_one_place() -> None:
    ids = Counter(row["id"] for name in ("places.csv", "more_places.csv", "regions.csv") for row in read_rows(name))
    assert [id for id, times in ids.items() if times > 1] == []
    named = {row["id"] for name in ("place_names.csv", "prominent.csv") for row in read_rows(name)}
    assert named <= ids.keys()


def test_a_division_is_called_without_its_kind_too() -> None:
    assert [place.id for place in readings("hela")] == ["pg/hela-province"]
    assert "pg/central-province" not in {place.id for place in readings("central")}
