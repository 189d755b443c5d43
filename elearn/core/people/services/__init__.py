"""What happens to people: they are imported, move, get a way in and roles, sign in and out."""

from __future__ import annotations

from .accounts import change_password, set_password
from .codes import ResetCode, issue_first_codes, issue_reset_code, redeem
from .demo import DemoAccount, demo_accounts, load_demo
from .entrance import Claim, claim, is_stale, note_failure, note_seen, sign_in, sign_out, sign_out_everywhere
from .exporting import EXPORT_JOB, ask_people_export, export_content, run_people_export
from .guests import guest_code, invite_guest, let_guest_in, send_guest_away
from .importing import check_rows, import_rows
from .imports import (
    FORGET_JOB,
    ask_apply,
    forget_import,
    receive,
    replaced_file,
    report_file,
    require_kept,
    run_apply,
    run_check,
    template_file,
)
from .people import transfer
from .report import RESULTS, Report, RowResult
from .roles import GIVEN_ROLES, grant, grant_to, person_with, revoke, revoke_from

__all__ = [
    "EXPORT_JOB",
    "FORGET_JOB",
    "GIVEN_ROLES",
    "RESULTS",
    "Claim",
    "DemoAccount",
    "Report",
    "ResetCode",
    "RowResult",
    "ask_apply",
    "ask_people_export",
    "change_password",
    "check_rows",
    "claim",
    "demo_accounts",
    "export_content",
    "forget_import",
    "grant",
    "grant_to",
    "guest_code",
    "import_rows",
    "invite_guest",
    "is_stale",
    "issue_first_codes",
    "issue_reset_code",
    "let_guest_in",
    "load_demo",
    "note_failure",
    "note_seen",
    "person_with",
    "receive",
    "redeem",
    "replaced_file",
    "report_file",
    "require_kept",
    "revoke",
    "revoke_from",
    "run_apply",
    "run_check",
    "run_people_export",
    "send_guest_away",
    "set_password",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "template_file",
    "transfer",
]
