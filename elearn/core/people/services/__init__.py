"""What happens to people: they are imported, move, get a way in and roles, sign in and out."""

from __future__ import annotations

from .accounts import change_password, set_password
from .codes import ResetCode, issue_first_codes, issue_reset_code, redeem
from .demo import DemoAccount, demo_accounts, load_demo
from .entrance import Claim, claim, is_stale, note_failure, note_seen, sign_in, sign_out, sign_out_everywhere
from .importing import check_rows, import_rows
from .people import transfer
from .report import Report, RowResult
from .roles import GIVEN_ROLES, grant, grant_to, person_with, revoke, revoke_from

__all__ = [
    "GIVEN_ROLES",
    "Claim",
    "DemoAccount",
    "Report",
    "ResetCode",
    "RowResult",
    "change_password",
    "check_rows",
    "claim",
    "demo_accounts",
    "grant",
    "grant_to",
    "import_rows",
    "is_stale",
    "issue_first_codes",
    "issue_reset_code",
    "load_demo",
    "note_failure",
    "note_seen",
    "person_with",
    "redeem",
    "revoke",
    "revoke_from",
    "set_password",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "transfer",
]
