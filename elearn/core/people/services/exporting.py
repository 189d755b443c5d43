"""What leaves the house as a workbook: limited to the scope of whoever asked for it, at that moment and when it is fetched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from elearn.core.people import queries
from elearn.core.people.permissions import EXPORT_CREATE
from elearn.core.people.sheets.writing import write_workbook
from elearn.kernel import audit, exports
from elearn.kernel.errors import Gone
from elearn.kernel.exports import Counted, Export
from elearn.kernel.i18n import _
from elearn.kernel.jobs import Errand
from elearn.kernel.outbox import Job
from elearn.kernel.permissions import HR
from elearn.kernel.work import Actor, Grant, Work

EXPORT_JOB = "people:export"


def ask_export(work: Work, job: str, **args: Any) -> Job:
    """Asks the worker for a file, limited to the units the actor may see at this moment; the job takes them by `in_scope`."""
    return work.later(job, roots=queries.roots(work), asker_id=work.actor.person_id, asker=work.actor.name, **args)


def in_scope(system: Work, roots: Sequence[int], asker_id: int, asker: str) -> Work:
    """The same work with the frozen scope of whoever asked, whatever they may see by now."""
    system.actor = Actor(asker_id, asker, grants=tuple(Grant(HR, root) for root in roots))
    return system


def export_content(work: Work, export: Export) -> bytes:
    """The file of the actor's own export.

    Raises Conflict while it is being written, and Gone when its time is up or the actor's scope has shrunk since.
    """
    content = exports.export_content(work, export)
    if not queries.holds_all(work, export.wait.args["roots"]):
        raise Gone(_("Lingkup unit Anda berubah sejak ekspor ini diminta. Minta ekspor baru."))
    return content


def ask_people_export(work: Work) -> Job:
    """Asks for the units and people of the actor's scope, and notes it for the audit."""
    audit.note(work, EXPORT_CREATE, "unit, pegawai")
    return ask_export(work, EXPORT_JOB)


def run_people_export(errand: Errand, roots: list[int], asker_id: int, asker: str) -> Mapping[str, Any]:
    """The job EXPORT_JOB: a workbook that an import would take back unchanged."""
    with errand.looking() as system:
        work = in_scope(system, roots, asker_id, asker)
        held = queries.held_units(work)
        units = [unit.facts for unit in queries.stored_units(work).values() if unit.id in held]
        people = Counted(queries.active_people(work), errand, queries.count_people(work))
        book = BytesIO()
        write_workbook(book, units, people)
        name = f"pegawai-{work.today.isoformat()}.xlsx"
    return exports.keep_export(errand, book.getvalue(), name, people.done)
