"""What HR reads: who has learned what, unit by unit. It only looks; no number here is stored anywhere."""
