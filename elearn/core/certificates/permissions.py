"""What people may do with certificates; declared once, alphabetical."""

from __future__ import annotations

from elearn.kernel.permissions import ADMIN, ALUMNI, HR, LEARNER, Permission

APPEAL_CREATE = "certificates:appeal:create"
APPEAL_UPDATE = "certificates:appeal:update"
CERTIFICATE_READ = "certificates:certificate:read"
CERTIFICATE_REVOKE = "certificates:certificate:revoke"
CERTIFICATE_SUPERSEDE = "certificates:certificate:supersede"
DESIGN_UPDATE = "certificates:design:update"
OWN_CREATE = "certificates:own:create"
OWN_READ = "certificates:own:read"
WORKSHOP_ISSUE = "certificates:workshop:issue"

PERMISSIONS = (
    Permission(APPEAL_CREATE, "mengajukan banding atas pencabutan sertifikat sendiri", (LEARNER, ALUMNI)),
    Permission(APPEAL_UPDATE, "menjawab banding atas pencabutan sertifikat di lingkup unitnya", (HR, ADMIN)),
    Permission(CERTIFICATE_READ, "mengunduh sertifikat pegawai di lingkup unitnya", (HR, ADMIN)),
    Permission(CERTIFICATE_REVOKE, "mencabut sertifikat pegawai di lingkup unitnya", (HR, ADMIN)),
    Permission(CERTIFICATE_SUPERSEDE, "mengganti sertifikat pegawai di lingkup unitnya", (HR, ADMIN)),
    Permission(DESIGN_UPDATE, "mengatur rancangan sertifikat instansinya", (HR, ADMIN)),
    Permission(OWN_CREATE, "meminta lagi sertifikat sendiri yang tertahan", (LEARNER,)),
    Permission(OWN_READ, "melihat dan mengunduh sertifikat sendiri", (LEARNER, ALUMNI)),
    Permission(WORKSHOP_ISSUE, "menerbitkan sertifikat peserta kegiatan instansinya", (HR, ADMIN)),
)
