"""What people may do with career records; declared once, alphabetical."""

from __future__ import annotations

from elearn.kernel.permissions import ALUMNI, LEARNER, Permission

OWN_READ = "career:own:read"

PERMISSIONS = (Permission(OWN_READ, "melihat dan mencetak riwayat pengembangan kompetensi sendiri", (LEARNER, ALUMNI)),)
