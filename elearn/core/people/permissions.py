"""What people may do with accounts, persons and roles; declared once, alphabetical."""

from __future__ import annotations

from elearn.kernel.permissions import ADMIN, ALUMNI, GUEST, HR, LEARNER, Permission

ACCOUNT_READ = "people:account:read"
ACCOUNT_UPDATE = "people:account:update"
CODE_CREATE = "people:code:create"
DASHBOARD_READ = "people:dashboard:read"
EXPORT_CREATE = "people:export:create"
IMPORT_CREATE = "people:import:create"
PERSON_READ = "people:person:read"
ROLE_UPDATE = "people:role:update"
SESSION_DELETE = "people:session:delete"
SYSTEM_READ = "people:system:read"
SYSTEM_UPDATE = "people:system:update"

PERMISSIONS = (
    Permission(ACCOUNT_READ, "melihat akun sendiri dan peramban yang masuk dengannya", (LEARNER, GUEST, ALUMNI)),
    Permission(ACCOUNT_UPDATE, "mengganti kata sandi sendiri dan keluar dari semua peramban", (LEARNER, GUEST, ALUMNI)),
    Permission(CODE_CREATE, "membuat kode atur ulang kata sandi untuk pegawai", (HR, ADMIN)),
    Permission(DASHBOARD_READ, "membuka beranda", (LEARNER, GUEST, ALUMNI)),
    Permission(EXPORT_CREATE, "mengekspor unit dan pegawai di lingkup unitnya", (HR, ADMIN)),
    Permission(IMPORT_CREATE, "mengimpor pegawai di lingkup unitnya", (HR, ADMIN)),
    Permission(PERSON_READ, "mencari dan melihat pegawai di lingkup unitnya", (HR, ADMIN)),
    Permission(ROLE_UPDATE, "memberi dan mencabut peran", (ADMIN,)),
    Permission(SESSION_DELETE, "keluar", (LEARNER, GUEST, ALUMNI)),
    Permission(SYSTEM_READ, "melihat plugin, gangguan, dan pekerjaan latar", (ADMIN,)),
    Permission(SYSTEM_UPDATE, "menjalankan lagi pekerjaan latar yang gagal", (ADMIN,)),
)
