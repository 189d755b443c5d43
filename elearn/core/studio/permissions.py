"""What people may do with drafts; declared once, alphabetical. Which drafts, their authors decide."""

from __future__ import annotations

from elearn.kernel.permissions import ADMIN, GUEST, TRAINER, Permission

AUTHOR_UPDATE = "studio:author:update"
DRAFT_CREATE = "studio:draft:create"
DRAFT_WRITE = "studio:draft:write"
REVIEW_ASK = "studio:review:ask"

PERMISSIONS = (
    Permission(AUTHOR_UPDATE, "menambah dan menghapus penulis naskahnya", (TRAINER, ADMIN)),
    Permission(DRAFT_CREATE, "memulai naskah pelatihan", (TRAINER, ADMIN)),
    Permission(DRAFT_WRITE, "menulis naskah pelatihannya", (TRAINER, ADMIN, GUEST)),
    Permission(REVIEW_ASK, "meminta ulasan kepada pengajar lain", (TRAINER, ADMIN)),
)
