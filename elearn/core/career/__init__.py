"""The lasting record of competency development, counted in JP by dated rules of law."""
