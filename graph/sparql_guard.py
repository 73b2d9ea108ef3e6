"""Recognises queries that would ask another server, however they are written.

The evaluator has no switch for SERVICE, so the text is looked at before. Seen as harmless is only what the grammar
makes certain: comments, addresses in angle brackets, strings, variables and the local part of prefixed names. Whatever
is left must not hold the letters of SERVICE: the parser takes keywords without a space before or after them.
"""

from __future__ import annotations

import re

_HARMLESS = re.compile(
    r"""
      \#[^\n\r]*                                  # comment
    | <[^<>"{}|^`\\\x00-\x20]*>                   # address
    | '''(?:\\.|[^\\])*?'''                       # strings, in which a backslash takes the next letter with it
    | \"\"\"(?:\\.|[^\\])*?\"\"\"
    | '(?:\\.|[^'\\\n\r])*'
    | "(?:\\.|[^"\\\n\r])*"
    | [?$]\w+                                     # variable
    | :\w[\w-]*                                   # local part of a prefixed name
    | \\[_~.\-!$&'()*+,;=/?\#@%]                  # escaped sign in a local part
    """,
    re.DOTALL | re.VERBOSE,
)


def asks_elsewhere(query: str) -> bool:
    """Whether a query may send a request to another server; never False for one that would.

    A name with these letters before its colon, or after a dot, counts as well.

    >>> asks_elsewhere("SELECT * { ?s ?p ?o.SERVICE<http://example.org/>{ ?a ?b ?c } }")
    True
    >>> asks_elsewhere("SELECT ?service { ?service a sg:IntelligenceService } # no SERVICE here")
    False
    """
    rest = _HARMLESS.sub(" ", query)
    return "\\" in rest or re.search("service", rest, re.IGNORECASE) is not None
