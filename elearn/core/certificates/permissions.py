"""What people may do with certificates; declared once, alphabetical."""

from __future__ import annotations

from elearn.kernel.permissions import ADMIN, HR, LEARNER, Permission

CERTIFICATE_READ = "certificates:certificate:read"
CERTIFICATE_REVOKE = "certificates:certificate:revoke"
DESIGN_UPDATE = "certificates:design:update"
OWN_CREATE = "certificates:own:create"
OWN_READ = "certificates:own:read"
WORKSHOP_ISSUE = "certificates:workshop:issue"

PERMISSIONS = (
    Permission(CERTIFICATE_READ, "mengunduh sertifikat pegawai di lingkup unitnya", (HR, ADMIN)),
    Permission(CERTIFICATE_REVOKE, "mencabut sertifikat pegawai di lingkup unitnya", (HR, ADMIN)),
    Permission(DESIGN_UPDATE, "mengatur rancangan sertifikat instansinya", (HR, ADMIN)),
    Permission(OWN_CREATE, "meminta lagi sertifikat sendiri yang tertahan", (LEARNER,)),
    Permission(OWN_READ, "melihat dan mengunduh sertifikat sendiri", (LEARNER,)),
    Permission(WORKSHOP_ISSUE, "menerbitkan sertifikat peserta kegiatan instansinya", (HR, ADMIN)),
)
