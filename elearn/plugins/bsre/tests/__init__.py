"""The room's own tests; they move out with it."""
