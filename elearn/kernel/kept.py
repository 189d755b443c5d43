"""What never changes once it is stored, such as a published version's steps: read once, then kept by the process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from threading import Lock
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Hashable)
Fact = TypeVar("Fact")

SIZE = 1024
"""Facts kept by a process, the latest used."""


class Kept:
    """The facts of one house. Threads of a web process share them; other processes read for themselves."""

    def __init__(self, size: int = SIZE) -> None:
        self._facts: OrderedDict[Hashable, Any] = OrderedDict()
        self._size = size
        self._lock = Lock()

    def find(
        self, kind: str, keys: Collection[Key], read: Callable[[list[Key]], Mapping[Key, Fact]], *, is_committed: bool
    ) -> dict[Key, Fact]:
        """The facts of `kind` by key. `read` is asked once, for those not at hand; they are kept if they are committed."""
        with self._lock:
            found = {key: self._touch((kind, key)) for key in keys if (kind, key) in self._facts}
        missing = [key for key in keys if key not in found]
        if missing:
            fresh = read(missing)
            found.update(fresh)
            if is_committed:
                self._put({(kind, key): fact for key, fact in fresh.items()})
        return found

    def _touch(self, name: Hashable) -> Any:
        self._facts.move_to_end(name)
        return self._facts[name]

    def _put(self, facts: Mapping[Hashable, Any]) -> None:
        with self._lock:
            self._facts.update(facts)
            while len(self._facts) > self._size:
                self._facts.popitem(last=False)
