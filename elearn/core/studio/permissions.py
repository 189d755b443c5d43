"""What people may do with drafts; declared once, alphabetical. Which drafts, their authors decide."""

from __future__ import annotations

from elearn.kernel.permissions import ADMIN, TRAINER, Permission

DRAFT_WRITE = "studio:draft:write"

PERMISSIONS = (Permission(DRAFT_WRITE, "menulis naskah pelatihan", (TRAINER, ADMIN)),)
