"""What people may do with quizzes; declared once, alphabetical."""

from __future__ import annotations

from elearn.kernel.permissions import LEARNER, Permission

ATTEMPT_CREATE = "quizzes:attempt:create"
ATTEMPT_READ = "quizzes:attempt:read"
ATTEMPT_UPDATE = "quizzes:attempt:update"

PERMISSIONS = (
    Permission(ATTEMPT_CREATE, "memulai percobaan kuis sendiri", (LEARNER,)),
    Permission(ATTEMPT_READ, "melihat kuis, percobaan, dan hasilnya sendiri", (LEARNER,)),
    Permission(ATTEMPT_UPDATE, "menjawab dan mengirim percobaan sendiri", (LEARNER,)),
)
