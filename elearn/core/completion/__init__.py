"""The learning ledger: what is done, what is missing and why."""
