"""A certificate that was never issued, with the longest names an agency really has: what a design is judged by."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from elearn.core.people.models import WorkUnit
from elearn.kernel.work import Work

from .. import design_queries
from ..claims import Claims, Competency, Holder, Signatory, Training
from ..design_queries import Longest
from ..document import Proof, render_pdf, render_png
from ..rules import format_number, verify_url
from .designs import DesignWish, look_from, subjects_of
from .series import series_as_it_is

_NIP: Final = "199001012015032999"
_CODE: Final = "CNTH-0000-0000-0000-0000"
_PROOF: Final = Proof(claim="EL1:" + "CONTOH RANCANGAN. TIDAK BERLAKU. " * 14)
"""As long as a real one; nobody signed it, so nothing takes it for real."""
_COMPETENCIES: Final = (Competency("Pengembangan Diri dan Orang Lain", 3), Competency("Pelayanan Publik", 2))


def preview(work: Work, agency: WorkUnit, form: str, wish: DesignWish) -> tuple[bytes, ...]:
    """The front, and the back when there is one, as small pictures. Nothing is written."""
    claims, longest = _sample(work, agency, form, wish)
    look = look_from(work, wish, subjects_of(work, longest.version_id) if wish.has_back else ())
    pages = (1, 2) if look.subjects else (1,)
    address = verify_url(work.settings.address, _CODE)
    return tuple(render_png(claims, verify_url=address, look=look, proof=_PROOF, page=page) for page in pages)


def sample_pdf(work: Work, agency: WorkUnit, form: str, wish: DesignWish) -> bytes:
    """The same as a PDF to print."""
    claims, longest = _sample(work, agency, form, wish)
    look = look_from(work, wish, subjects_of(work, longest.version_id) if wish.has_back else ())
    return render_pdf(claims, verify_url=verify_url(work.settings.address, _CODE), look=look, proof=_PROOF)


def _sample(work: Work, agency: WorkUnit, form: str, wish: DesignWish) -> tuple[Claims, Longest]:
    longest, series = design_queries.longest(work, agency.id), series_as_it_is(work, agency)
    number = format_number(
        wish.number_template or series.template,
        sequence=9999,
        code=series.code,
        unit=series.unit,
        issued_on=work.today,
    )
    claims = Claims(
        number=number,
        code=_CODE,
        issued_at=work.now.replace(microsecond=0),
        zone=work.settings.zone,
        place=series.place,
        valid_until=work.today + timedelta(days=3 * 365),
        holder=_holder(agency, longest),
        training=_training(work, agency, form, longest),
        competencies=_COMPETENCIES,
        signatories=(Signatory(series.signatory_name, series.signatory_position, series.signatory_nip),),
    )
    return claims, longest


def _holder(agency: WorkUnit, longest: Longest) -> Holder:
    return Holder(
        name=longest.name or "Nama Pegawai",
        title_before=longest.title_before,
        title_after=longest.title_after,
        nip=_NIP,
        employment="PNS",
        grade="III/d",
        rank="Penata Tingkat I",
        position=longest.position or "Jabatan",
        work_unit=longest.unit,
        agency=agency.name,
    )


def _training(work: Work, agency: WorkUnit, form: str, longest: Longest) -> Training:
    return Training(
        title=longest.course or "Judul pelatihan",
        code="CONTOH",
        version=1,
        digest="0" * 64,
        form=form or "pelatihan teknis",
        organiser=agency.name,
        minutes=900,
        started_on=work.today - timedelta(days=4),
        completed_on=work.today,
        score=92.5,
    )
