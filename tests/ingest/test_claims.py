"""Claims from triggers and roles that are set by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from ingest.actors import link_actors
from ingest.analysis import FoundMention, FoundRole, FoundTrigger, mentions_of
from ingest.claims import Context, build_claims, quantity
from ingest.contexts import contexts_of
from ingest.language import looks_english
from ingest.modality import revise_modality
from ingest.places import link_places
from ontology.model import Claim, Count
from tests.ingest.marked import doc_with

TODAY = date(2026, 3, 4)


def add_mention(doc: Doc, words: str, kind: str) -> int:
    """Mark more words of the Doc; the index of the new mention."""
    begin = doc.text.index(words)
    span = doc.char_span(begin, begin + len(words))
    assert span is not None
    doc._.mentions.append(FoundMention(len(doc._.mentions), span.start, span.end, kind, "", 0.9))
    return len(doc._.mentions) - 1


def add_trigger(
    doc: Doc,
    words: str,
    roles: str = "",
    *,
    type: str = "ASSAULT",
    modality: str = "asserted",
    antecedent: int | None = None,
) -> FoundTrigger:
    """A trigger on some words; roles are like "agent:0 target:1"."""
    span = doc.char_span(begin := doc.text.index(words), begin + len(words))
    assert span is not None
    found = [FoundRole(role, int(number), 0.9) for role, _, number in (r.partition(":") for r in roles.split())]
    index = len(doc._.triggers)
    trigger = FoundTrigger(
        index,
        span.start,
        span.end,
        0.9,
        type=type,
        modality=modality,
        type_score=0.8,
        roles=found,
        antecedent=antecedent,
    )
    doc._.triggers.append(trigger)
    return trigger


def claims(doc: Doc) -> list[Claim]:
    actors = link_actors(doc, report_id="r1", published=TODAY)
    return build_claims(Context(doc, actors, link_places(doc), TODAY))


PAIR = "[name:State Mali] attacked [name:State Chad] near [place:city Gao]. The attack failed."


def test_triggers_of_one_event_make_one_claim() -> None:
    doc = doc_with(PAIR)
    add_trigger(doc, "attacked", "agent:0 target:1")
    add_trigger(doc, "attack failed", "place:2", antecedent=0)
    (claim,) = claims(doc)
    assert (claim.agents, claim.targets, len(claim.locations)) == (("mali",), ("chad",), 1)
    assert [e.quote for e in claim.evidence] == ["Mali attacked Chad near Gao.", "The attack failed."]
    assert claim.trigger.text == "attacked"
    assert "stated 2 times" in claim.reasons


@pytest.mark.parametrize(("type_", "modality"), [("COERCE", "asserted"), ("ASSAULT", "negated")])
def test_triggers_of_another_type_or_modality_stay_apart(type_: str, modality: str) -> None:
    doc = doc_with(PAIR)
    add_trigger(doc, "attacked", "agent:0 target:1")
    add_trigger(doc, "attack failed", type=type_, modality=modality, antecedent=0)
    assert [claim.id for claim in claims(doc)] == ["e1", "e2"]


def test_a_cue_that_denies_keeps_a_trigger_apart() -> None:
    doc = doc_with("[name:State Mali] attacked [name:State Chad]. [name:State Mali] never struck [name:State Chad].")
    add_trigger(doc, "attacked", "agent:0 target:1")
    add_trigger(doc, "struck", "agent:2 target:3", antecedent=0)
    hang(doc, "never", "struck", "advmod", "VERB")
    assert [claim.modality for claim in claims(doc)] == ["asserted", "negated"]


def test_nobody_is_on_both_sides() -> None:
    doc = doc_with("[name:State Mali], [name:State Chad] and [name:State Mali] again attacked.")
    add_trigger(doc, "attacked", "agent:0 partner:2 target:1 target:2 mediator:0 beneficiary:0")
    (claim,) = claims(doc)
    assert (claim.agents, claim.partners, claim.targets) == (("mali",), (), ("chad",))
    assert (claim.mediators, claim.beneficiaries) == ((), ())


# a state and its own bodies

OWN = "[name:State Mali], [name:Military Malian troops] and [name:Military French soldiers] attacked."


@pytest.mark.parametrize(
    ("roles", "agents", "partners"),
    [
        ("agent:0 agent:1", ("malian-armed-forces",), ()),
        ("agent:1 partner:0", ("malian-armed-forces",), ()),
        ("agent:0 partner:1 partner:2", ("malian-armed-forces",), ("french-armed-forces",)),
        ("agent:0 partner:2", ("mali",), ("french-armed-forces",)),
    ],
)
def test_a_state_named_beside_its_own_body(roles: str, agents: tuple[str, ...], partners: tuple[str, ...]) -> None:
    doc = doc_with(OWN)
    add_trigger(doc, "attacked", roles)
    (claim,) = claims(doc)
    assert (claim.agents, claim.partners) == (agents, partners)


def test_bodies_without_a_country_drop_no_state() -> None:
    doc = doc_with("The [nominal:Military army] and [name:State Zorland] attacked.")
    add_trigger(doc, "attacked", "agent:0 agent:1")
    assert "zorland" in claims(doc)[0].agents


# numbers


@pytest.mark.parametrize(
    ("text", "numbers", "killed", "injured", "captured"),
    [
        ("They killed 12 and wounded 30 others.", "killed:12 injured:30", 12, 30, None),
        ("It left 12 dead.", "injured:12", 12, None, None),
        ("It left 12 people dead, wounding 30.", "killed:12 injured:30", 12, 30, None),
        ("They killed 12 hostages.", "killed:12", 12, None, None),
        ("They killed 12, wounded 30 and captured 5.", "killed:12 injured:30 captured:5", 12, 30, 5),
        ("They held 7 arrested men.", "killed:7", None, None, 7),
    ],
)
def test_counts(text: str, numbers: str, killed: int | None, injured: int | None, captured: int | None) -> None:
    doc = doc_with(text)
    roles = [f"{role}:{add_mention(doc, words, 'number')}" for role, words in (n.split(":") for n in numbers.split())]
    add_trigger(doc, text.split()[1], " ".join(roles))
    (claim,) = claims(doc)
    assert [least(claim.killed), least(claim.injured), least(claim.captured)] == [killed, injured, captured]


def least(count: Count | None) -> int | None:
    return count.min if count else None


@pytest.mark.parametrize(
    ("text", "name", "amount", "unit"),
    [
        ("two tonnes of cocaine", "cocaine", 2.0, "tonnes"),
        ("1.5 tonnes of cocaine", "cocaine", 1.5, "tonnes"),
        ("more than 1,200 kg of heroin", "heroin", 1200.0, "kg"),
        ("twenty five rifles", "rifles", 25.0, None),
        ("two hundred and six rifles", "rifles", 206.0, None),
        ("3 dozen rifles", "rifles", 36.0, None),
        ("2.5 million rounds", "rounds", 2_500_000.0, None),
        ("F-16 jets", "F-16 jets", None, None),
        ("T-72 tanks", "T-72 tanks", None, None),
        ("155mm shells", "155mm shells", None, None),
        ("weapons worth $2 million", "weapons worth $2 million", None, None),
        ("12", "12", None, None),
        ("", "", None, None),
    ],
)
def test_quantity(text: str, name: str, amount: float | None, unit: str | None) -> None:
    found = quantity(text)
    assert (found.text, found.name, found.amount, found.unit) == (text, name, amount, unit)


QUANTITY = st.lists(
    st.sampled_from(["two", "and", "of", "a", "1.5", "1,2,3", "million", "over ", "kg", "-", "."]), max_size=6
)


@given(QUANTITY.map(" ".join) | st.text(max_size=30))
def test_any_quantity(text: str) -> None:
    found = quantity(text)
    assert found.text == text
    assert found.name or not text


# evidence, time, who says so


def test_evidence_has_no_white_space_around_it() -> None:
    doc = doc_with("Headline\n\n   [name:State Mali] attacked\nall of [name:State Chad].  \n\n Next one.")
    add_trigger(doc, "attacked", "agent:0 target:1")
    (claim,) = claims(doc)
    assert [e.quote for e in claim.evidence] == ["Mali attacked\nall of Chad."]
    assert all(doc.text[e.begin : e.end] == e.quote for e in claim.evidence)


def test_a_date_goes_before_words_that_give_none() -> None:
    doc = doc_with("At dawn they attacked on Tuesday.")
    add_trigger(doc, "attacked", f"time:{add_mention(doc, 'dawn', 'time')} time:{add_mention(doc, 'Tuesday', 'time')}")
    (claim,) = claims(doc)
    assert claim.time is not None
    assert (claim.time.text, claim.time.begin) == ("Tuesday", date(2026, 3, 3))


def test_the_speaker_is_rather_not_the_one_who_acts() -> None:
    doc = doc_with("[name:State Mali] attacked, [name:State Chad] said.")
    add_trigger(doc, "attacked", "agent:0 speaker:0 speaker:1")
    hang(doc, "Chad", "said", "nsubj", "VERB")
    (claim,) = claims(doc)
    assert (claim.attributed_to, claim.attribution_verb) == ("chad", "said")


def test_roles_of_mentions_that_are_nobody_are_left_out() -> None:
    doc = doc_with("[pronoun:State They] attacked [place:city it].")
    add_trigger(doc, "attacked", "agent:0 place:1")
    (claim,) = claims(doc)
    assert (claim.agents, claim.locations) == ((), ())
    assert 0 <= claim.confidence <= 1


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_nothing_gives_no_claims(text: str) -> None:
    assert claims(doc_with(text)) == []


# modality cues


def hang(doc: Doc, word: str, head: str, relation: str, pos: str) -> None:
    """Let one word of a Doc depend on another, and give the head its part of speech."""
    words = [token.text for token in doc]
    child, parent = doc[words.index(word)], doc[words.index(head)]
    starts = [token.i for token in doc if token.is_sent_start]
    child.head, child.dep_, parent.pos_ = parent, relation, pos
    for token in doc:
        assert not token.is_sent_start or token.i in starts


@pytest.mark.parametrize(
    ("text", "cue", "relation", "pos", "modality"),
    [
        ("They did not attack it.", "not", "advmod", "VERB", "negated"),
        ("They did not only attack it.", "not", "advmod", "VERB", "asserted"),
        ("There was no attack.", "no", "det", "NOUN", "negated"),
        ("They may attack it.", "may", "aux", "VERB", "possible"),
        ("They would attack it.", "would", "aux", "VERB", "asserted"),
        ("They will attack it.", "will", "aux", "VERB", "planned"),
        ("They allegedly attack it.", "allegedly", "advmod", "VERB", "alleged"),
        ("In May they attack it.", "May", "obl", "VERB", "asserted"),
        ("The not attack it.", "not", "advmod", "NOUN", "asserted"),
    ],
)
def test_cues(text: str, cue: str, relation: str, pos: str, modality: str) -> None:
    doc = doc_with(text)
    trigger = add_trigger(doc, "attack")
    hang(doc, cue, "attack", relation, pos)
    found, shown = revise_modality(doc, trigger)
    assert (found, shown) == (modality, cue if modality != "asserted" else None)


@pytest.mark.parametrize("modality", ["asserted", "planned", "possible", "alleged", "negated"])
def test_without_a_cue_the_model_decides(modality: str) -> None:
    doc = doc_with("They attack it.")
    assert revise_modality(doc, add_trigger(doc, "attack", modality=modality)) == (modality, None)


def test_a_denied_allegation_stays_what_the_model_says() -> None:
    doc = doc_with("They will attack it.")
    trigger = add_trigger(doc, "attack", modality="alleged")
    hang(doc, "will", "attack", "aux", "VERB")
    assert revise_modality(doc, trigger) == ("alleged", None)


# contexts and language


def test_contexts_are_whole_words_sorted() -> None:
    assert contexts_of("The NAVY seized cocaine.") == ("illegal_drugs", "maritime", "military")
    assert contexts_of("Navyblue paint.") == ()
    assert contexts_of("") == ()


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("", True),
        ("Gao", True),
        ("French troops kill Islamist commander during raid near Mali border post", True),
        ("The army said that it had sent troops to the town on Monday.", True),
        ("Las fuerzas armadas del país atacaron a los rebeldes cerca de la frontera el martes pasado.", False),
        ("Les forces armées ont attaqué une base des rebelles près de la frontière mardi dernier.", False),
        ("Die Armee hat am Dienstag ein Lager der Rebellen in der Nähe der Grenze angegriffen.", False),
        ("قال الجيش إن القوات هاجمت معسكرا للمتمردين قرب الحدود يوم الثلاثاء", False),
        ("lorem ipsum " * 60, False),
    ],
)
def test_language(text: str, english: bool) -> None:
    assert looks_english(text) is english


def test_mentions_are_untouched() -> None:
    doc = doc_with(PAIR)
    before = list(mentions_of(doc))
    add_trigger(doc, "attacked", "agent:0 target:1")
    claims(doc)
    assert mentions_of(doc) == before
