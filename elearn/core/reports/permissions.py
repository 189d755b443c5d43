"""What people may do with reports; declared once, alphabetical."""

from __future__ import annotations

from elearn.kernel.permissions import HR, Permission

EXPORT_CREATE = "reports:export:create"
EXPORT_READ = "reports:export:read"
GAPS_READ = "reports:gaps:read"
JP_READ = "reports:jp:read"
PEOPLE_READ = "reports:people:read"
UNIT_READ = "reports:unit:read"

PERMISSIONS = (
    Permission(EXPORT_CREATE, "meminta ekspor laporan ke Excel", (HR,)),
    Permission(EXPORT_READ, "mengunduh ekspor yang diminta sendiri", (HR,)),
    Permission(GAPS_READ, "melihat kesenjangan kompetensi pegawai di lingkup unitnya", (HR,)),
    Permission(JP_READ, "melihat jam pelajaran pegawai di lingkup unitnya", (HR,)),
    Permission(PEOPLE_READ, "melihat keadaan belajar pegawai di lingkup unitnya", (HR,)),
    Permission(UNIT_READ, "melihat laporan unit di lingkup unitnya", (HR,)),
)
