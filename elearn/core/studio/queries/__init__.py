"""Every SELECT about drafts, one module per noun."""
