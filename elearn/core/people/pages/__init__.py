"""One frozen page per template of the room."""

from __future__ import annotations

from .imports import ImportProgress, ImportsPage, import_page, result_words
from .people import (
    AccountPage,
    CodePage,
    PasswordPage,
    PeopleListPage,
    PersonPage,
    ResetPage,
    RolesPage,
    SignInPage,
)

__all__ = [
    "AccountPage",
    "CodePage",
    "ImportProgress",
    "ImportsPage",
    "PasswordPage",
    "PeopleListPage",
    "PersonPage",
    "ResetPage",
    "RolesPage",
    "SignInPage",
    "import_page",
    "result_words",
]
