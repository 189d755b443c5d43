"""`python -m elearn.cli` is the command line."""

from __future__ import annotations

from elearn.cli.main import main

main()
