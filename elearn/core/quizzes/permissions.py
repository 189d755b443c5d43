"""What people may do with quizzes; declared once, alphabetical."""

from __future__ import annotations

from elearn.kernel.permissions import ADMIN, LEARNER, TRAINER, Permission

ATTEMPT_CREATE = "quizzes:attempt:create"
ATTEMPT_READ = "quizzes:attempt:read"
ATTEMPT_UPDATE = "quizzes:attempt:update"
CORRECTION_UPDATE = "quizzes:correction:update"
MARKING_UPDATE = "quizzes:marking:update"
STATISTICS_READ = "quizzes:statistics:read"

PERMISSIONS = (
    Permission(ATTEMPT_CREATE, "memulai percobaan kuis sendiri", (LEARNER,)),
    Permission(ATTEMPT_READ, "melihat kuis, percobaan, dan hasilnya sendiri", (LEARNER,)),
    Permission(ATTEMPT_UPDATE, "menjawab dan mengirim percobaan sendiri", (LEARNER,)),
    Permission(CORRECTION_UPDATE, "mengoreksi soal kuis pada pelatihan sendiri", (TRAINER, ADMIN)),
    Permission(MARKING_UPDATE, "menilai jawaban uraian pada pelatihan sendiri", (TRAINER, ADMIN)),
    Permission(STATISTICS_READ, "melihat statistik soal pelatihan sendiri", (TRAINER, ADMIN)),
)
