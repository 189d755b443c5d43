"""What people may do with dictionaries and requirements; declared once, alphabetical."""

from __future__ import annotations

from elearn.kernel.permissions import ADMIN, HR, Permission

DICTIONARY_READ = "competencies:dictionary:read"
DICTIONARY_UPDATE = "competencies:dictionary:update"

PERMISSIONS = (
    Permission(DICTIONARY_READ, "melihat dan mengekspor kamus kompetensi dan standar jabatan", (HR, ADMIN)),
    Permission(DICTIONARY_UPDATE, "mengimpor kamus kompetensi dan standar jabatan instansinya", (HR, ADMIN)),
)
