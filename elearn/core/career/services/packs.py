"""Loading an agency's own pack of rules: once under its name, and not in use before a year is switched to it."""

from __future__ import annotations

from dataclasses import asdict

from elearn.kernel import audit
from elearn.kernel.errors import Conflict
from elearn.kernel.work import Work

from .. import queries
from ..models import RulePack
from ..rules import Pack

LOAD = "career:pack:load"
"""The audit action."""


def load_pack(work: Work, pack: Pack) -> bool:
    """Stores a pack; False when the very same is there. Raises Conflict when the name means other rules already."""
    found = queries.pack_named(work, pack.name)
    if found is not None:
        if found == pack:
            return False
        raise Conflict(
            f"Paket “{pack.name}” sudah dimuat dengan isi lain. Paket tidak pernah diubah: beri nama baru, lalu muat lagi."
        )
    row = {name: getattr(pack, name) for name in ("name", "title", "valid_from", "valid_until", "legal_basis", "mark")}
    rules = [asdict(rule) for rule in pack.rules.values()]
    work.add(RulePack(**row, is_shipped=pack.is_shipped, rules=rules, loaded_at=work.now))
    audit.note(work, LOAD, pack.name, forms=len(rules))
    return True
