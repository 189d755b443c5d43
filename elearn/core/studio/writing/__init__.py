"""Pure functions on the texts of a draft: names and links, merging, comparing, front matter, quizzes."""
