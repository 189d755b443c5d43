"""Where trainers write: drafts of courses, their files and history, review, and what publishing would do to learners."""
