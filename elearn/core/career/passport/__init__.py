"""The passport: a person's whole record in one signed file, which another agency's installation checks and merges."""
