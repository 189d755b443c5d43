"""Base 58 as Bitcoin writes it, the letters of multibase "z": signatures and keys in credentials are spelled so."""

from __future__ import annotations

from typing import Final

_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES: Final = {letter: value for value, letter in enumerate(_ALPHABET)}


def encode(raw: bytes) -> str:
    """Each leading zero byte is a "1"."""
    number, letters = int.from_bytes(raw), ""
    while number:
        number, rest = divmod(number, 58)
        letters = _ALPHABET[rest] + letters
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + letters


def decode(text: str) -> bytes:
    """What `encode` was given. Raises ValueError for any letter it never writes."""
    number = 0
    for letter in text:
        if letter not in _VALUES:
            raise ValueError(f"not base 58: {letter!r}")
        number = number * 58 + _VALUES[letter]
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)
