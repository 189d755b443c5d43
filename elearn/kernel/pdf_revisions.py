"""What later revisions of an unsigned PDF changed; pyHanko judges that only for files that had a signature before."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader

_CATALOG: Final = {"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Version"}
_PAGE: Final = {"/Annots"}
_SIGNATURE_FLAGS: Final = {"/Fields", "/SigFlags", "/DR", "/DA"}


def only_signed(before: bytes, after: bytes) -> bool:
    """Whether `after`, which begins with `before`, shows the same pages and adds fields for signatures alone.

    A signature may be seen on a page. Anything that is not understood is a no.
    """
    try:
        old, new = PdfFileReader(BytesIO(before)), PdfFileReader(BytesIO(after))
        return old.root_ref == new.root_ref and all(_is_harmless(old, new, ref) for ref in _rewritten(old, new))
    except Exception:  # a suspicious file breaks a reader anywhere
        return False


def _rewritten(old: Any, new: Any) -> Iterator[Any]:
    """References that both files have and a later revision wrote anew."""
    first = old.xrefs.total_revisions
    for revision in range(first, new.xrefs.total_revisions):
        for ref in new.xrefs.explicit_refs_in_revision(revision):
            if ref.idnum < int(old.trailer["/Size"]):
                yield ref


def _is_harmless(old: Any, new: Any, ref: Any) -> bool:
    was, now = (reader.get_object(ref.__class__(ref.idnum, ref.generation, reader)) for reader in (old, new))
    if was == now and not isinstance(was, StreamObject):
        return True
    if ref.idnum == old.root_ref.idnum:
        return _differ(was, now) <= _CATALOG and _holds_signatures_alone(now)
    if isinstance(was, DictionaryObject) and _at(was, "/Type") == "/Page":
        return _differ(was, now) <= _PAGE and _adds_fields_alone(was, now)
    described = _at(was, "/Type") == "/Metadata" if isinstance(was, DictionaryObject) else False
    return described or ref.idnum == getattr(old.trailer.raw_get("/Info"), "idnum", None)


def _at(holder: Any, key: str, otherwise: Any = None) -> Any:
    """A value itself, where `get` would answer with a reference to it."""
    return holder[key] if key in holder else otherwise  # noqa: SIM401  # that is what `get` does not do


def _differ(was: Any, now: Any) -> set[str]:
    """Keys whose values are not the same any more."""
    return {key for key in {*was, *now} if key not in was or key not in now or was.raw_get(key) != now.raw_get(key)}


def _holds_signatures_alone(root: Any) -> bool:
    form = _at(root, "/AcroForm", {})
    return set(form) <= _SIGNATURE_FLAGS and all(field.get_object()["/FT"] == "/Sig" for field in _at(form, "/Fields", ()))  # fmt: skip


def _adds_fields_alone(was: Any, now: Any) -> bool:
    """Whether a page keeps its annotations, and those that came are places of signatures."""
    kept = [one.idnum for one in _at(was, "/Annots", ())]
    there = list(_at(now, "/Annots", ()))
    added = [one.get_object() for one in there if one.idnum not in kept]
    return set(kept) <= {one.idnum for one in there} and all(_at(one, "/FT") == "/Sig" for one in added)
