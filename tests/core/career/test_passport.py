"""A record goes from one installation to another as a signed file: checked, merged, told where it contradicts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, update

from elearn.app import open_house
from elearn.cli.career import command
from elearn.cli.door import Door
from elearn.config import Settings
from elearn.core.career import queries as career
from elearn.core.career.models import PASSPORT, CareerEntry, ForeignEntry
from elearn.core.career.passport.facts import read_entry
from elearn.core.career.services import evidence
from elearn.core.certificates import services as certificates
from elearn.core.certificates.models import Certificate
from elearn.core.completion.models import LedgerEvent
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.kernel.errors import Invalid
from elearn.kernel.keys import rotate
from elearn.kernel.manifests import Packing
from elearn.kernel.migrations import upgrade_all
from elearn.kernel.work import Work, committed
from elearn.testing.factories.career import described, make_career_entry, make_evidence
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import make_finished_enrolment
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person, make_unit


@pytest.fixture
def elsewhere(settings: Settings, tmp_path: Path) -> Iterator[House]:
    """Another agency's installation, with keys, people and a tree of its own."""
    other = Settings(
        home=tmp_path / "elsewhere", public_url="https://belajar.lain.go.id", secret_key="lain", worker_thread=False
    )
    house = open_house(other)
    upgrade_all(house.database.engine, house.histories)
    yield house
    house.close()


def shell(house: House, *arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments], obj=Door(house))


def furnish(work: Work) -> Person:
    """Somebody with two certificates, one of them withdrawn, and evidence that HR verified under another number."""
    with committed(work):
        person = make_person(work, make_unit(work, make_unit(work, name="Kota Asal")), name="Siti Rahmawati")
        make_certificate(work, person, make_course(work, title="Pelayanan Prima"))
        gone = make_certificate(work, person, make_course(work, title="Dicabut"))
        certificates.revoke(work, gone, "Salah orang.")
        sent = make_evidence(work, person, title="Seminar Kearsipan", number="12/SEM/2026")
        evidence.accept(work, sent, described(work, title="Seminar Kearsipan", number="12/SEM/XI/2026"), "Salah ketik.")
    return person


def welcome(house: House, person: Person, **facts: Any) -> int:
    """The same person in another agency's tree."""
    with house.work(write=True) as work, committed(work):
        unit = make_unit(work, make_unit(work, make_unit(work, name="Kabupaten Tujuan")))
        here = make_person(work, unit, name=facts.pop("name", person.name))
        here.nip = person.nip
        for name, said in facts.items():
            setattr(here, name, said)
        return here.id


def exported(house: House, person: Person, folder: Path) -> tuple[Path, str]:
    """The passport, and the key that signed it."""
    target = folder / "paspor.zip"
    ran = shell(house, "export", person.nip, "-o", target, "--json")
    assert ran.exit_code == 0, ran.output
    return target, json.loads(ran.stdout)["key"]


def test_a_record_goes_to_another_tree_and_twice_is_once(
    work: Work, house: House, elsewhere: House, tmp_path: Path
) -> None:
    person = furnish(work)
    here_id = welcome(elsewhere, person)
    passport, key = exported(house, person, tmp_path)

    planned = shell(elsewhere, "import", passport, "--trust", key, "--dry-run", "--json")
    first = shell(elsewhere, "import", passport, "--trust", f"did:key:{key}", "--json")
    second = shell(elsewhere, "import", passport, "--trust", key, "--json")

    counts = [json.loads(ran.stdout)["counts"] for ran in (planned, first, second)]
    assert [ran.exit_code for ran in (planned, first, second)] == [0, 0, 0]
    assert [(one["ditambah"], one["sama"], one["dilewati"]) for one in counts] == [(2, 0, 1), (2, 0, 1), (0, 2, 1)]
    with elsewhere.work(write=False) as there:
        rows = there.session.execute(
            select(CareerEntry, ForeignEntry).join(ForeignEntry).order_by(CareerEntry.title)
        ).all()
        assert [(entry.title, entry.source, entry.person_id, foreign.number) for entry, foreign in rows][1:] == [
            ("Seminar Kearsipan", PASSPORT, here_id, "12/SEM/XI/2026")
        ]
        prima = rows[0].ForeignEntry
        assert (prima.origin, prima.claims["holder"]["nip"]) == ("did:web:127.0.0.1%3A8000", person.nip)
        assert there.files.read(prima.document).startswith(b"%PDF-")
        assert rows[0].CareerEntry.counted_minutes == rows[0].CareerEntry.minutes


