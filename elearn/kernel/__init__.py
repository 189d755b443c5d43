"""Machinery that knows no learning word: database, work, errors, permissions, Markdown, jobs, audit, files."""
