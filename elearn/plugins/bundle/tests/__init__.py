"""The bundle plugin's own tests; they move out with it."""
