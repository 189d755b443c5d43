"""The write side of drafts, one module per noun."""
