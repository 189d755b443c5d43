"""What the house's own pages say of a signature: to the official, the holder, and whoever verifies."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from elearn.config import Settings
from elearn.plugin import Card, Link, Mark, Work, _
from elearn.web import dates

from . import queries
from .client import is_set_up
from .queries import Line


def on_dashboard(work: Work) -> Sequence[Card]:
    """For an official for whom something waits."""
    number = queries.count_waiting(work) if is_set_up(work.settings) and work.actor.person_id else 0
    if not number:
        return ()
    text = _("Sertifikat menunggu tanda tangan elektronik Anda.")
    link = Link(_("Tandatangani"), "bsre.new", {"pilih": "semua"})
    return (Card(_("Tanda tangan elektronik"), order=15, figure=str(number), text=text, link=link),)


def marks(work: Work, codes: Collection[str]) -> Sequence[Mark]:
    """One for each certificate that an official has signed or is to sign."""
    return [_mark(line, work.settings) for line in queries.of_codes(work, codes)]


def _mark(line: Line, settings: Settings) -> Mark:
    if line.state in ("revoked", "superseded"):
        text = _("Berkas sertifikat ini tidak berlaku lagi, juga bila sudah bertanda tangan elektronik.")
        title = _("Dicabut") if line.state == "revoked" else _("Digantikan")
        return Mark(line.code, "revoked" if line.state == "revoked" else "info", title, text, line.at)
    if line.state == "signed":
        moment = line.at.astimezone(settings.timezone)
        facts = {"signer": line.signer, "day": dates.day(moment), "clock": f"{dates.clock(moment)} {settings.zone}"}
        text = _("Ditandatangani secara elektronik (BSrE) oleh %(signer)s pada %(day)s, %(clock)s.", **facts)
        return Mark(line.code, "done", _("Ditandatangani"), text)
    text = _("Sertifikat ini sudah terbit; tanda tangan elektronik pejabat pada berkasnya belum dibubuhkan.")
    return Mark(line.code, "new", _("Menunggu TTE"), text)
