"""What people may do with enrolments; declared once, alphabetical."""

from __future__ import annotations

from elearn.kernel.permissions import LEARNER, Permission

OWN_CREATE = "enrolment:own:create"

PERMISSIONS = (Permission(OWN_CREATE, "mendaftar ke kursus", (LEARNER,)),)
