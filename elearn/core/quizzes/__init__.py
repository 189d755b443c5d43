"""Attempts on a quiz: start, save each answer, submit, mark."""
