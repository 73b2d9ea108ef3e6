"""Whether a text is English: by the share of its commonest words."""

from __future__ import annotations

import re

_COMMON = frozenset(
    (
        "the of and to in a on for said that with by at from was were is has have had it as he they its his an be "
        "will not who after this are or but which their we been"
    ).split()
)


def looks_english(text: str) -> bool:
    """Judge a text by its function words; texts under eight words pass.

    >>> looks_english("The ministry said that troops were sent to the border on Monday."), looks_english(
    ...     "El ministerio informó que las tropas fueron enviadas a la frontera el lunes pasado.")
    (True, False)
    """
    words = re.findall(r"[^\W\d_]+", text[:20_000].casefold())
    if len(words) < 8:
        return True
    return sum(word in _COMMON for word in words) >= 0.1 * len(words)
