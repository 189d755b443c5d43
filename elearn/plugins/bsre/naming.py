"""From what was sent to an official named for an agency."""

from __future__ import annotations

from elearn.core.people import queries as people
from elearn.core.people.models import Person, WorkUnit
from elearn.plugin import NotFound, Work, _

from . import services
from .forms import SignatoryForm


def is_valid(work: Work, form: SignatoryForm) -> bool:
    """Whether the form names an agency, and a person or nobody; what is wrong is said at its field."""
    if not form.validate_on_submit():
        return False
    if _agency(work, form) is None:
        form.agency.errors = [_("Pilih instansinya.")]
        return False
    if not form.nobody.data and _person(work, form) is None:
        form.nip.errors = [_("Tidak ada pegawai aktif dengan NIP ini.") if form.nip.data else _("Isi NIP pejabatnya.")]
        return False
    return True


def name(work: Work, form: SignatoryForm) -> int:
    """Writes down what a valid form says; returns how many earlier certificates wait now."""
    agency = _agency(work, form)
    if agency is None:
        raise NotFound
    return services.name_signatory(work, agency, _person(work, form), with_earlier=form.with_earlier.data)


def _agency(work: Work, form: SignatoryForm) -> WorkUnit | None:
    found = people.unit_by_code(work, form.agency.data or "")
    return found if found is not None and found.parent_id is None and not found.is_partner else None


def _person(work: Work, form: SignatoryForm) -> Person | None:
    if form.nobody.data:
        return None
    found = people.person_by_nip(work, form.nip.data or "")
    return found if found is not None and found.is_active else None
