"""What people may do with courses; declared once, alphabetical."""

from __future__ import annotations

from elearn.kernel.permissions import ADMIN, LEARNER, TRAINER, Permission

CATALOGUE_READ = "courses:catalogue:read"
COURSE_ARCHIVE = "courses:course:archive"
COURSE_PUBLISH = "courses:course:publish"

PERMISSIONS = (
    Permission(CATALOGUE_READ, "melihat katalog dan halaman pelatihan", (LEARNER,)),
    Permission(COURSE_ARCHIVE, "mengarsipkan pelatihan", (TRAINER, ADMIN)),
    Permission(COURSE_PUBLISH, "memeriksa dan menerbitkan pelatihan", (TRAINER, ADMIN)),
)
