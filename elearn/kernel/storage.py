"""What people are told when the disk or the database does not take what was to be kept; the cause goes to the log."""

from __future__ import annotations

import errno
import logging
import sqlite3

from elearn.kernel.db import DatabaseUnusable
from elearn.kernel.errors import NoSpace, StoreDown

log = logging.getLogger(__name__)

FULL = (errno.ENOSPC, errno.EDQUOT)
"""What the operating system answers when the disk, or somebody's share of it, is full."""

DISK_FULL = "53100"
"""The same from PostgreSQL: its condition `disk_full`."""


def trouble(error: OSError | DatabaseUnusable, what: str) -> NoSpace | StoreDown:
    """NoSpace, naming `what` could not be stored, when there is no room left; else StoreDown."""
    log.error("storage failed (%s)", what, exc_info=error)
    return NoSpace(what) if _is_full(error) else StoreDown()


def _is_full(error: OSError | DatabaseUnusable) -> bool:
    if isinstance(error, OSError):
        return error.errno in FULL
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return cause.sqlite_errorcode == sqlite3.SQLITE_FULL
    return getattr(cause, "sqlstate", None) == DISK_FULL
