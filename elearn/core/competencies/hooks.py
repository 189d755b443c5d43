"""What this room contributes to the house."""
