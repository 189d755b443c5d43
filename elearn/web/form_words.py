"""What WTForms says of a value that it cannot read, in the reader's language; it brings no Indonesian of its own."""

from __future__ import annotations

from typing import Final

from elearn.kernel.i18n import N_, _

_CHOICE: Final = N_("Pilihan ini tidak ada. Pilih dari daftarnya.")
_NUMBER: Final = N_("Tulis angkanya saja.")

SENTENCES: Final = {
    "Not a valid choice.": _CHOICE,
    "Invalid Choice: could not coerce.": _CHOICE,
    "'%(value)s' is not a valid choice for this field.": _CHOICE,
    "'%(value)s' are not valid choices for this field.": _CHOICE,
    "Invalid choice(s): one or more data inputs could not be coerced.": _CHOICE,
    "Not a valid integer value.": N_("Tulis bilangan bulat."),
    "Not a valid decimal value.": _NUMBER,
    "Not a valid float value.": _NUMBER,
    "Not a valid date value.": N_("Tulis tanggalnya, misalnya 2026-11-03."),
    "Not a valid datetime value.": N_("Tulis tanggal dan jamnya, misalnya 2026-11-03 08:00."),
    "Not a valid time value.": N_("Tulis jamnya, misalnya 08:00."),
    "This field is required.": N_("Isian ini harus diisi."),
}


class FormWords:
    """WTForms asks it for each of its sentences."""

    def gettext(self, sentence: str) -> str:
        """The sentence in the reader's language."""
        return _(SENTENCES.get(sentence, sentence))

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The same for a sentence that counts."""
        return self.gettext(one if number == 1 else many)
