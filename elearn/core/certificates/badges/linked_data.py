"""JSON-LD without a network: a document becomes the bytes that are signed.

Its library takes a fifth of a second to import, so this module is imported by the first badge and not at start-up.
"""

from __future__ import annotations

from threading import Lock
from typing import Final

from pyld import jsonld
from pyld.canon import URDNA2015

from elearn.kernel.i18n import _

from .context_files import load
from .documents import BadgeRefused, Document

MOST_ALIKE: Final = 5
MOST_COMPARISONS: Final = 200
"""Parts that differ in nothing but their place, and how often they are compared; our own badges have none."""

_NOWHERE: Final = "http://relative.invalid/"
"""What relative names are read against, so that they can be told apart: no credential has any that means something."""

_ONE_AT_A_TIME: Final = Lock()
"""pyld keeps contexts in a cache that threads must not change at once."""


class Canonicalization(URDNA2015):  # type: ignore[misc]  # pyld ships no types
    """RDFC-1.0, given up on documents made to keep it busy for hours: parts that differ in nothing but their place."""

    def __init__(self) -> None:
        super().__init__()
        self._left = MOST_COMPARISONS

    def create_hash_to_related(self, id_: str, issuer: object) -> dict[str, list[str]]:
        """Called for each part that has a twin; what it returns is tried in every order."""
        related: dict[str, list[str]] = super().create_hash_to_related(id_, issuer)
        self._left -= 1
        if self._left < 0 or any(len(alike) > MOST_ALIKE for alike in related.values()):
            raise BadgeRefused(_("Kredensial memuat terlalu banyak bagian yang serupa."))
        return related


def canonical(document: Document) -> bytes:
    """The document as canonical N-Quads (RDFC-1.0), the form that is hashed and signed.

    Raises BadgeRefused for an unknown context, and for a name or type that no context explains: it would not be signed.
    """
    options = {"documentLoader": load, "processingMode": "json-ld-1.1", "base": _NOWHERE}
    try:
        with _ONE_AT_A_TIME:
            processor = jsonld.JsonLdProcessor(on_property_dropped=_refuse_name)
            expanded = processor.expand(dict(document), options)
            _refuse_relative(expanded)
            dataset = processor.to_rdf(expanded, options)
    except jsonld.JsonLdError as error:
        raise BadgeRefused(_reason(error)) from error
    quads = Canonicalization().main(dataset, {"format": "application/n-quads"})
    return str(quads).encode()


def _refuse_name(name: str | None) -> None:
    raise BadgeRefused(_("Ada isian yang tidak dijelaskan oleh konteks mana pun, jadi tidak ikut ditandatangani."))


def _refuse_relative(expanded: object) -> None:
    """Identifiers and types must be absolute: another library would leave out the others."""
    if isinstance(expanded, list):
        for item in expanded:
            _refuse_relative(item)
    elif isinstance(expanded, dict):
        named = [expanded.get("@id", "x:"), *_listed(expanded.get("@type", []))]
        for name in named:
            if ":" not in name or name.startswith(_NOWHERE):
                shown = name.removeprefix(_NOWHERE)
                raise BadgeRefused(_("Jenis atau alamat “%(name)s” tidak dikenal di sini.", name=shown))
        for inner in expanded.values():
            _refuse_relative(inner)


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _reason(error: BaseException) -> str:
    """The house's own sentence if it lies behind pyld's error."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, BadgeRefused):
        cause = cause.__cause__ or cause.__context__
    return str(cause) if cause else _("Kredensial ini tidak dapat dibaca sebagai JSON-LD.")
