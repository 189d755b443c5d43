"""A small load generator: many connections kept open, one process, loopback only, ends by itself."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

END_OF_HEAD = b"\r\n\r\n"
PATIENCE = 20.0
"""Seconds without any answer after which a run ends."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run brought: answers with the hoped-for status, others, and how long it took (seconds)."""

    answers: int
    failures: int
    seconds: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds if self.seconds else 0.0


@dataclass(slots=True)
class Line:
    """One open connection, what it still has to send, and what has arrived of the answer."""

    socket: socket.socket
    requests: Iterator[bytes]
    received: bytearray = field(default_factory=bytearray)

    def send(self) -> bool:
        """Sends the next request; False when there is none left."""
        request = next(self.requests, None)
        if request is not None:
            self.received.clear()
            self.socket.sendall(request)
        return request is not None

    def is_answered(self) -> bool:
        """Takes what has arrived; whether the answer is whole."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise ConnectionError("the server closed a connection")
        self.received += chunk
        head = self.received.find(END_OF_HEAD)
        return head >= 0 and len(self.received) >= head + len(END_OF_HEAD) + _length(bytes(self.received[:head]))


def get(path: str, cookie: str = "", *, compressed: bool = False) -> bytes:
    """The bytes of a GET; `compressed` asks for brotli, as a browser does."""
    heads = {"Cookie": cookie} if cookie else {}
    return _request("GET", path, heads | ({"Accept-Encoding": "gzip, br"} if compressed else {}))


def post(path: str, cookie: str, csrf: str, fields: Mapping[str, str | Sequence[str]], *, htmx: bool = False) -> bytes:
    """The bytes of a form, or of what htmx sends for one of its fields."""
    body = urlencode(fields, doseq=True)
    heads = {"Cookie": cookie, "X-CSRFToken": csrf, "Content-Type": "application/x-www-form-urlencoded"}
    return _request("POST", path, heads | ({"HX-Request": "true"} if htmx else {}), body)


def fire(port: int, streams: Sequence[Iterator[bytes]], *, seconds: float, status: int = 200) -> Outcome:
    """Sends each stream over a connection of its own, one request after the other, until `seconds` are over or all are sent."""
    with selectors.DefaultSelector() as waiting:
        lines = [Line(socket.create_connection(("127.0.0.1", port)), stream) for stream in streams]
        begun = time.perf_counter()
        for line in lines:
            if line.send():
                waiting.register(line.socket, selectors.EVENT_READ, line)
        good, all_answers = _converse(waiting, begun + seconds, f"HTTP/1.1 {status} ".encode())
        took = time.perf_counter() - begun
        for line in lines:
            line.socket.close()
    return Outcome(good, all_answers - good, took)


def _converse(waiting: selectors.BaseSelector, end: float, hoped: bytes) -> tuple[int, int]:
    """Answers each answer with the next request; returns (answers as hoped, answers in all)."""
    good = answers = 0
    while waiting.get_map() and (ready := waiting.select(PATIENCE)):
        for key, _ in ready:
            line: Line = key.data
            if not line.is_answered():
                continue
            answers += 1
            good += line.received.startswith(hoped)
            if time.perf_counter() > end or not line.send():
                waiting.unregister(line.socket)
    return good, answers


def _request(method: str, path: str, heads: Mapping[str, str], body: str = "") -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "User-Agent: Mozilla/5.0 (bench)",
    ]
    lines += [f"{name}: {value}" for name, value in heads.items()]
    if method == "POST":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join((*lines, "", body)).encode()


def _length(head: bytes) -> int:
    """The length that an answer's head names; without one the answer ends with its head."""
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
