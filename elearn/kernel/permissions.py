"""Permissions are data: declared once per room, granted by role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from elearn.kernel.i18n import N_

LEARNER, TRAINER, HR, ADMIN = "learner", "trainer", "hr", "admin"
GUEST = "guest"
"""Somebody of a partner institution, who is no learner here; it comes with the person and is never given."""
ALUMNI = "alumni"
"""Somebody who left: reads what is their own; it comes with the person and is never given."""

ROLE_TITLES: Mapping[str, str] = {
    LEARNER: N_("Peserta"),
    TRAINER: N_("Pengajar"),
    HR: N_("Pengelola SDM"),
    ADMIN: N_("Admin sistem"),
    GUEST: N_("Penulis tamu"),
    ALUMNI: N_("Mantan pegawai"),
}


@dataclass(frozen=True, slots=True, order=True)
class Permission:
    """`name` is room:resource:action; `roles` hold it; `title` completes the sentence "boleh …"."""

    name: str
    title: str
    roles: tuple[str, ...]


def by_role(permissions: Iterable[Permission]) -> dict[str, frozenset[str]]:
    """Role → the names it holds. Everyone but a guest and who left is a learner, so each other role holds a learner's too."""
    declared = tuple(permissions)
    held = {role: frozenset(p.name for p in declared if role in p.roles) for role in ROLE_TITLES}
    return {role: names if role in (GUEST, ALUMNI) else names | held[LEARNER] for role, names in held.items()}
