"""The one write behind a GET in this room: a document or badge made of frozen claims is kept so that its bytes never change."""

from __future__ import annotations

from elearn.hooks.house import House
from elearn.kernel.work import Work, committed

from . import services
from .models import Certificate


def document(house: House, work: Work, certificate: Certificate) -> bytes:
    """The certificate's PDF; drawn and kept at the first call.

    Only a derived file and its digest are written, in a short work of its own that begins after the drawing, so the
    reader's own work stays a reading one and nobody waits for the write lock while a page is laid out.
    Raises Gone for a withdrawn certificate and NoSpace when the disk is full.
    """
    kept = services.kept_document(work, certificate)
    if kept is not None:
        return kept
    drawn = services.build_document(work, certificate)
    with house.work(write=True) as writing, committed(writing):
        counted = services.keep_document(writing, certificate.id, drawn)
    return work.files.read(counted)


def badge(house: House, work: Work, certificate: Certificate) -> services.Badge:
    """The certificate's badge; signed and kept at the first call, as `document` does. Raises NoSpace when the disk is full."""
    kept = services.kept_badge(work, certificate)
    if kept is not None:
        return kept
    made = services.make_badge(work, certificate)
    with house.work(write=True) as writing, committed(writing):
        return services.keep_badge(writing, certificate.id, made)
