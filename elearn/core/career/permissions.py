"""What people may do with career records; declared once, alphabetical."""

from __future__ import annotations

from elearn.kernel.permissions import ADMIN, ALUMNI, HR, LEARNER, Permission

EVIDENCE_DECIDE = "career:evidence:decide"
EVIDENCE_READ = "career:evidence:read"
OWN_CREATE = "career:own:create"
OWN_READ = "career:own:read"

PERMISSIONS = (
    Permission(EVIDENCE_DECIDE, "memutus bukti pengembangan kompetensi di lingkup unitnya", (HR, ADMIN)),
    Permission(EVIDENCE_READ, "melihat bukti pengembangan kompetensi di lingkup unitnya", (HR, ADMIN)),
    Permission(OWN_CREATE, "mengirim dan menarik bukti pengembangan kompetensi sendiri", (LEARNER,)),
    Permission(OWN_READ, "melihat dan mencetak riwayat pengembangan kompetensi sendiri", (LEARNER, ALUMNI)),
)
