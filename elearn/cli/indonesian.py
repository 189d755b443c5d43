"""click speaks Indonesian: its own sentences, kinds of value and usage lines, in every command of the house and of its guests."""

from __future__ import annotations

from typing import Any

import click
from click import core, decorators, exceptions, formatting, parser, shell_completion, termui, types, utils

SPEAKERS = (core, decorators, exceptions, formatting, parser, shell_completion, termui, types, utils)
"""Modules of click that ask gettext for their sentences, by the names `_` and `ngettext`."""

SENTENCES = {
    # help
    "Usage:": "Cara pakai:",
    "Options": "Opsi",
    "Commands": "Perintah",
    "Positional arguments": "Argumen",
    "Show this message and exit.": "Tampilkan bantuan ini.",
    "Show the version and exit.": "Tampilkan versi.",
    "%(prog)s, version %(version)s": "%(prog)s, versi %(version)s",
    "default: {default}": "bawaan: {default}",
    "(dynamic)": "(dihitung)",
    "required": "wajib",
    "env var: {var}": "variabel: {var}",
    "deprecated": "usang",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": "Perintah {name!r} sudah usang.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": "{name!r} sudah usang.{extra_message}",
    # wrong usage
    "Error: {message}": "Kesalahan: {message}",
    "Try '{command} {option}' for help.": "Bantuan: {command} {option}",
    "Missing command.": "Perintahnya belum disebut.",
    "Missing argument": "Argumen belum diisi:",
    "Missing option": "Opsi wajib belum diisi:",
    "Missing parameter": "Belum diisi:",
    "Missing {param_type}": "Belum diisi:",
    "Missing parameter: {param_name}": "Belum diisi: {param_name}",
    "No such command {name!r}.": "Tidak ada perintah {name!r}.",
    "No such option {name!r}.": "Tidak ada opsi {name!r}.",
    "Did you mean {possibility}?": "Mungkin maksud Anda {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Mungkin maksud Anda salah satu dari: {possibilities}?)",
    "Got unexpected extra argument ({args})": "Argumen ini tidak diharapkan: {args}",
    "Got unexpected extra arguments ({args})": "Argumen ini tidak diharapkan: {args}",
    "Option {name!r} does not take a value.": "Opsi {name!r} tidak memakai isi.",
    "Option {name!r} requires an argument.": "Opsi {name!r} belum ada isinya.",
    "Option {name!r} requires {nargs} arguments.": "Opsi {name!r} memerlukan {nargs} isi.",
    "Argument {name!r} takes {nargs} values.": "Argumen {name!r} memerlukan {nargs} isi.",
    "Takes {nargs} values but 1 was given.": "Perlu {nargs} isi, tetapi ada 1.",
    "Takes {nargs} values but {len} were given.": "Perlu {nargs} isi, tetapi ada {len}.",
    "{len_type} values are required, but {len_value} was given.": "Perlu {len_type} isi, tetapi ada {len_value}.",
    "{len_type} values are required, but {len_value} were given.": "Perlu {len_type} isi, tetapi ada {len_value}.",
    "Value must be an iterable.": "Isinya harus berupa deretan.",
    # wrong values
    "Invalid value: {message}": "Isi tidak dapat dipakai: {message}",
    "Invalid value for {param_hint}: {message}": "Isi {param_hint} tidak dapat dipakai: {message}",
    "Choose from:\n\t{choices}": "Pilih salah satu:\n\t{choices}",
    "Choice({choices})": "Pilihan({choices})",
    "{value!r} is not {choice}.": "{value!r} bukan {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} bukan salah satu dari {choices}.",
    "{value!r} is not a valid {number_type}.": "{value!r} bukan {number_type}.",
    "{value} is not in the range {range}.": "{value} di luar batas {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r} bukan ya atau tidak. Yang dikenal: {states}",
    "{value!r} is not a valid UUID.": "{value!r} bukan UUID.",
    "{value!r} does not match the format {format}.": "{value!r} tidak berbentuk {format}.",
    "{value!r} does not match the formats {formats}.": "{value!r} tidak berbentuk salah satu dari {formats}.",
    "file": "berkas",
    "directory": "folder",
    "path": "alamat",
    "{name} {filename!r} does not exist.": "{name} {filename!r} tidak ada.",
    "{name} {filename!r} is a file.": "{filename!r} adalah berkas, bukan folder.",
    "{name} {filename!r} is a directory.": "{filename!r} adalah folder, bukan berkas.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} tidak boleh dibaca.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} tidak boleh ditulisi.",
    "{name} {filename!r} is not executable.": "{name} {filename!r} tidak boleh dijalankan.",
    "Could not open file {filename!r}: {message}": "Berkas {filename!r} tidak dapat dibuka: {message}",
    "unknown error": "sebabnya tidak diketahui",
    # questions
    "Aborted!": "Dibatalkan.",
    "Do you want to continue?": "Lanjutkan?",
    "Confirm the action without prompting.": "Tanpa bertanya lagi.",
    "Repeat for confirmation": "Ulangi",
    "Press any key to continue...": "Tekan tombol apa saja untuk melanjutkan …",
    "Error: invalid input": "Ketik y (ya) atau n (tidak).",
    "Error: The two entered values do not match.": "Kedua isian tidak sama.",
    "Shell completion is not supported for Bash versions older than 4.4.": "Pelengkapan perintah memerlukan Bash 4.4 atau lebih baru.",
    "Couldn't detect Bash version, shell completion is not supported.": "Versi Bash tidak dikenali, jadi pelengkapan perintah tidak tersedia.",
}
"""What click says to whoever types a command → the same in Indonesian; what it says to programmers stays as it is."""

KINDS: dict[type[click.ParamType[Any]], str] = {
    types.StringParamType: "teks",
    types.IntParamType: "bilangan bulat",
    types.IntRange: "bilangan bulat",
    types.FloatParamType: "bilangan",
    types.FloatRange: "bilangan",
    types.BoolParamType: "ya atau tidak",
    types.DateTime: "tanggal",
    types.File: "berkas",
}
"""The kind of a value: in capitals where help shows what to type."""

USAGE = {"[OPTIONS]": "[OPSI]", "COMMAND [ARGS]...": "PERINTAH [ARGUMEN]..."}


class Help(click.HelpFormatter):
    """click's help pages with an Indonesian usage line."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for english, indonesian in USAGE.items():
            args = args.replace(english, indonesian)
        super().write_usage(prog, args, prefix)


def speak_indonesian() -> None:
    """Teaches click, once for all commands: it offers no setting for its language but variables of the environment."""
    for module in SPEAKERS:
        vars(module).update({"_": _say, "ngettext": _count})
    for kind, name in KINDS.items():
        kind.name = name
    click.Context.formatter_class = Help


def _say(text: str) -> str:
    return SENTENCES.get(text, text)


def _count(one: str, many: str, number: int) -> str:
    return _say(one if number == 1 else many)
