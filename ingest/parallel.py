"""Work on many things in several processes: in order, a few ahead, and gone at once when it is interrupted."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from ontology.errors import InputError

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 4
"""Things in work or waiting, for each process."""


def side_by_side(work: Callable[[T], R], things: Iterable[T], *, processes: int) -> Iterator[R]:
    """The result for each thing, in the order of the things.

    Args:
        work: A function of a module, since each process imports it anew.
        things: Taken one by one in the thread of the caller, never many more than are in work.
        processes: How many processes.

    Raises:
        InputError: when a process was ended from outside.

    >>> list(side_by_side(abs, [3, -2, 1], processes=2))
    [3, 2, 1]
    """
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent)
    try:
        yield from _in_order(pool, work, things, ahead=processes * AHEAD)
    except BrokenProcessPool:
        hint = "perhaps memory ran out; use fewer processes"
        raise InputError("one of the reading processes was ended from outside", hint=hint) from None
    finally:
        _end(pool)


def _in_order(pool: ProcessPoolExecutor, work: Callable[[T], R], things: Iterable[T], *, ahead: int) -> Iterator[R]:
    waiting: deque[Future[R]] = deque()
    for thing in things:
        waiting.append(pool.submit(work, thing))
        while waiting and (len(waiting) >= ahead or waiting[0].done()):
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _end(pool: ProcessPoolExecutor) -> None:
    """End the processes, also in the middle of their work; there is no public way to before Python 3.14."""
    for process in list((pool._processes or {}).values()):
        process.terminate()
    pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
