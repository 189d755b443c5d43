"""What people may do with their own learning; declared once, alphabetical."""

from __future__ import annotations

from elearn.kernel.permissions import LEARNER, Permission

LESSON_FINISH = "completion:lesson:finish"
OWN_READ = "completion:own:read"

PERMISSIONS = (
    Permission(LESSON_FINISH, "menandai materi sendiri selesai", (LEARNER,)),
    Permission(OWN_READ, "membuka pelatihan yang diikuti sendiri", (LEARNER,)),
)
