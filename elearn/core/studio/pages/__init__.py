"""One frozen page per template of the room, one module per noun."""
