"""make_* functions, one module per room; each returns a stored row with sensible, synthetic values."""
