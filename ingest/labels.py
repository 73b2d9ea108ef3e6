"""The label sets of the language model's heads, in the order of their outputs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()

SPAN_KINDS = (
    "actor-name",
    "actor-nominal",
    "actor-pronoun",
    "place",
    "time",
    "number",
    "operation",
    "instrument",
    "object",
)
"""What a mention can be; the tags of the mention head are O and B-/I- of each."""

ACTOR_TYPES = (
    "State Government Military Police IntelligenceService ArmedGroup CriminalGroup IntergovernmentalOrganization "
    "NGO PoliticalParty Person Company Media PopulationGroup"
).split()
PLACE_KINDS = ["country", "admin1", "city", "water", "region", "facility", "other"]
EVENT_TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT"
).split()
MODALITIES = ["asserted", "planned", "possible", "alleged", "negated"]
MODES = (
    "none abduct aerial alert arrest assassinate ban bombing boycott call ceasefire clash convict curfew cyber "
    "demonstrate deport designate disarm discontinue drone ease economic exercise expel hijack humanitarian "
    "hunger-strike intelligence-sharing joint-exercise joint-operation joint-patrol mediate meet military "
    "missile-test peacekeeping raid release repress rescue resign restrict riot seize shelling shooting strike "
    "suicide-attack torture training troops visit withdraw"
).split()
ROLES = (
    "none agent partner target beneficiary mediator speaker place origin destination instrument object operation "
    "time killed injured captured"
).split()


def tags(kinds: tuple[str, ...] | list[str]) -> list[str]:
    """The BIO tags of some kinds of span.

    >>> tags(["time"])
    ['O', 'B-time', 'I-time']
    """
    return ["O", *(f"{prefix}-{kind}" for kind in kinds for prefix in "BI")]


def bio_spans(tags: Iterable[str], *, breaks: Collection[int] = ()) -> Iterator[tuple[int, int, str]]:
    """Spans (begin, end, kind) of BIO tags; an I- after another kind opens a span, and none crosses a break.

    >>> list(bio_spans(["B-x", "I-x", "O", "I-x"]))
    [(0, 2, 'x'), (3, 4, 'x')]
    """
    begin, kind = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        if kind and (tag[0] != "I" or tag[2:] != kind or index in breaks):
            yield begin, index, kind
            kind = ""
        if tag != "O" and not kind:
            begin, kind = index, tag[2:]
