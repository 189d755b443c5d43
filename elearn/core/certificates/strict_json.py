"""Reading stored claims field by field: exactly the expected keys and types, or one clear refusal."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

Value = TypeVar("Value")


class InvalidClaims(ValueError):
    """The claims contradict themselves or cannot be read; the message says what is wrong, in Indonesian."""


@dataclass(frozen=True, slots=True)
class Fields:
    """One JSON object whose keys are known; every reader raises InvalidClaims and names the field."""

    values: dict[str, object]

    @classmethod
    def of(cls, value: object, keys: Collection[str]) -> Fields:
        """The object `value`, which must have exactly `keys`."""
        if not isinstance(value, dict):
            raise InvalidClaims("Klaim sertifikat harus berupa objek JSON.")
        odd = sorted(set(map(str, value)) ^ set(keys))
        if odd:
            raise InvalidClaims(f"Klaim sertifikat kurang atau lebih pada kolom: {', '.join(odd)}.")
        return cls(value)

    def text(self, key: str) -> str:
        """A string."""
        return self._of_type(key, str)

    def text_or_none(self, key: str) -> str | None:
        """A string, or null."""
        return None if self.values[key] is None else self.text(key)

    def whole(self, key: str) -> int:
        """A whole number; true and false are none."""
        if isinstance(self.values[key], bool):
            raise InvalidClaims(f"Kolom “{key}” pada klaim sertifikat harus berupa bilangan bulat.")
        return self._of_type(key, int)

    def number_or_none(self, key: str) -> float | None:
        """A number, or null; a whole number stays whole, so that writing it again gives the same text."""
        value = self.values[key]
        return value if value is None or isinstance(value, float) else self.whole(key)

    def day(self, key: str) -> date:
        """A date in ISO 8601."""
        return self._parsed(key, date.fromisoformat)

    def day_or_none(self, key: str) -> date | None:
        """A date in ISO 8601, or null."""
        return None if self.values[key] is None else self.day(key)

    def moment(self, key: str) -> datetime:
        """A date and time in ISO 8601 with its zone."""
        return self._parsed(key, datetime.fromisoformat)

    def objects(self, key: str, keys: Collection[str]) -> tuple[Fields, ...]:
        """A list of objects that have exactly `keys`."""
        return tuple(Fields.of(item, keys) for item in self._of_type(key, list))

    def inner(self, key: str, keys: Collection[str]) -> Fields:
        """An object that has exactly `keys`."""
        return Fields.of(self.values[key], keys)

    def _of_type(self, key: str, kind: type[Value]) -> Value:
        value = self.values[key]
        if not isinstance(value, kind):
            raise InvalidClaims(f"Kolom “{key}” pada klaim sertifikat berisi jenis nilai yang keliru.")
        return value

    def _parsed(self, key: str, parse: Callable[[str], Value]) -> Value:
        text = self.text(key)
        try:
            return parse(text)
        except ValueError:
            raise InvalidClaims(f"Kolom “{key}” pada klaim sertifikat bukan tanggal ISO 8601.") from None


def read_json(text: str) -> object:
    """What `text` holds. Raises InvalidClaims for what is no JSON."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        raise InvalidClaims("Klaim sertifikat bukan JSON yang dapat dibaca.") from None
    return value
