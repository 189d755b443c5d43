"""Rooms anyone could have built, laid out exactly as a third party's."""
