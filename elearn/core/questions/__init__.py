"""Kinds of question: read it from Markdown, show it, read an answer, mark it; attempts live in the quizzes room."""
