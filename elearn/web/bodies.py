"""Reads the rest of a request that was answered early: who is still sending when the line closes never sees the answer."""

from __future__ import annotations

from flask import Flask, Response, request

PATIENCE = 4
"""A body of so many times `max_upload_mb` is still read to its end; of a larger one the line may break."""

PIECE = 64_000
"""Bytes read at once, and thrown away."""


def read_to_the_end(app: Flask) -> None:
    """Whatever the answer is, its reader gets it: a refusal of the size, of a forged form, of a wrong address."""

    @app.after_request
    def read_rest(response: Response) -> Response:
        environ = request.environ
        has_body = "CONTENT_LENGTH" in environ or "HTTP_TRANSFER_ENCODING" in environ
        if has_body and environ.get("wsgi.input_terminated"):  # elsewhere reading past the end could wait for ever
            _read_rest(PATIENCE * app.config["MAX_CONTENT_LENGTH"])
        return response


def _read_rest(most: int) -> None:
    left = most if (request.content_length or 0) <= most else 0
    while left > 0 and (piece := request.environ["wsgi.input"].read(PIECE)):
        left -= len(piece)
