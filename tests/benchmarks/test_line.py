"""The client that times requests, against answers written out by hand."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from threading import Thread

import pytest

from benchmarks.line import Answer, Line


def _answered(pieces: list[bytes]) -> Answer:
    """Ask a server that answers with these pieces and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = Thread(target=_serve, args=[door, iter(pieces)], daemon=True)
        server.start()
        line = Line(door.getsockname()[1])
        try:
            return line.ask("POST", "/people/", {"Cookie": "a=b"}, b"name=Ada")
        finally:
            line.close()
            server.join()


def _serve(door: socket.socket, pieces: Iterator[bytes]) -> None:
    visitor, _ = door.accept()
    with visitor:
        while not visitor.recv(1 << 16).endswith(b"name=Ada"):
            pass
        for piece in pieces:
            visitor.sendall(piece)


def test_an_answer_of_known_length_is_read_to_its_end() -> None:
    told = _answered([b"HTTP/1.1 200 OK\r\nServer-Timing: page;dur=1\r\nContent-Length: 6\r\n\r\nAda", b" Qu"])
    assert (told.status, told.body, told.headers["server-timing"]) == (200, b"Ada Qu", "page;dur=1")
    assert told.seconds > 0


def test_an_answer_in_chunks_is_put_together() -> None:
    head = b"HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n"
    told = _answered([head, b"3\r\nAda\r\n", b"3\r\n Qu\r\n0\r\n\r\n"])
    assert (told.status, told.body) == (404, b"Ada Qu")


def test_a_server_that_hangs_up_is_an_error_not_an_empty_answer() -> None:
    with pytest.raises(ConnectionError, match="hung up"):
        _answered([b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nAda"])
