"""The room's blueprint the words its templates need; its pages live in the modules beside it."""

from __future__ import annotations

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from elearn.core.people.browsers import describe_browser
from elearn.core.people.pages import result_words
from elearn.core.people.passwords import bound_hashing
from elearn.kernel.i18n import _
from elearn.kernel.permissions import ROLE_TITLES
from elearn.web.current import EXTENSION

bp = Blueprint("people", "elearn.core.people", template_folder="templates")
bp.add_app_template_filter(describe_browser, "browser_name")
bp.add_app_template_filter(result_words, "import_result")


@bp.app_template_filter("role_title")
def role_title(role: str) -> str:
    """How a role is called on screen."""
    return _(ROLE_TITLES[role])


@bp.record
def obey_settings(state: BlueprintSetupState) -> None:
    """Hands the room the one setting that holds for the whole process."""
    bound_hashing(state.app.extensions[EXTENSION].settings.password_hash_concurrency)
