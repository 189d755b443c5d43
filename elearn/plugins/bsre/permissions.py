"""What people may do with electronic signatures; declared once, alphabetical."""

from __future__ import annotations

from elearn.plugin import ADMIN, HR, LEARNER, Permission

DOCUMENT_READ = "bsre:document:read"
DOCUMENT_SIGN = "bsre:document:sign"
SIGNATORY_UPDATE = "bsre:signatory:update"

PERMISSIONS = (
    Permission(DOCUMENT_READ, "melihat keadaan tanda tangan elektronik sertifikat di lingkup unitnya", (HR, ADMIN)),
    Permission(DOCUMENT_SIGN, "menandatangani sertifikat instansi yang menunjuknya sebagai pejabat", (LEARNER,)),
    Permission(SIGNATORY_UPDATE, "menunjuk pejabat penanda tangan sertifikat", (ADMIN,)),
)
