"""The pattern of a plugin: a small real distribution, kept as files, whose placeholder names are replaced."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from elearn.hooks.guests import NAME

__all__ = ["NAME", "write"]

FILES = Path(__file__).parent / "files"
SKIPPED = "__pycache__"


def write(name: str, target: Path) -> Iterator[Path]:
    """Writes the pattern as the plugin `name` (it must match NAME) into the new folder `target`; yields each file."""
    for source in sorted(FILES.rglob("*")):
        if source.is_file() and SKIPPED not in source.parts:
            path = target / spoken(str(source.relative_to(FILES)), name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(spoken(source.read_text(encoding="utf-8"), name), encoding="utf-8")
            yield path


def spoken(text: str, name: str) -> str:
    """`text` with the placeholders replaced: in code (guest_name), in addresses (guest-name), for readers (Guest name)."""
    words = name.replace("_", " ").strip()
    return (
        text.replace("guest_name", name)
        .replace("guest-name", name.strip("_").replace("_", "-"))
        .replace("Guest name", words.capitalize())
    )
