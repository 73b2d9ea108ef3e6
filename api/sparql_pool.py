"""Evaluates SPARQL in worker processes that are killed when they overrun their time.

The library that holds the graph cannot stop a query, so each runs in a process of its own (api/sparql_worker.py), on a
snapshot that nobody writes to. A killed worker is replaced when the next query comes.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontology.errors import BadQuery, QueryTimeout, SitgraphError

WORKER = Path(__file__).with_name("sparql_worker.py")


class NotAcceptableError(SitgraphError):
    """No format that the client accepts fits the result; ``kind`` is ``results`` or ``graph``."""

    code = "SG600"

    def __init__(self, kind: str) -> None:
        what = "a table or a truth value" if kind == "results" else "triples"
        super().__init__(f"the result is {what}, which none of the accepted formats can hold", hint="see /docs")
        self.kind = kind


class BusyError(SitgraphError):
    """All workers are at work."""

    code = "SG601"


class ResultTooLargeError(SitgraphError):
    """The result is over the size limit."""

    code = "SG602"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A serialised result: ``kind`` is ``results`` or ``graph``, ``format`` the short name of its syntax."""

    kind: str
    format: str
    body: bytes


class Worker:
    """One process on one snapshot."""

    def __init__(self, folder: Path, *, seconds: float, result_bytes: int) -> None:
        self.folder = folder
        self.seconds = seconds
        command = [sys.executable, "-P", os.fspath(WORKER), os.fspath(folder), str(seconds * 2 + 1), str(result_bytes)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Send one request and wait for its answer.

        Raises:
            QueryTimeout: the time was over, and the process is gone.
            BadQuery: the query ended the process (it is nested too deeply, or takes too much memory).
        """
        overdue = threading.Event()
        guard = threading.Timer(self.seconds, self._overrun, args=[overdue])
        guard.start()
        try:
            return self._exchange(request)
        except (EOFError, OSError, ValueError):
            self.close()
            if overdue.is_set():
                raise QueryTimeout(
                    f"the query was stopped after {self.seconds:g} s", hint="ask for less, or add a LIMIT"
                ) from None
            raise BadQuery("the query broke the evaluator", hint="it is too deep or too large") from None
        finally:
            guard.cancel()

    def _exchange(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise EOFError
        head = json.loads(line)
        body = self.process.stdout.read(head["length"])
        if len(body) != head["length"]:
            raise EOFError
        return head, body

    def _overrun(self, overdue: threading.Event) -> None:
        overdue.set()
        self.process.kill()

    @property
    def alive(self) -> bool:
        """Whether the process can take another request."""
        return self.process.poll() is None

    def close(self) -> None:
        """End the process at once."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self.process.wait()


class QueryPool:
    """At most ``workers`` queries at a time, each at most ``seconds`` long and its result at most ``result_bytes``."""

    def __init__(self, *, workers: int, seconds: float, result_bytes: int) -> None:
        self.seconds = seconds
        self.result_bytes = result_bytes
        self._room = threading.BoundedSemaphore(workers)
        self._idle: list[Worker] = []
        self._lock = threading.Lock()

    def evaluate(self, folder: Path, request: dict[str, Any]) -> Answer:
        """Answer a request (see `sparql_worker.answer`) on the snapshot in ``folder``.

        Raises:
            BadQuery, QueryTimeout, NotAcceptableError, BusyError, ResultTooLargeError: as their names say.
        """
        if not self._room.acquire(timeout=self.seconds):
            raise BusyError("all query workers are at work", hint="try again shortly")
        try:
            head, body = self._with_worker(folder, request)
        finally:
            self._room.release()
        if "error" in head:
            raise _failure(head, self.result_bytes)
        return Answer(kind=head["kind"], format=head["format"], body=body)

    def _with_worker(self, folder: Path, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        worker = self._take(folder)
        try:
            return worker.ask(request)
        finally:
            with self._lock:
                if worker.alive:
                    self._idle.append(worker)

    def _take(self, folder: Path) -> Worker:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.folder == folder and worker.alive:
                    return worker
                worker.close()
        return Worker(folder, seconds=self.seconds, result_bytes=self.result_bytes)

    def close(self) -> None:
        """End all idle workers."""
        with self._lock:
            while self._idle:
                self._idle.pop().close()


def _failure(head: dict[str, Any], limit: int) -> SitgraphError:
    if head["error"] == "acceptable":
        return NotAcceptableError(head["kind"])
    if head["error"] == "size":
        return ResultTooLargeError(f"the result is over {limit} bytes", hint="ask for less, or add a LIMIT")
    return BadQuery(_brief(head["message"]))


def _brief(message: str, *, limit: int = 240) -> str:
    """Parsers list everything they had expected; the place of the error and the first of these are enough."""
    text = " ".join(message.split())
    return text if len(text) <= limit else text[:limit].rsplit(", ", 1)[0] + ", …"
