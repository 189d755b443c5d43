"""What the room shows on the start page."""

from __future__ import annotations

from elearn.hooks.values import Card, Link
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

ORDER = 30


def on_dashboard(work: Work) -> tuple[Card, ...]:
    """The way to the profile; nothing is calculated for it, as the start page is opened most."""
    if work.actor.person_id is None:
        return ()
    return (
        Card(
            title=_("Profil kompetensi"),
            order=ORDER,
            text=_(
                "Bandingkan kompetensi Anda dengan syarat jabatan, dan lihat pelatihan yang menutup kesenjangannya."
            ),
            link=Link(_("Lihat profil"), "profiles.index"),
        ),
    )
