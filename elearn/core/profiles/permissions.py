"""What people may do with competency profiles; declared once, alphabetical."""

from __future__ import annotations

from elearn.kernel.permissions import ADMIN, HR, LEARNER, Permission

EVIDENCE_CREATE = "profiles:evidence:create"
OWN_READ = "profiles:own:read"
OWN_UPDATE = "profiles:own:update"
PERSON_READ = "profiles:person:read"

PERMISSIONS = (
    Permission(EVIDENCE_CREATE, "mencatat dan mengimpor bukti kompetensi pegawai di lingkup unitnya", (HR, ADMIN)),
    Permission(OWN_READ, "melihat profil kompetensi dan perkiraan IP-ASN sendiri", (LEARNER,)),
    Permission(OWN_UPDATE, "menilai kompetensi sendiri", (LEARNER,)),
    Permission(PERSON_READ, "melihat profil kompetensi pegawai di lingkup unitnya", (HR, ADMIN)),
)
