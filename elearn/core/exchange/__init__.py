"""Courses on their way in and out: other programs' files ↔ our course files, with a report of every loss."""
