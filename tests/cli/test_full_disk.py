"""Commands that write files on a disk without room: one sentence, and neither an old file nor the database is harmed."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from elearn.cli.door import Door
from elearn.cli.main import main
from elearn.core.people.models import Account, Person
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.people import make_person, make_unit


@contextmanager
def full_disk() -> Iterator[None]:
    """The operating system refuses to make any file larger than ten bytes."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def sentence(capsys: pytest.CaptureFixture[str], house: House | None, *arguments: object) -> str:
    """The one line with which the command ends."""
    with pytest.raises(SystemExit) as end:
        main(list(map(str, arguments)), obj=Door(house))
    said = capsys.readouterr().err
    assert (end.value.code, said.count("\n")) == (1, 1), said
    return said


def test_older_file_stays_whole(house: House, work: Work, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with committed(work):
        make_person(work)
    target = tmp_path / "hasil" / "pegawai.csv"
    target.parent.mkdir()
    target.write_text("yang lama")

    with full_disk():
        said = sentence(capsys, house, "people", "export", target)

    assert said == f"{target} tidak dapat ditulis. Periksa folder, izin, dan ruang penyimpanannya.\n"
    assert [(path.name, path.read_text()) for path in target.parent.iterdir()] == [("pegawai.csv", "yang lama")]


def test_plugin_that_could_not_be_written_leaves_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with full_disk(), pytest.raises(SystemExit) as end:
        main(["plugins", "new", "lapor_cepat", "--into", str(tmp_path)])

    assert (end.value.code, list(tmp_path.iterdir())) == (1, [])
    assert capsys.readouterr().err.startswith("Berkas tidak dapat dibaca atau ditulis. Periksa folder, izin,")


def test_codes_that_could_not_be_written_do_not_count(
    house: House, work: Work, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with committed(work):
        unit = make_unit(work, code="D-1")
        person = make_person(work, unit)
        work.session.delete(work.session.get_one(Account, person.id))
    out = tmp_path / "kode.csv"

    with full_disk():
        said = sentence(capsys, house, "people", "codes", "--unit", "D-1", "--out", out)

    assert "Periksa" in said
    assert not out.exists()
    with house.work(write=False) as later:
        assert later.session.scalars(select(Account)).all() == []
        assert later.session.scalars(select(Person.nip)).all() == [person.nip]


@pytest.mark.parametrize("spoil", ["home", "queue"])
def test_home_that_cannot_be_written_is_one_sentence(
    database_url: str,
    tmp_path: Path,
    spoil: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    home = tmp_path / "rumah"
    if spoil == "home":
        home.write_text("a file stands where the folder should")
    else:
        (home / "queue.sqlite3").mkdir(parents=True)
    monkeypatch.setenv("ELEARN_HOME", str(home))
    monkeypatch.setenv("ELEARN_DATABASE_URL", database_url)

    said = sentence(capsys, None, "courses", "list")

    assert str(home) in said
    assert "ruang penyimpanannya." in said
