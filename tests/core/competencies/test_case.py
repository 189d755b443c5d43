"""CASE 1.0 packages: what goes out comes back, and what other programs write is taken as far as it is a competency."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.core.competencies import case, queries, services
from elearn.core.competencies.case import Package, identified
from elearn.core.competencies.dictionary import KINDS, Competency, Level
from elearn.core.competencies.tables import CHANGED, NEW, SAME
from elearn.kernel.errors import Invalid
from elearn.kernel.work import Work
from elearn.testing.factories.people import make_unit

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
LINE = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
UUIDS = st.uuids().map(str)


@st.composite
def competencies(draw: st.DrawFn) -> Competency:
    numbers = draw(st.sets(st.integers(1, 5)))
    levels = tuple(Level(number, draw(LINE), draw(UUIDS)) for number in sorted(numbers))
    name = draw(LINE)
    definition = draw(st.just("") | LINE.filter(lambda text: text != name))
    maybe = st.just("") | LINE
    return Competency(name, draw(st.sampled_from(KINDS)), draw(maybe), draw(maybe), definition, levels, draw(UUIDS))


PACKAGES = st.builds(Package, UUIDS, LINE, LINE, st.lists(competencies(), max_size=4).map(tuple))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PACKAGES)
def test_package_comes_back_as_it_went(package: Package) -> None:
    assert case.read(case.write(package, NOW)) == package


def test_package_has_the_parts_and_the_required_fields_of_the_standard() -> None:
    one = Competency("Kearsipan", "teknis", "Perwali 12", "A.1", "Menata arsip.", (Level(1, "Menyimpan"),))
    whole = json.loads(case.write(Package(str(UUID(int=1)), "Kamus", "Kota Harapan", (one,)), NOW))

    assert sorted(whole) == ["CFAssociations", "CFDocument", "CFItems"]
    assert {"identifier", "uri", "creator", "title", "lastChangeDateTime", "CFPackageURI"} <= set(whole["CFDocument"])
    item, level = whole["CFItems"]
    assert (item["fullStatement"], item["abbreviatedStatement"], item["humanCodingScheme"], item["CFItemType"]) == (
        "Menata arsip.",
        "Kearsipan",
        "A.1",
        "teknis",
    )
    assert (level["fullStatement"], level["CFItemType"], level["humanCodingScheme"]) == ("Menyimpan", "level", "1")
    links = {
        (link["originNodeURI"]["identifier"], link["destinationNodeURI"]["identifier"])
        for link in whole["CFAssociations"]
    }
    assert links == {(item["identifier"], str(UUID(int=1))), (level["identifier"], item["identifier"])}
    assert {link["associationType"] for link in whole["CFAssociations"]} == {"isChildOf"}


def test_groups_of_another_program_are_left_out_and_named(work: Work) -> None:
    group, child, document = (str(UUID(int=number)) for number in (7, 8, 9))
    link = {
        "associationType": "isChildOf",
        "originNodeURI": {"identifier": child},
        "destinationNodeURI": {"identifier": group},
    }
    items = [
        {"identifier": group, "fullStatement": "Bidang arsip"},
        {"identifier": child, "fullStatement": "Kearsipan", "CFItemType": "Standard"},
    ]
    text = json.dumps(
        {"CFDocument": {"identifier": document, "title": "Lain"}, "CFItems": items, "CFAssociations": [link]}
    )

    report = services.import_dictionary(work, text.encode(), None)

    assert [(row.key, row.result) for row in report.rows] == [("Kearsipan", NEW), ("Bidang arsip", "ditolak")]
    assert report.is_saved
    assert "Kearsipan" in queries.known(work)


def test_dictionary_of_another_agency_cannot_be_changed(work: Work) -> None:
    ours, theirs = make_unit(work), make_unit(work)
    package = Package(str(UUID(int=5)), "Kamus", "Kota", (Competency("Kearsipan", "teknis", ""),))
    services.import_dictionary(work, case.write(package, NOW).encode(), theirs)
    forged = replace(package, competencies=(Competency("Kearsipan", "teknis", "dari kami"),))

    with pytest.raises(Invalid, match="bukan milik instansi Anda"):
        services.import_dictionary(work, case.write(forged, NOW).encode(), ours)

    report = services.import_dictionary(work, b"nama,sumber\nKearsipan,dari kami\n", ours)
    assert [row.reason for row in report.refused] == ["Nama ini sudah ada di Kamus"]


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        '{"CFDocument": 3}',
        '{"CFDocument": {"identifier": "x", "title": "y"}}',
        '{"CFDocument": {"identifier": "00000000-0000-0000-0000-000000000001", "title": "y"}, "CFItems": [3]}',
        '{"CFDocument": {"identifier": "00000000-0000-0000-0000-000000000001", "title": "y"}, "CFAssociations": 1}',
        "{" * 100_000,
    ],
)
def test_what_is_no_package_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="bukan paket CASE"):
        case.read(text)


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_export_changes_nothing_when_it_is_imported(work: Work, form: str) -> None:
    table = "nama,kode,definisi,sumber,tingkat_1,tingkat_3\n=Arsip,'1,Arti,Perwali,Satu,Tiga\nBiasa,,,,,\n"
    assert services.import_dictionary(work, table.encode(), None).counts[NEW] == 2
    before = queries.stored(work)

    report = services.import_dictionary(work, services.export_dictionary(work, form), None)

    assert report.counts == {NEW: 0, CHANGED: 0, SAME: 12, "ditolak": 0}
    assert queries.stored(work) == before


def test_stored_dictionary_goes_to_another_house_with_its_identifiers(work: Work) -> None:
    kept = identified(Competency("Kearsipan", "teknis", "Perwali", levels=(Level(2, "Menata"),)))
    text = case.write(Package(str(UUID(int=5)), "Kamus lain", "Kota lain", (kept,)), NOW)

    services.import_dictionary(work, text.encode(), None)

    assert case.read(services.export_dictionary(work, "json", str(UUID(int=5))).decode()) == case.read(text)
