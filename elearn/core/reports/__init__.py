"""What HR reads: it only looks, never writes."""
