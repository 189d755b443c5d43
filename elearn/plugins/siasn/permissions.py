"""What people may do with SIASN; declared once, alphabetical."""

from __future__ import annotations

from elearn.plugin import HR, Permission

EXPORT_CREATE = "siasn:export:create"
RECORD_DELETE = "siasn:record:delete"
RECORD_PUSH = "siasn:record:push"
RECORD_READ = "siasn:record:read"

PERMISSIONS = (
    Permission(EXPORT_CREATE, "mengekspor riwayat pegawai di lingkup unitnya untuk SIASN", (HR,)),
    Permission(RECORD_DELETE, "menghapus dari SIASN riwayat yang sudah dicabut di sini", (HR,)),
    Permission(RECORD_PUSH, "mengirim dan mencocokkan riwayat dengan SIASN", (HR,)),
    Permission(RECORD_READ, "melihat keadaan pengiriman riwayat ke SIASN", (HR,)),
)
