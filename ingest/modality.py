"""Whether an event is told as fact, plan, possibility, allegation or denial: the model's answer, checked by cues.

A cue is a word that accompanies the trigger in the parse. Cues decide where English leaves little doubt (a modal on the
verb, a negation); otherwise the language model decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ingest.analysis import FoundTrigger, span_of

_POSSIBLE = frozenset(("may might could should would can if unless whether perhaps possibly").split())
_PLANNED = frozenset(["will", "shall", "'ll", "’ll"])
_NEGATIVE = frozenset(["not", "n't", "n’t", "never", "no", "neither", "nor", "without"])
_LIGHT = frozenset("be been is are was were conduct carry hold launch begin start stage take see".split())
_ALLEGE = frozenset(["allegedly", "reportedly", "alleged", "alleging", "purported", "purportedly", "suspected"])


def revise_modality(doc: Doc, trigger: FoundTrigger) -> tuple[str, str | None]:
    """The modality of a trigger and the cue that decided, or None where the model did."""
    head = span_of(doc, trigger).root
    for kind, cue in (*_cues(head), *_cues_above(head)):
        if kind == "negated" and trigger.modality in ("asserted", "negated"):
            return "negated", cue
        if kind == "possible" and trigger.modality in ("asserted", "possible", "planned"):
            return "possible", cue
        if kind == "planned" and trigger.modality in ("asserted", "possible"):
            return "planned", cue
        if kind == "alleged" and trigger.modality == "asserted":
            return "alleged", cue
    return trigger.modality, None


def _cues(head: Token) -> Iterator[tuple[str, str]]:
    """Cues on the trigger itself, strongest first."""
    auxiliaries = [child for child in head.children if child.dep_ in ("aux", "advmod", "mark", "det", "neg", "cop")]
    verbal = head.pos_ in ("VERB", "AUX", "ADJ")
    for child in auxiliaries:
        if child.lower_ in _NEGATIVE and (verbal or child.dep_ == "det") and not _is_not_only(child):
            yield "negated", child.text
    for child in auxiliaries:
        if verbal and child.lower_ in _POSSIBLE and child.lower_ not in ("would", "can"):
            yield "possible", child.text
    for child in auxiliaries:
        if verbal and child.lower_ in _PLANNED:
            yield "planned", child.text
        if child.lower_ in _ALLEGE:
            yield "alleged", child.text


def _cues_above(noun: Token) -> Iterator[tuple[str, str]]:
    """Cues on the verb that only says that a thing is there or is done: "there may be talks", "will hold talks"."""
    verb = noun.head
    if noun.pos_ == "NOUN" and noun.dep_ in ("nsubj", "obj") and verb.lower_ in _LIGHT:
        yield from _cues(verb)


def _is_not_only(token: Token) -> bool:
    """ "not only attacked" is no negation."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is not None and following.lower_ in ("only", "just", "least")
