"""Every command explains itself, and refuses wrong usage, in Indonesian; so do the commands of guests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import ModuleType

import click
import pytest
from babel.messages.extract import extract_from_file
from click.testing import CliRunner

from elearn.app import open_house
from elearn.cli.door import Door
from elearn.cli.indonesian import SENTENCES, SPEAKERS
from elearn.cli.main import root
from elearn.config import Settings
from elearn.hooks.guests import Plugin
from elearn.hooks.house import House
from elearn.plugin import hookimpl

FOR_PROGRAMMERS = {
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Could not determine name for option with declarations {decls!r}",
    "Invalid start character for option ({option})",
    "Name '{name}' defined twice",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to pass '--{name}'?",
    "Unknown color {colour!r}",
    "Unknown standard stream '{name}'",
}
"""What only the author of a command can meet."""

WORD = re.compile(r"[a-z]{3,}")
PLACEHOLDER = re.compile(r"\{(\w*)|%\((\w+)\)")


@pytest.fixture(scope="module")
def guest_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """With a guest that brings a command of its own."""
    folder = tmp_path_factory.mktemp("salam")
    hooks = ModuleType("salam.hooks")
    hooks.__file__ = str(folder / "hooks.py")
    setattr(hooks, "cli_commands", hookimpl(lambda: (greeting(),)))  # noqa: B010  # mypy knows no attributes of a module made by hand
    house = open_house(Settings(home=folder), guests=[Plugin(name="salam", title="Salam", hooks=hooks)])
    yield house
    house.close()


def greeting() -> click.Command:
    name = click.Argument(["nama"])
    times = click.Option(["--kali"], type=click.IntRange(1, 3), required=True, help="Berapa kali.")
    return click.Command("salam", params=[name, times], help="Sapa seseorang.")


def test_every_sentence_of_click_has_its_indonesian() -> None:
    found = {
        text
        for module in SPEAKERS
        for _, texts, _, _ in extract_from_file("python", str(module.__file__), {"_": None, "ngettext": (1, 2)})
        for text in ([texts] if isinstance(texts, str) else texts)
    }

    assert found - FOR_PROGRAMMERS == set(SENTENCES)


def test_no_indonesian_sentence_asks_for_a_value_that_click_does_not_give() -> None:
    asked = {
        source: set(PLACEHOLDER.findall(said)) - set(PLACEHOLDER.findall(source)) for source, said in SENTENCES.items()
    }

    assert {source: names for source, names in asked.items() if names} == {}


def test_every_command_explains_itself_and_refuses_in_indonesian(guest_house: House) -> None:
    commands = [(), *walk(root, guest_house)]
    said = {
        arguments: CliRunner().invoke(root, list(arguments), obj=Door(guest_house)).output
        for path in commands
        for arguments in ((*path, "--help"), (*path, "--tidak-ada"))
    }
    own = {word for path in commands for name in path for word in WORD.findall(name)}  # `show` is a command's name too
    foreign = words(SENTENCES) - words(SENTENCES.values()) - own | {"integer"}

    assert len(commands) > 25
    assert {arguments: rest for arguments, text in said.items() if (rest := foreign & words([text]))} == {}
    assert [arguments for arguments, text in said.items() if "Cara pakai: root" not in text] == []
    assert [arguments for arguments in said if arguments[-1] == "--help" and "[OPSI]" not in said[arguments]] == []


def words(texts: Iterable[str]) -> set[str]:
    """Words that click or we say, without options such as `--format` and names in braces."""
    text = " ".join(texts).lower()
    return set(WORD.findall(re.sub(r"--[\w-]+|[{\[(|][\w|!]*[}\]|]|%\(\w+\)s", " ", text)))


def walk(group: click.Group, guest_house: House, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group, obj=Door(guest_house))
    names = [*group.list_commands(context), *(["salam"] if group is root else [])]
    for name in names:
        command = group.get_command(context, name)
        assert command is not None
        yield (*above, name)
        if isinstance(command, click.Group):
            yield from walk(command, guest_house, (*above, name))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("serv", "Kesalahan: Tidak ada perintah 'serv'."),
        ("serve --dmo", "Kesalahan: Tidak ada opsi '--dmo'. Mungkin maksud Anda '--demo'?"),
        ("serve a b", "Kesalahan: Argumen ini tidak diharapkan: a b"),
        ("people grant", "Kesalahan: Argumen belum diisi: 'NIP'."),
        (
            "people grant 1",
            "Kesalahan: Opsi wajib belum diisi: '--role'. Pilih salah satu:\n\ttrainer,\n\thr,\n\tadmin",
        ),
        (
            "people grant 1 --role x",
            "Kesalahan: Isi '--role' tidak dapat dipakai: 'x' bukan salah satu dari 'trainer', 'hr', 'admin'.",
        ),
        ("worker --threads", "Kesalahan: Opsi '--threads' belum ada isinya."),
        ("worker --threads x", "Kesalahan: Isi '--threads' tidak dapat dipakai: 'x' bukan bilangan bulat."),
        ("worker --threads 99", "Kesalahan: Isi '--threads' tidak dapat dipakai: 99 di luar batas 1<=x<=16."),
        ("people export /", "Kesalahan: Isi 'BERKAS' tidak dapat dipakai: '/' adalah folder, bukan berkas."),
        ("salam Siti --kali 4", "Kesalahan: Isi '--kali' tidak dapat dipakai: 4 di luar batas 1<=x<=3."),
    ],
)
def test_wrong_usage_is_refused_in_indonesian(guest_house: House, arguments: str, sentence: str) -> None:
    said = CliRunner().invoke(root, arguments.split(), obj=Door(guest_house))

    assert (said.exit_code, said.stderr.partition("\n\n")[2] or said.stderr) == (2, f"{sentence}\n")


def test_a_question_is_asked_again_and_no_ends_the_command(house: House) -> None:
    said = CliRunner().invoke(root, ["db", "remove", "course_feedback"], input="x\nn\n", obj=Door(house))
    question = "Hapus semua tabel milik “course_feedback” beserta isinya? [y/N]: "

    assert said.exit_code == 1
    assert said.output == f"{question}x\nKetik y (ya) atau n (tidak).\n{question}n\nDibatalkan.\n"
