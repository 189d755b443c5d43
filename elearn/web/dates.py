"""Days, clocks and numbers as Indonesian (or English) readers write them; shared by pages and command line."""

from __future__ import annotations

from datetime import date, datetime

from elearn.kernel.i18n import language

MONTHS = {
    "id": [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def day(moment: date) -> str:
    """22 November 2026"""
    return f"{moment.day} {MONTHS[language()][moment.month - 1]} {moment.year}"


def clock(moment: date, *, seconds: bool = False) -> str:
    """10.42, or 10.42.07 (10:42 in English); a date without a clock is midnight."""
    at = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day)
    form = "%H.%M.%S" if seconds else "%H.%M"
    return at.strftime(form.replace(".", ":") if language() == "en" else form)


def number(value: float, places: int = 0) -> str:
    """12.345,6 in Indonesian, 12,345.6 in English; `places` decimals at most, none when they are zero."""
    text = f"{value:,.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))
