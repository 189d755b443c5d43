"""What people may do with course feedback; declared once, alphabetical."""

from __future__ import annotations

from elearn.plugin import ADMIN, LEARNER, TRAINER, Permission

ANSWER_UPDATE = "course_feedback:answer:update"
RESULT_READ = "course_feedback:result:read"

PERMISSIONS = (
    Permission(ANSWER_UPDATE, "memberi umpan balik atas pelatihan yang sudah diselesaikan", (LEARNER,)),
    Permission(RESULT_READ, "melihat hasil umpan balik pelatihan sendiri", (TRAINER, ADMIN)),
)