def test_what_came_by_passport_goes_on_with_its_origin(
    work: Work, house: House, elsewhere: House, tmp_path: Path
) -> None:
    person = furnish(work)
    welcome(elsewhere, person)
    passport, key = exported(house, person, tmp_path)
    shell(elsewhere, "import", passport, "--trust", key)
    onward, second_key = exported(elsewhere, person, tmp_path)

    back = json.loads(shell(house, "import", onward, "--trust", second_key, "--json").stdout)

    assert {entry["origin"] for entry in back["entries"]} == {"did:web:127.0.0.1%3A8000"}
    assert (back["counts"]["sama"], back["counts"]["ditambah"]) == (2, 0)


def test_an_unknown_issuer_is_refused_and_its_key_named(
    work: Work, house: House, elsewhere: House, tmp_path: Path
) -> None:
    person = furnish(work)
    welcome(elsewhere, person)
    passport, key = exported(house, person, tmp_path)

    refused = [shell(elsewhere, "import", passport), shell(elsewhere, "import", passport, "--trust", "z6MkLain")]

    assert [(ran.exit_code, key in str(ran.exception)) for ran in refused] == [(1, True), (1, True)]
    assert shell(house, "import", passport).exit_code == 0, "its own key is trusted"


def rewritten(content: bytes, change: dict[str, bytes | None]) -> bytes:
    """The zip with some files changed, added or (None) taken away."""
    with ZipFile(BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    kept = {name: said for name, said in {**files, **change}.items() if said is not None}
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, said in kept.items():
            archive.writestr(name, said)
    return buffer.getvalue()


def test_a_bundle_that_was_touched_is_refused(work: Work, house: House, tmp_path: Path) -> None:
    passport, _ = exported(house, furnish(work), tmp_path)
    content = passport.read_bytes()
    with ZipFile(passport) as archive:
        record, manifest = archive.read("riwayat.json"), archive.read("manifest.json")
        pdf = next(name for name in archive.namelist() if name.startswith("sertifikat/") and name.endswith(".pdf"))
        badge = next(name for name in archive.namelist() if name.endswith("lencana.jwt"))
    touched = (
        rewritten(content, {"riwayat.json": record.replace(b"Pelayanan", b"Pelayaran")}),
        rewritten(content, {"riwayat.json": None}),
        rewritten(content, {badge: b"a.b.c"}),
        rewritten(content, {"manifest.json": manifest.replace(b"127.0.0.1", b"127.0.0.2")}),
        rewritten(content, {"manifest.json": b"{}"}),
        rewritten(content, {"manifest.json": b"\xff"}),
        rewritten(content, {pdf: b"%PDF-1.7 palsu"}),
        rewritten(content, {pdf: None}),
        rewritten(content, {"pdf/tambahan.pdf": b"%PDF-"}),
        rewritten(content, {"../../etc/passwd": b"x"}),
        rewritten(content, {"manifest.jws": b"AAAA"}),
        rewritten(content, {"manifest.jws": None}),
        content[:200] + bytes([content[200] ^ 1]) + content[201:],
        content[: len(content) // 2],
        b"bukan zip",
    )
    before = work.session.query(CareerEntry).count()

    for number, spoiled in enumerate(touched):
        passport.write_bytes(spoiled)
        ran = shell(house, "import", passport)
        assert (ran.exit_code, type(ran.exception).__name__) == (1, "Invalid"), number
    assert work.session.query(CareerEntry).count() == before


def resealed(house: House, passport: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """The passport as a mistaken or dishonest sender seals it: changed first, then signed by their own key."""
    with ZipFile(passport) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if not name.startswith("manifest.")}
        manifest = json.loads(archive.read("manifest.json"))
    change(files)
    with passport.open("wb") as target, house.work(write=False) as work:
        packing = Packing(target, manifest["kind"])
        for name, content in files.items():
            packing.add(name, content)
        packing.seal(house.settings, work.now, holder=manifest["holder"])


def told_by(house: House, passport: Path, key: str) -> tuple[int, str, str]:
    """Exit, result and reason of the valid certificate."""
    ran = shell(house, "import", passport, "--trust", key, "--dry-run", "--json")
    found = next(one for one in json.loads(ran.stdout)["entries"] if one["title"].startswith("Pelaya"))
    return ran.exit_code, found["result"], found["reason"]


def test_a_badge_that_fails_or_says_otherwise_is_a_conflict(
    work: Work, house: House, elsewhere: House, tmp_path: Path
) -> None:
    person = furnish(work)
    welcome(elsewhere, person)
    with committed(work):
        code = work.session.scalars(select(Certificate.code).where(Certificate.state == "issued")).one()
    badge, token = f"sertifikat/{code}/lencana.json", f"sertifikat/{code}/lencana.jwt"

    def forged(files: dict[str, bytes]) -> None:
        files[badge] = files[badge].replace(b"Pelayanan Prima", b"Pelayaran Prima")

    def lost(files: dict[str, bytes]) -> None:
        del files[token]

    def without_keys(files: dict[str, bytes]) -> None:
        files["kunci-penerbit.json"] = b"{}"

    def more_hours(files: dict[str, bytes]) -> None:
        record = json.loads(files["riwayat.json"])
        for entry in (one for one in record["entries"] if one["code"] == code):
            entry["minutes"] = entry["claims"]["training"]["minutes"] = 45 * 99
        files["riwayat.json"] = json.dumps(record).encode()

    def other_claims(files: dict[str, bytes]) -> None:
        files["riwayat.json"] = files["riwayat.json"].replace(b'"title": "Pelayanan Prima"', b'"title": "Pelayaran"', 1)

    found = []
    for change in (forged, lost, without_keys, more_hours, other_claims):
        passport, key = exported(house, person, tmp_path)
        resealed(house, passport, change)
        found.append(told_by(elsewhere, passport, key))
    bad = "Lencana %s sertifikat ini tidak ada atau tidak sah."
    assert found == [
        (1, "bentrok", bad % "JSON"),
        (1, "bentrok", bad % "JWT"),
        (1, "bentrok", bad % "JSON"),
        (1, "bentrok", "Lencana dan klaim sertifikat ini bertentangan: creditsEarned."),
        (1, "bentrok", "Riwayat dan klaim sertifikatnya tidak sama."),
    ]
    assert told_by(elsewhere, exported(house, person, tmp_path)[0], key) == (0, "ditambah", "")


def test_a_badge_signed_before_a_rotation_holds_still(
    work: Work, house: House, elsewhere: House, tmp_path: Path
) -> None:
    person = furnish(work)
    welcome(elsewhere, person)
    _, before = exported(house, person, tmp_path)
    rotate(work.settings)
    passport, key = exported(house, person, tmp_path)

    assert key != before
    assert told_by(elsewhere, passport, key) == (0, "ditambah", "")


def test_its_own_house_compares_the_learning_events(work: Work, house: House, tmp_path: Path) -> None:
    with committed(work):
        enrolment = make_finished_enrolment(work)
        person = work.session.get_one(Person, enrolment.person_id)
    passport, _ = exported(house, person, tmp_path)
    whole = json.loads(shell(house, "import", passport, "--json").stdout)

    with committed(work):
        work.session.execute(
            update(LedgerEvent).where(LedgerEvent.person_id == person.id).values(facts={"diubah": True})
        )
    changed = shell(house, "import", passport, "--json")

    assert whole["remarks"] == []
    assert (changed.exit_code, [one[:29] for one in json.loads(changed.stdout)["remarks"]]) == (
        1, ["Catatan belajar di sini tidak"]
    )  # fmt: skip


def test_the_number_as_hr_read_it_is_told_everywhere_from_the_entry(work: Work) -> None:
    furnish(work)
    entry = work.session.scalars(select(CareerEntry).where(CareerEntry.title == "Seminar Kearsipan")).one()

    line = next(one for one in career.record_of(work, entry.person_id) if one.id == entry.id)

    assert (entry.number, line.number) == ("12/SEM/XI/2026", "12/SEM/XI/2026")


def test_contradictions_are_told_and_nothing_is_overwritten(
    work: Work, house: House, elsewhere: House, tmp_path: Path
) -> None:
    person = furnish(work)
    here_id = welcome(elsewhere, person, name="Siti Rohmawati")
    with elsewhere.work(write=True) as there, committed(there):
        make_career_entry(there, there.session.get_one(Person, here_id), title="PELAYANAN  PRIMA")
    passport, key = exported(house, person, tmp_path)

    ran = shell(elsewhere, "import", passport, "--trust", key, "--json")

    told = json.loads(ran.stdout)
    results = {entry["title"]: entry["result"] for entry in told["entries"]}
    assert (ran.exit_code, results) == (
        1, {"Pelayanan Prima": "bentrok", "Dicabut": "dilewati", "Seminar Kearsipan": "ditambah"}
    )  # fmt: skip
    assert told["remarks"] == ["Nama di paspor “Siti Rahmawati”, di sini “Siti Rohmawati”. Pastikan orangnya sama."]


def test_a_certificate_withdrawn_later_is_withdrawn_here_by_the_next_passport(
    work: Work, house: House, elsewhere: House, tmp_path: Path
) -> None:
    person = furnish(work)
    welcome(elsewhere, person)
    passport, key = exported(house, person, tmp_path)
    shell(elsewhere, "import", passport, "--trust", key)
    with committed(work):
        valid = work.session.scalars(select(Certificate).where(Certificate.state == "issued")).one()
        certificates.revoke(work, valid, "Nilai keliru.")
        seminar = work.session.scalars(select(CareerEntry).where(CareerEntry.title == "Seminar Kearsipan")).one()
        seminar.minutes = 45
    newer, _ = exported(house, person, tmp_path)

    told = json.loads(shell(elsewhere, "import", newer, "--trust", key, "--json").stdout)

    results = {entry["title"]: entry["result"] for entry in told["entries"]}
    assert (results["Pelayanan Prima"], results["Seminar Kearsipan"]) == ("dicabut", "bentrok")
    with elsewhere.work(write=False) as there:
        rows = there.session.execute(select(CareerEntry.title, CareerEntry.withdrawn_reason, CareerEntry.minutes))
        assert sorted(tuple(row) for row in rows)[1] == ("Seminar Kearsipan", None, 360)
        assert (
            there.session.scalar(select(CareerEntry.withdrawn_reason).where(CareerEntry.title == "Pelayanan Prima"))
            == "Nilai keliru."
        )


def test_what_is_said_to_be_from_here_and_is_not_here_is_told(
    settings: Settings, work: Work, house: House, tmp_path: Path
) -> None:
    """A database that was lost, or another installation under the very same address: nothing passes for known."""
    person = furnish(work)
    passport, key = exported(house, person, tmp_path)
    restored = open_house(replace(settings, home=tmp_path / "baru", database_url=""))
    upgrade_all(restored.database.engine, restored.histories)
    welcome(restored, person)

    ran = shell(restored, "import", passport, "--trust", key, "--json")
    restored.close()

    counts = json.loads(ran.stdout)["counts"]
    assert (ran.exit_code, counts["sama"], counts["bentrok"]) == (1, 0, 3)


def fact(**changed: Any) -> dict[str, Any]:
    usual = {
        "origin": "did:web:lain.go.id", "name": "entry:1", "title": "Seminar", "form": "seminar", "organiser": "X",
        "minutes": 45, "quantity": 1, "competencies": [["Integritas", 2]], "began_on": "2026-01-01",
        "ended_on": "2026-01-02", "number": "1", "code": "", "claims": None, "document": "", "withdrawn": "",
    }  # fmt: skip
    return {**usual, **changed}


@pytest.mark.parametrize(
    "changed",
    [
        {"minutes": 2**40}, {"quantity": 2**31}, {"title": "a\0b"}, {"competencies": ["Integritas"]},
        {"competencies": [["Integritas", 9]]}, {"competencies": [[1, 2]]}, {"competencies": [["Integritas", 2, 3]]},
        {"minutes": True}, {"ended_on": "2025-01-01"}, {"title": ""},
    ],
)  # fmt: skip
def test_a_fact_that_no_house_writes_is_no_fact(changed: dict[str, Any]) -> None:
    assert read_entry(fact()).title == "Seminar"
    with pytest.raises(Invalid, match="tidak wajar"):
        read_entry(fact(**changed))


@pytest.mark.parametrize("manifest", [b"[" * 200_000, b" " * 40_000_000])
def test_a_manifest_that_eats_memory_is_refused(house: House, tmp_path: Path, manifest: bytes) -> None:
    """It is read before anything is known of who made it."""
    bomb = tmp_path / "bom.zip"
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", manifest)
        archive.writestr("manifest.jws", b"a.b.c")

    ran = shell(house, "import", bomb)

    assert (ran.exit_code, type(ran.exception).__name__) == (1, "Invalid")


def test_somebody_is_known_by_their_old_number_too(work: Work, house: House, elsewhere: House, tmp_path: Path) -> None:
    person = furnish(work)
    with committed(work):
        person.nip, person.old_nip = person.nip[:-3] + "998", person.nip
    welcome(elsewhere, person, nip=person.old_nip)
    passport, key = exported(house, person, tmp_path)

    assert json.loads(shell(elsewhere, "import", passport, "--trust", key, "--json").stdout)["counts"]["ditambah"] == 2


def test_nobody_here_is_its_holder(work: Work, house: House, elsewhere: House, tmp_path: Path) -> None:
    passport, key = exported(house, furnish(work), tmp_path)

    ran = shell(elsewhere, "import", passport, "--trust", key)

    assert (ran.exit_code, str(ran.exception)[:30]) == (1, "Tidak ada pegawai dengan NIP 1")
    assert shell(house, "export", "199001012010032000", "-o", tmp_path / "x.zip").exit_code == 1
    assert shell(house, "export", "1").exit_code == 2
