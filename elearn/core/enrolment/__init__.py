"""A person joins a published course and stays on the version they began with."""
