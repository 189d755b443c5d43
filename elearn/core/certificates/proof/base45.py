"""Base 45 (RFC 9285): bytes in the letters that a QR code holds most densely.

Own lines instead of a library: those there are read several spellings of the same bytes, and a proof has only one.
"""

from __future__ import annotations

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES: Final = {letter: value for value, letter in enumerate(ALPHABET)}


def encode(content: bytes) -> str:
    """Two bytes become three letters, a last single byte two. The last letter is never a space."""
    letters = []
    for at in range(0, len(content), 2):
        pair = content[at : at + 2]
        number = int.from_bytes(pair)
        for _ in range(len(pair) + 1):
            number, value = divmod(number, 45)
            letters.append(ALPHABET[value])
    return "".join(letters)


def decode(text: str) -> bytes:
    """The bytes that `encode` wrote. Raises ValueError for any other text."""
    content = bytearray()
    for at in range(0, len(text), 3):
        group = text[at : at + 3]
        if len(group) == 1 or not _VALUES.keys() >= set(group):
            raise ValueError("not base 45")
        number = sum(_VALUES[letter] * 45**place for place, letter in enumerate(group))
        size = len(group) - 1
        if number >= 256**size:
            raise ValueError("not base 45")
        content += number.to_bytes(size)
    return bytes(content)
