"""The room's own tests; they move out with it, so they name its modules relatively and the house's absolutely."""
