"""What people may do with notes; declared once, alphabetical."""

from __future__ import annotations

from elearn.plugin import LEARNER, Permission

NOTE_CREATE = "guest_name:note:create"
NOTE_READ = "guest_name:note:read"

PERMISSIONS = (
    Permission(NOTE_CREATE, "menulis catatan pribadi", (LEARNER,)),
    Permission(NOTE_READ, "membaca catatan sendiri", (LEARNER,)),
)
