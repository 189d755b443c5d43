"""`elearn`: the command line, one small module per group."""
