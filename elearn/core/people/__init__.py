"""Who learns: people with their numbers, positions, units and roles, and how they sign in."""
