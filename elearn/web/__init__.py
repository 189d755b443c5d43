"""The shell of every page: base template, menu, CSRF, sign-in guard, error pages, static files, macros."""
