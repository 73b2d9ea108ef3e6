"""Lemmas as edits of a word's end, so that a classifier can choose one (as in UDPipe, Straka & Straková 2017)."""

from __future__ import annotations


def script_of(word: str, lemma: str) -> str:
    """The edit that makes a lemma of a word: whether to lower its case, how many letters to cut, what to add.

    >>> script_of("Ships", "ship"), script_of("Ankara", "Ankara"), script_of("was", "be")
    ('lower 1 ', 'keep 0 ', 'lower 3 be')
    """
    case, base = ("lower", word.lower()) if lemma == lemma.lower() else ("keep", word)
    shared = next((n for n, (a, b) in enumerate(zip(base, lemma, strict=False)) if a != b), min(len(base), len(lemma)))
    return f"{case} {len(base) - shared} {lemma[shared:]}"


def apply_script(word: str, script: str) -> str:
    """The lemma that an edit makes of a word; the word itself where the edit cuts more than there is.

    >>> apply_script("Raids", "lower 1 "), apply_script("is", "lower 2 be"), apply_script("a", "lower 2 be")
    ('raid', 'be', 'a')
    """
    case, cut, added = script.split(" ", 2)
    base = word.lower() if case == "lower" else word
    if int(cut) > len(base) or (int(cut) == len(base) and not added):
        return base
    return base[: len(base) - int(cut)] + added
