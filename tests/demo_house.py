"""The demo agency, furnished so that every page has something to show, and the list of all its pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
from flask import Flask
from PIL import Image
from sqlalchemy import select

from elearn.app import open_house, shipped
from elearn.cli import demo
from elearn.cli.demo_history import best_answers
from elearn.cli.door import Door
from elearn.cli.first_start import publish_shipped
from elearn.config import Settings
from elearn.core.career.models import Evidence
from elearn.core.certificates import services as certificates
from elearn.core.certificates.attendees import read_attendees
from elearn.core.certificates.document import Subject
from elearn.core.certificates.models import Certificate, Participant, Workshop
from elearn.core.completion import services as completion
from elearn.core.completion.models import Completion
from elearn.core.courses import queries as courses
from elearn.core.courses import services as course_services
from elearn.core.courses.models import QUIZ, CourseVersion
from elearn.core.courses.permissions import COURSE_PUBLISH
from elearn.core.enrolment import services as enrolment
from elearn.core.enrolment.models import Enrolment
from elearn.core.exchange.formats import Source
from elearn.core.people import queries as people
from elearn.core.people import services as people_services
from elearn.core.people.demo_agency import NAMED
from elearn.core.people.grades import GUEST_STATUS
from elearn.core.people.models import Import, Person
from elearn.core.people.passwords import hash_password
from elearn.core.people.services.demo import DEMO_PASSWORD
from elearn.core.profiles import services as profiles
from elearn.core.questions.kinds import values_of
from elearn.core.quizzes import services as quizzes
from elearn.core.quizzes.models import Attempt
from elearn.core.reports import services as reports
from elearn.core.reports.sheets import open_sheet
from elearn.core.studio.models import APPROVED, RETURNED
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.queries.files import file_of, paths_of
from elearn.core.studio.queries.imports import own_import
from elearn.core.studio.services import authors, drafts, exporting, files, imports, outline, reviews
from elearn.hooks.doors import PLUGIN_ERROR
from elearn.hooks.house import House
from elearn.kernel import audit
from elearn.kernel.outbox import DEAD, DONE, Job
from elearn.kernel.work import Actor, Grant, Work, committed
from elearn.plugins.course_feedback import services as feedback
from elearn.testing.factories.career import make_evidence
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_role, make_sheet
from elearn.testing.factories.quizzes import make_every_kind_course, make_mixed_course

from .demo_corrections import furnish_corrections
from .demo_moves import MOVING, PLANNED, furnish_moves
from .demo_siasn import furnish_siasn
from .demo_signatures import furnish_signatures

VISITOR = "visitor"
PEOPLE = 60
"""Enough for a second page of people."""
LONG_NAME = "pegawai_dinas_kesehatan_dan_dinas_pendidikan_november_2026_perbaikan"
"""Files are called so."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A GET by `role`; `address` holds {names} that `furnish` fills in."""

    endpoint: str
    address: str
    role: str = "learner"
    status: int = 200

    def at(self, names: dict[str, object]) -> Visit:
        return replace(self, address=self.address.format(**names))


PAGES = (
    Visit("people.sign_in", "/masuk", VISITOR),
    Visit("people.reset", "/atur-ulang", VISITOR),
    Visit("certificates.verify", "/verifikasi", VISITOR),
    Visit("certificates.verify", "/verifikasi?kode=salah", VISITOR, 422),
    Visit("certificates.badge_check", "/verifikasi/lencana", VISITOR),
    Visit("certificates.verification", "/verifikasi/{certificate}", VISITOR),
    Visit("certificates.verification", "/verifikasi/{revoked}", VISITOR),
    Visit("certificates.verification", "/verifikasi/ABCD-ABCD-ABCD-ABCD", VISITOR, 404),
    Visit("web.index", "/"),
    Visit("people.account", "/akun"),
    Visit("people.edit_password", "/kata-sandi"),
    Visit("courses.index", "/katalog"),
    Visit("courses.index", "/katalog?q=tidak-ada-yang-cocok"),
    Visit("courses.show", "/kursus/pelayanan-prima"),
    Visit("courses.show", "/kursus/literasi-digital-spbe"),
    Visit("courses.show", "/kursus/tidak-ada", status=404),
    Visit("completion.index", "/belajar"),
    Visit("completion.index", "/belajar?keadaan=selesai"),
    Visit("completion.show", "/belajar/{running}"),
    Visit("completion.show", "/belajar/{completed}"),
    Visit("completion.lesson", "/belajar/{running}/01-mengapa-pelayanan-prima"),
    Visit("completion.lesson", "/belajar/{running}/02-empat-belas-komponen"),
    Visit("completion.lesson", "/belajar/{small}/01-materi"),
    Visit("quizzes.show", "/kuis/{running}/06-kuis-pelayanan-prima"),
    Visit("quizzes.show", "/kuis/{mixed}/02-kuis"),
    Visit("quizzes.show", "/kuis/{completed}/06-kuis-berakhlak"),
    Visit("quizzes.edit", "/percobaan/{paper}"),
    Visit("quizzes.edit", "/percobaan/{mixed_paper}"),
    Visit("quizzes.edit", "/percobaan/{mixed_paper}?soal=3"),
    Visit("quizzes.confirm", "/percobaan/{mixed_paper}/kirim"),
    Visit("quizzes.edit", "/percobaan/{every_paper}"),
    Visit("quizzes.result", "/percobaan/{waiting}/hasil"),
    Visit("quizzes.result", "/percobaan/{corrected}/hasil"),
    Visit("quizzes.result", "/percobaan/{failed}/hasil"),
    Visit("quizzes.result", "/percobaan/{passed}/hasil"),
    Visit("certificates.index", "/sertifikat"),
    Visit("certificates.show_certificate", "/sertifikat/{certificate}"),
    Visit("certificates.show_certificate", "/sertifikat/{revoked}"),
    Visit("certificates.show_certificate", "/sertifikat/{appealed}"),
    Visit("certificates.export_show", "/sertifikat/semua/{bundle}"),
    Visit("courses.show", "/kursus/pelatihan-ulang"),
    Visit("career.index", "/riwayat"),
    Visit("career.transcript", "/riwayat/transkrip"),
    Visit("career.rules", "/riwayat/aturan"),
    Visit("career.rules", "/riwayat/aturan?tahun=2001"),
    Visit("career.new", "/riwayat/bukti"),
    Visit("career.evidence", "/riwayat/bukti/{own_evidence}"),
    Visit("profiles.index", "/profil"),
    Visit("profiles.edit", "/profil/penilaian-diri"),
    Visit("profiles.index_courses", "/profil/pelatihan"),
    Visit("profiles.show_index", "/profil/ip-asn"),
    Visit("course_feedback.edit", "/umpan-balik/{completed}"),
    Visit("system.index", "/sistem", status=403),
    Visit("web.index", "/", "hr"),
    Visit("people.index", "/pegawai", "hr"),
    Visit("people.index", "/pegawai?q=wulandari", "hr"),
    Visit("people.show", "/pegawai/{learner}", "hr"),
    Visit("people.imports", "/pegawai/impor", "hr"),
    Visit("people.show_import", "/pegawai/impor/{waiting_import}", "hr"),
    Visit("people.show_import", "/pegawai/impor/{checked_import}", "hr"),
    Visit("people.show_import", "/pegawai/impor/{checked_import}?hasil=ditolak", "hr"),
    Visit("people.show_import", "/pegawai/impor/{applied_import}", "hr"),
    Visit("people.show_import", "/pegawai/impor/{applied_import}?q=tidak-ada-yang-cocok", "hr"),
    Visit("people.export_show", "/pegawai/ekspor/{people_export}", "hr"),
    Visit("competencies.index", "/kompetensi", "hr"),
    Visit("competencies.index", "/kompetensi?q=tidak-ada-yang-cocok", "hr"),
    Visit("competencies.index_requirements", "/kompetensi/standar", "hr"),
    Visit("competencies.new", "/kompetensi/impor", "hr"),
    Visit("profiles.show", "/pegawai/{learner}/profil", "hr"),
    Visit("profiles.show", "/pegawai/{hr_id}/profil", "hr"),
    Visit("profiles.show_person_index", "/pegawai/{trainer_id}/ip-asn", "hr"),
    Visit("profiles.show_index", "/profil/ip-asn", "hr"),
    Visit("profiles.edit_evidence", "/pegawai/{learner}/profil/bukti/{competency_evidence}/tarik", "hr"),
    Visit("profiles.edit_own_evidence", "/profil/bukti/{self_evidence}/tarik", "learner"),
    Visit("profiles.new_import", "/profil/impor", "hr"),
    Visit("profiles.show_index", "/profil/ip-asn", "admin"),
    Visit("certificates.edit", "/sertifikat/{certificate}/cabut", "hr"),
    Visit("certificates.show_certificate", "/sertifikat/{certificate}", "hr"),
    Visit("certificates.person_index", "/sertifikat/pegawai/{learner}", "hr"),
    Visit("certificates.supersede_edit", "/sertifikat/{certificate}/ganti", "hr"),
    Visit("certificates.supersede_edit", "/sertifikat/{renamed}/ganti", "hr"),
    Visit("certificates.appeals", "/sertifikat/banding", "hr"),
    Visit("certificates.appeals", "/sertifikat/banding", "admin"),
    Visit("certificates.appeal_edit", "/sertifikat/banding/{appeal}", "hr"),
    Visit("certificates.designs", "/sertifikat/rancangan", "hr"),
    Visit("certificates.workshops", "/sertifikat/kegiatan", "hr"),
    Visit("certificates.workshop", "/sertifikat/kegiatan/{workshop}", "hr"),
    Visit("certificates.workshop", "/sertifikat/kegiatan/{refused_workshop}", "hr"),
    Visit("certificates.designs", "/sertifikat/rancangan", "admin"),
    Visit("certificates.design_edit", "/sertifikat/rancangan/{unit}/ubah", "hr"),
    Visit("certificates.design_edit", "/sertifikat/rancangan/{unit}/ubah?bentuk=workshop", "hr"),
    Visit("certificates.verification", "/verifikasi/{certificate}", "hr"),
    Visit("career.queue", "/bukti", "hr"),
    Visit("career.queue", "/bukti?keadaan=semua", "hr"),
    Visit("career.queue", "/bukti?q=tidak-ada-yang-cocok", "hr"),
    Visit("career.review", "/bukti/{own_evidence}", "hr"),
    Visit("career.review", "/bukti/{picture_evidence}", "hr"),
    Visit("career.review", "/bukti/{refused_evidence}", "hr"),
    Visit("career.review", "/bukti/{accepted_evidence}", "hr"),
    Visit("career.review", "/bukti/{hr_evidence}", "hr"),
    Visit("reports.unit", "/laporan/unit/{unit}", "hr"),
    Visit("reports.unit", "/laporan/unit/{unit}?kursus=berakhlak&tahun=2000", "hr"),
    Visit("reports.people", "/laporan/pegawai", "hr"),
    Visit("reports.people", "/laporan/pegawai?unit={unit}&kursus=berakhlak&keadaan=selesai&urut=-nama", "hr"),
    Visit("reports.people", "/laporan/pegawai?cari=tidak-ada-yang-cocok", "hr"),
    Visit("reports.jp", "/laporan/jp", "hr"),
    Visit("reports.gaps", "/laporan/kompetensi", "hr"),
    Visit("reports.gaps", "/laporan/kompetensi?unit={unit}&kompetensi=Integritas&keadaan=bukti", "hr"),
    Visit("reports.gaps", "/laporan/kompetensi?cari=tidak-ada-yang-cocok", "hr"),
    Visit("reports.export_show", "/laporan/ekspor/{waiting_export}", "hr"),
    Visit("reports.export_show", "/laporan/ekspor/{export}", "hr"),
    Visit("siasn.index", "/siasn", "hr"),
    Visit("siasn.index", "/siasn?keadaan=terkirim", "hr"),
    Visit("siasn.index", "/siasn?keadaan=ditolak", "hr"),
    Visit("siasn.index", "/siasn?hasil=berbeda", "hr"),
    Visit("siasn.index", "/siasn?tahun=2001", "hr"),
    Visit("siasn.index", "/siasn?cari=sertifikat&keadaan=menunggu", "hr"),
    Visit("siasn.new", "/siasn/kirim", "hr"),
    Visit("siasn.job", "/siasn/pekerjaan/{siasn_waiting}", "hr"),
    Visit("siasn.job", "/siasn/pekerjaan/{siasn_done}", "hr"),
    Visit("siasn.job", "/siasn/pekerjaan/{siasn_paused}", "hr"),
    Visit("siasn.job", "/siasn/pekerjaan/{siasn_failed}", "hr"),
    Visit("siasn.show", "/siasn/{siasn_changed}/perbarui", "hr"),
    Visit("siasn.show", "/siasn/{siasn_entry}/perbarui", "hr"),
    Visit("siasn.edit", "/siasn/{siasn_entry}/hapus", "hr"),
    Visit("siasn.export_show", "/siasn/ekspor/{siasn_export}", "hr"),
    Visit("web.index", "/", "trainer"),
    Visit("studio.index", "/pengajar", "trainer"),
    Visit("studio.index", "/pengajar?q=tidak-ada-yang-cocok", "trainer"),
    Visit("studio.new", "/naskah", "trainer"),
    Visit("studio.versions", "/pengajar/pelayanan-prima", "trainer"),
    Visit("studio.versions", "/pengajar/pelatihan-kecil", "trainer"),
    Visit("studio.archive", "/pengajar/pelayanan-prima/arsip", "trainer"),
    Visit("studio.archive", "/pengajar/pelatihan-kecil/arsip", "trainer"),
    Visit("courses.show", "/kursus/pelatihan-kecil"),
    Visit("studio.show", "/naskah/pelayanan-prima", "trainer"),
    Visit("studio.properties", "/naskah/pelayanan-prima/keterangan", "trainer"),
    Visit("studio.check", "/naskah/pelayanan-prima/periksa", "trainer"),
    Visit("studio.check", "/naskah/naskah-rusak/periksa", "trainer"),
    Visit("studio.check", f"/naskah/{PLANNED}/periksa", "trainer"),
    Visit("studio.check", f"/naskah/{MOVING}/periksa", "trainer"),
    Visit("studio.versions", f"/pengajar/{MOVING}", "trainer"),
    Visit("studio.edit", "/naskah/pelayanan-prima/berkas/02-empat-belas-komponen.md", "trainer"),
    Visit("studio.edit", "/naskah/naskah-rusak/berkas/06-kuis-pelayanan-prima.md", "trainer"),
    Visit("studio.assets", "/naskah/pelayanan-prima/aset", "trainer"),
    Visit("studio.assets", "/naskah/naskah-baru/aset", "trainer"),
    Visit("studio.quiz_edit", "/naskah/pelayanan-prima/kuis/06-kuis-pelayanan-prima.md", "trainer"),
    Visit("studio.quiz_edit", "/naskah/naskah-rusak/kuis/06-kuis-pelayanan-prima.md", "trainer"),
    Visit("studio.quiz_edit", "/naskah/pelayanan-prima/kuis/02-empat-belas-komponen.md", "trainer"),
    Visit("studio.question", "/naskah/pelayanan-prima/butir/0/02-empat-belas-komponen.md", "trainer"),
    Visit("studio.question", "/naskah/pelayanan-prima/butir/0/06-kuis-pelayanan-prima.md", "trainer"),
    Visit("studio.question", "/naskah/pelayanan-prima/butir/20/06-kuis-pelayanan-prima.md?jenis=weighted", "trainer"),
    Visit("studio.trial", "/naskah/pelayanan-prima/coba", "trainer"),
    Visit("studio.trial_step", "/naskah/pelayanan-prima/coba/02-empat-belas-komponen", "trainer"),
    Visit("studio.trial_step", "/naskah/pelayanan-prima/coba/06-kuis-pelayanan-prima", "trainer"),
    Visit("studio.trial_step", "/naskah/naskah-rusak/coba/06-kuis-pelayanan-prima", "trainer"),
    Visit("studio.history", "/naskah/pelayanan-prima/riwayat/kursus.md", "trainer"),
    Visit("studio.history", "/naskah/naskah-rusak/riwayat/kursus.md?nomor=2", "trainer"),
    Visit("studio.merge", "/naskah/naskah-rusak/gabung/kursus.md?dari=1&milik=3", "trainer"),
    Visit("studio.authors", "/naskah/naskah-rusak/penulis", "trainer"),
    Visit("studio.review", "/naskah/naskah-rusak/ulasan", "trainer"),
    Visit("studio.review_file", "/naskah/naskah-rusak/ulasan/kursus.md?baris=2", "trainer"),
    Visit("studio.review", "/naskah/naskah-rekan/ulasan", "trainer"),
    Visit("studio.review_file", "/naskah/naskah-rekan/ulasan/kursus.md?baris=3", "trainer"),
    Visit("studio.show", "/naskah/naskah-menunggu", "trainer"),
    Visit("studio.review", "/naskah/naskah-menunggu/ulasan", "trainer"),
    Visit("studio.review", "/naskah/naskah-disetujui/ulasan", "trainer"),
    Visit("studio.review_file", "/naskah/naskah-disetujui/ulasan/kursus.md", "trainer"),
    Visit("studio.check", "/naskah/naskah-disetujui/periksa", "trainer"),
    Visit("studio.check", "/naskah/{changed_slug}/periksa", "trainer"),
    Visit("studio.versions", "/pengajar/{changed_slug}", "trainer"),
    Visit("studio.import_new", "/impor", "trainer"),
    Visit("studio.import_new", "/impor?naskah=pelayanan-prima", "trainer"),
    Visit("studio.import_show", "/impor/{waiting_intake}", "trainer"),
    Visit("studio.import_show", "/impor/{gift_intake}", "trainer"),
    Visit("studio.import_show", "/impor/{gift_intake}?q=tidak-ada-yang-cocok", "trainer"),
    Visit("studio.import_show", "/impor/{taken_intake}", "trainer"),
    Visit("studio.import_show", "/impor/{table_intake}", "trainer"),
    Visit("studio.import_columns", "/impor/{table_intake}/kolom", "trainer"),
    Visit("studio.import_columns", "/impor/{table_intake}/kolom?lembar=2", "trainer"),
    Visit("studio.draft_exports", "/naskah/pelayanan-prima/ekspor", "trainer"),
    Visit("studio.course_exports", "/pengajar/pelayanan-prima/ekspor", "trainer"),
    Visit("studio.export_show", "/ekspor/{lossy_export}", "trainer"),
    Visit("studio.export_show", "/ekspor/{whole_export}", "trainer"),
    Visit("studio.export_show", "/ekspor/{unwritten_export}", "trainer"),
    Visit("studio.show", "/naskah/tidak-ada", "trainer", 404),
    Visit("courses.regulations", "/pengajar/peraturan", "trainer"),
    Visit("courses.regulation", "/pengajar/peraturan/uu-25-2009", "trainer"),
    Visit("course_feedback.index", "/umpan-balik/hasil", "trainer"),
    Visit("course_feedback.show", "/umpan-balik/hasil/berakhlak", "trainer"),
    Visit("course_feedback.show", "/umpan-balik/hasil/literasi-digital-spbe", "trainer"),
    Visit("quizzes.marking", "/pengajar/penilaian", "trainer"),
    Visit("quizzes.marking_edit", "/pengajar/penilaian/{waiting_id}/s-uraian", "trainer"),
    Visit("quizzes.statistics", "/pengajar/statistik", "trainer"),
    Visit("quizzes.statistics_show", "/pengajar/statistik/{every_slug}/02-kuis", "trainer"),
    Visit("quizzes.statistics_show", "/pengajar/statistik/{corrected_slug}/02-kuis", "trainer"),
    Visit("quizzes.correction_new", "/pengajar/koreksi/soal/{corrected_step}/s-s001", "trainer"),
    Visit("quizzes.correction_new", "/pengajar/koreksi/soal/{every_step}/s-uraian", "trainer"),
    Visit("quizzes.correction_show", "/pengajar/koreksi/{asked_correction}", "trainer"),
    Visit("quizzes.correction_show", "/pengajar/koreksi/{rehearsed_correction}", "trainer"),
    Visit("quizzes.correction_show", "/pengajar/koreksi/{applied_correction}", "trainer"),
    Visit("quizzes.correction_show", "/pengajar/koreksi/{withdrawn_correction}", "trainer"),
    Visit("web.index", "/", "guest"),
    Visit("people.account", "/akun", "guest"),
    Visit("studio.index", "/pengajar", "guest"),
    Visit("studio.index", "/pengajar?q=tidak-ada-yang-cocok", "guest"),
    Visit("studio.show", "/naskah/naskah-rusak", "guest"),
    Visit("studio.authors", "/naskah/naskah-rusak/penulis", "guest"),
    Visit("studio.review", "/naskah/naskah-rusak/ulasan", "guest"),
    Visit("studio.trial_step", "/naskah/naskah-rusak/coba/02-empat-belas-komponen", "guest"),
    Visit("courses.index", "/katalog", "guest", 403),
    Visit("web.index", "/", "admin"),
    Visit("people.roles", "/peran", "admin"),
    Visit("system.index", "/sistem", "admin"),
    Visit("bsre.new", "/tte/tanda-tangan"),
    Visit("bsre.index", "/tte", "hr"),
    Visit("bsre.index", "/tte", "admin"),
    Visit("bsre.index", "/tte?keadaan=gagal", "admin"),
    Visit("bsre.index", "/tte?keadaan=ditandatangani", "admin"),
    Visit("bsre.index", "/tte?keadaan=digantikan", "admin"),
    Visit("bsre.new", "/tte/tanda-tangan?pilih=semua", "admin"),
    Visit("bsre.show", "/tte/sesi/{sitting}", "admin"),
    Visit("bsre.show", "/tte/sesi/{running_sitting}", "admin"),
    Visit("bsre.edit", "/tte/pejabat", "admin"),
)
"""Every page, in each state that looks different."""

OTHERS = (
    Visit("career.evidence_file", "/riwayat/bukti/{own_evidence}/berkas"),
    Visit("career.review_file", "/bukti/{picture_evidence}/berkas", "hr"),
    Visit("completion.resume", "/belajar/{running}/lanjut", status=302),
    Visit("completion.follow", "/kursus/pelayanan-prima/02-standar-pelayanan", status=302),
    Visit("reports.index", "/laporan", "hr", 302),
    Visit("reports.export_file", "/laporan/ekspor/{export}/berkas", "hr"),
    Visit("siasn.export_file", "/siasn/ekspor/{siasn_export}/berkas", "hr"),
    Visit("people.export_file", "/pegawai/ekspor/{people_export}/berkas", "hr"),
    Visit("competencies.export", "/kompetensi/ekspor/kamus.json", "hr"),
    Visit("competencies.export_requirements", "/kompetensi/ekspor/standar.xlsx", "hr"),
    Visit("people.import_template", "/pegawai/impor/contoh.xlsx", "hr"),
    Visit("people.import_report", "/pegawai/impor/{checked_import}/hasil.xlsx", "hr"),
    Visit("people.import_replaced", "/pegawai/impor/{applied_import}/data-lama.xlsx", "hr"),
    Visit("courses.asset", "{asset}"),
    Visit("studio.outlook", f"/naskah/{PLANNED}/akibat", "trainer", 302),
    Visit("studio.download", "/naskah/pelayanan-prima.zip", "trainer"),
    Visit("studio.import_template", "/impor/templat/xlsx", "trainer"),
    Visit("studio.import_report", "/impor/{gift_intake}/laporan.json", "trainer"),
    Visit("studio.export_file", "/ekspor/{lossy_export}/berkas", "trainer"),
    Visit("studio.export_report", "/ekspor/{lossy_export}/laporan.json", "trainer"),
    Visit("studio.asset", "/naskah/pelayanan-prima/isi/{draft_asset}", "trainer"),
    Visit("certificates.document", "/sertifikat/{certificate}.pdf"),
    Visit("certificates.export_file", "/sertifikat/semua/{ready_bundle}/berkas"),
    Visit("certificates.picture_show", "/sertifikat/rancangan/{unit}/gambar/{logo}.png", "hr"),
    Visit("certificates.did", "/.well-known/did.json", VISITOR),
    Visit("certificates.key_set", "/.well-known/jwks.json", VISITOR),
    Visit("certificates.withdrawn", "/verifikasi/daftar-cabut", VISITOR),
    Visit("certificates.file_show", "/verifikasi/{certificate}/berkas/0", VISITOR),
    Visit("certificates.manifest", "/verifikasi/app.webmanifest", VISITOR),
    Visit("certificates.worker", "/verifikasi/pekerja.js", VISITOR),
    Visit("certificates.badge", "/verifikasi/{revoked}/badge.json", VISITOR),
    Visit("certificates.status", "/status/0", VISITOR),
    Visit("bsre.document", "/tte/{waiting_document}.pdf", "admin"),
    Visit("web.static_file", "/static/0/web/style.css", VISITOR),
    Visit("web.health", "/sehat", VISITOR),
)
"""What a GET answers without a page to look at: a redirect, files, and a word for watchmen."""


def unlisted(app: Flask) -> set[str]:
    """The app's GET endpoints that stand neither in PAGES nor in OTHERS."""
    known = {visit.endpoint for visit in (*PAGES, *OTHERS)}
    return {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())} - known


def open_demo(settings: Settings) -> tuple[House, dict[str, object]]:
    """An open house (the caller closes it) with the demo agency in it, and what the {names} of addresses stand for."""
    house = open_house(settings)
    door = Door(house)
    publish_shipped(door)
    demo.load(door, PEOPLE)
    names: dict[str, object] = {}
    for furnish in (
        _learner,
        _competencies,
        _evidence,
        _trainer,
        _reviewer,
        _raters,
        _hr,
        _operator,
        furnish_signatures,
    ):
        with house.work(write=True) as work, committed(work):
            names |= furnish(work)
    with _as_hr(house, names) as work:
        names |= furnish_siasn(work)
    for export in ("export", "people_export", "siasn_export"):
        house.queue.run(int(str(names[export])))
    _imports(house, names)
    with house.work(write=False) as work:
        trainer, learner = named(work, "trainer"), named(work, "learner")
    actor = Actor(trainer.id, trainer.full_name, grants=(Grant("trainer"),))
    furnish_moves(house, actor)
    names |= furnish_corrections(house, actor, learner)
    _intakes(house, names)
    return house, names


def number_of(names: dict[str, object], role: str) -> str:
    """What the demo's person of a role signs in with."""
    return NAMED[role].nip.digits if role in NAMED else str(names[role])


def named(work: Work, role: str, names: dict[str, object] | None = None) -> Person:
    """The demo's person of a role; the guest is known by `names` alone."""
    person = people.person_by_nip(work, number_of(names or {}, role))
    assert person is not None
    return person


def _learner(work: Work) -> dict[str, object]:
    """A course begun, one completed after a failed attempt, one withdrawn, and a paper of every kind of question."""
    learner = named(work, "learner")
    running = _enrol(work, learner, "pelayanan-prima")
    _finish_lessons(work, running, 1)
    completed, withdrawn = _enrol(work, learner, "berakhlak"), _enrol(work, learner, "literasi-digital-spbe")
    failed, passed = _attempt(work, completed, right=False), _attempt(work, completed)
    _attempt(work, withdrawn)
    for taken in (completed, withdrawn):
        _finish_lessons(work, taken)
    small = _enrol(work, learner, make_course(work, slug="pelatihan-kecil", title="Pelatihan kecil"))
    course_services.archive(work, small.version.course, work.today, "Digantikan oleh Pelayanan Prima.")
    mixed = _enrol(work, learner, make_mixed_course(work))
    every = _enrol(work, learner, make_every_kind_course(work))
    waiting, every_paper = _attempt(work, every), _start(work, every)
    certificate, revoked = (_certificate(work, taken) for taken in (completed, withdrawn))
    certificates.revoke(work, revoked, "Diterbitkan dua kali untuk pelatihan yang sama.")
    return {
        **_lives(work, learner),
        "learner": learner.id,
        "hr_id": named(work, "hr").id,
        "trainer_id": named(work, "trainer").id,
        "running": running.id,
        "completed": completed.id,
        "small": small.id,
        "mixed": mixed.id,
        "paper": _start(work, running).code,
        "mixed_paper": _start(work, mixed).code,
        "every_paper": every_paper.code,
        "every_slug": every.version.course.slug,
        "every_step": waiting.step_id,
        "waiting": waiting.code,
        "waiting_id": waiting.id,
        "failed": failed.code,
        "passed": passed.code,
        "certificate": certificate.code,
        "revoked": revoked.code,
        "asset": _asset(work, running),
    }


def _competencies(work: Work) -> dict[str, object]:
    """What the learner says of themselves, what HR measured, and a measurement that was taken back."""
    learner = named(work, "learner")
    said, measured, wrong = (
        profiles.add(work, learner.id, name, kind, level, work.today, "Uji kompetensi 2026")
        for name, kind, level in (
            ("Integritas", "self", 3),
            ("Komunikasi", "measured", 2),
            ("Kerja Sama", "measured", 5),
        )
    )
    work.session.flush()
    said.actor_id = learner.id
    profiles.withdraw(work, wrong, "Tertukar dengan pegawai lain.")
    return {"competency_evidence": measured.id, "self_evidence": said.id}


def _evidence(work: Work) -> dict[str, object]:
    """What the demo's people sent, and HR's own."""
    sent = {one.form: one.id for one in work.session.scalars(select(Evidence))}
    names = {"own": "seminar", "picture": "bimbingan teknis", "refused": "belajar mandiri", "accepted": "magang"}
    own = make_evidence(work, named(work, "hr"), title="Rapat koordinasi kepegawaian", number="1/HR")
    return {**{f"{name}_evidence": sent[form] for name, form in names.items()}, "hr_evidence": own.id}


def _enrol(work: Work, learner: Person, course: str | CourseVersion) -> Enrolment:
    return enrolment.enrol(work, learner, courses.open_version(work, course) if isinstance(course, str) else course)


def _finish_lessons(work: Work, taken: Enrolment, most: int = 99) -> None:
    for line in [line for line in courses.outline(work, taken.version_id) if line.kind != QUIZ][:most]:
        lesson = courses.step(work, taken.version_id, line.key)
        completion.finish_lesson(work, taken, lesson, dict(best_answers(work, lesson)))


def _attempt(work: Work, taken: Enrolment, *, right: bool = True) -> Attempt:
    attempt = _start(work, taken)
    asked = {item.id for item in quizzes.paper_of(work, attempt)}
    answers = {key: values_of(answer) for key, answer in best_answers(work, attempt.step) if key in asked}
    quizzes.save_all(work, attempt, answers if right else dict(list(answers.items())[:6]))
    return quizzes.submit(work, attempt)


def _start(work: Work, taken: Enrolment) -> Attempt:
    quiz = next(line for line in courses.outline(work, taken.version_id) if line.kind == QUIZ)
    return quizzes.start(work, taken, courses.step(work, taken.version_id, quiz.key))


def _lives(work: Work, learner: Person) -> dict[str, object]:
    """A certificate about to expire that names the learner as before, one whose revocation waits for an answer, and bundles."""
    taken = []
    for slug, title, valid in (("pelatihan-ulang", "Pelatihan berkala", "1 bulan"), ("banding", "Pelatihan lain", "selamanya")):  # fmt: skip
        taken.append(_enrol(work, learner, make_course(work, slug=slug, title=title, extra=(f"sertifikat: {valid}",))))
        _finish_lessons(work, taken[-1])
        _attempt(work, taken[-1])
    renamed, appealed = (_certificate(work, one) for one in taken)
    renamed.claims = renamed.claims.replace(learner.name, "Nama Lama")
    certificates.revoke(work, appealed, "Kehadiran tidak terbukti.")
    appeal = certificates.appeal(work, appealed, "Saya hadir; daftar hadirnya ada pada panitia.")
    actor, work.actor = work.actor, Actor(learner.id, learner.full_name)
    waiting, ready = certificates.ask_bundle(work), certificates.ask_bundle(work)
    work.actor = actor
    ready.state, ready.ended_at = DONE, work.now
    ready.outcome = {"digest": work.files.put(b"PK"), "name": "semua.zip", "rows": 4}
    return {
        "renamed": renamed.code,
        "appealed": appealed.code,
        "appeal": appeal.id,
        "bundle": waiting.id,
        "ready_bundle": ready.id,
    }


def _certificate(work: Work, taken: Enrolment) -> Certificate:
    found = select(Certificate).join(Completion).where(Completion.enrolment_id == taken.id)
    return work.session.scalars(found).one()


def _asset(work: Work, taken: Enrolment) -> str:
    """The address of a picture in the first lesson."""
    html = courses.step(work, taken.version_id, "01-mengapa-pelayanan-prima").html
    return "/aset/" + html.partition("@root@/aset/")[2].partition('"')[0]


def _trainer(work: Work) -> dict[str, object]:
    """Three drafts: one without faults, one with several and with two versions of one file, one just begun."""
    trainer = named(work, "trainer")
    folder = shipped("courses") / "pelayanan-prima"
    work.actor = Actor(trainer.id, trainer.full_name, frozenset({COURSE_PUBLISH}), (Grant("trainer"),))
    sound = drafts.receive(work, "pelayanan-prima.zip", _zipped(folder, {})).draft
    faults = {
        "nilai lulus: ": "nilai lulos: ",
        "durasi: ": "durasi: lama ",
        "](aset/": "](aset/tidak-ada-",
        "kode: ": "kode: RUSAK-",
    }
    faulty = drafts.receive(work, "naskah-rusak.zip", _zipped(folder, faults, "naskah-rusak")).draft
    began = file_of(work, faulty, "kursus.md")
    text, number = began.text or "", began.number
    for jp in ("jp: 5", "jp: 6"):
        files.save(work, faulty, "kursus.md", text.replace("jp: 4", jp), number)
    reviews.comment(work, faulty, "kursus.md", 2, "Judulnya bagus.")
    drafts.begin(work, "Naskah baru")
    invitation = authors.invite(work, faulty, "Dr. Rina Hartati", "Universitas Harapan")
    guest = people.person_by_nip(work, invitation.number)
    assert guest is not None
    people_services.set_password(work, guest.id, hash_password(DEMO_PASSWORD))
    return {"guest": guest.nip, "draft_asset": next(path for path in paths_of(work, sound) if path.startswith("aset/"))}


def _reviewer(work: Work) -> dict[str, object]:
    """Reviews: one asked of the trainer, one waiting, one returned and then approved; and a version that moves learners."""
    trainer, learner = named(work, "trainer"), named(work, "learner")
    colleague = work.session.scalars(
        select(Person).where(Person.employment != GUEST_STATUS).order_by(Person.id.desc()).limit(1)
    ).one()
    make_role(work, colleague, "trainer")
    mine, theirs = (Actor(one.id, one.full_name, grants=(Grant("trainer"),)) for one in (trainer, colleague))
    work.actor = theirs
    reviews.ask(work, drafts.begin(work, "Naskah rekan"), trainer.id)
    work.actor = mine
    reviews.ask(work, drafts.begin(work, "Naskah menunggu"), colleague.id)
    approved = drafts.begin(work, "Naskah disetujui")
    reviews.ask(work, approved, colleague.id)
    work.actor = theirs
    for line, words in ((2, "Judulnya terlalu umum."), (3, "Sebutkan hasilnya."), (4, "Cukup satu JP?")):
        said = reviews.comment(work, approved, "kursus.md", line, words)
    reviews.answer(work, approved, RETURNED, "Tinggal kursus.md yang perlu diperbaiki.")
    work.actor = mine
    began = file_of(work, approved, "kursus.md")
    files.save(work, approved, "kursus.md", (began.text or "").replace("Tulis di sini", "Sebutkan"), began.number)
    reviews.settle(work, approved, said.id)
    reviews.ask(work, approved, colleague.id)
    work.actor = theirs
    reviews.answer(work, approved, APPROVED, "")
    work.actor = mine
    return {"changed_slug": _changed(work, learner)}


def _changed(work: Work, learner: Person) -> str:
    """A course whose draft drops what its learner has done."""
    version = make_course(work, title="Pelatihan yang berubah", quiz=False)
    _finish_lessons(work, _enrol(work, learner, version), 1)
    draft = drafts.begin_from_course(work, version.course)
    files.remove(work, draft, "01-materi.md")
    outline.add(work, draft, "materi", "Materi tambahan")
    return version.course.slug


def _zipped(folder: Path, faults: dict[str, str], name: str = "") -> bytes:
    """The folder as a .zip, with each text of `faults` replaced by its fault."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*.*")):
            content = path.read_bytes()
            for text, fault in faults.items() if path.suffix == ".md" else ():
                content = content.replace(text.encode(), fault.encode())
            archive.writestr(f"{name or folder.name}/{path.relative_to(folder)}", content)
    return target.getvalue()


def _raters(work: Work) -> dict[str, object]:
    """Six ratings of one course, too few of another."""
    colleagues = work.session.scalars(
        select(Person).where(Person.grade != "").order_by(Person.id.desc()).limit(8)
    ).all()
    for number, person in enumerate(colleagues):
        taken = _enrol(work, person, "berakhlak" if number < 6 else "literasi-digital-spbe")
        _attempt(work, taken)
        _finish_lessons(work, taken)
        work.actor = Actor(person.id, person.full_name)
        feedback.rate(work, taken, 5 - number % 3, "Contohnya dekat dengan pekerjaan saya." if number % 2 else "")
    return {}


def _hr(work: Work) -> dict[str, object]:
    """An export that `open_demo` runs, and one that waits."""
    hr = named(work, "hr")
    unit = people.agency_of(work, hr.unit_id)
    work.actor = Actor(hr.id, hr.full_name, grants=(Grant("hr", unit.id),))
    export, waiting = (reports.ask_export(work, open_sheet(key, {}, work.today.year)) for key in ("pegawai", "jp"))
    people_export = people_services.ask_people_export(work)
    logo = certificates.add_picture(work, unit, certificates.LOGO, "Lambang kota", drawing())
    official = certificates.SignerWish("Dr. Budi Santoso, M.Si.", "Kepala BKPSDM", "", "")
    certificates.save_design(
        work, unit, "workshop", certificates.DesignWish.of("sttp", logo=logo.digest, signers=(official,))
    )
    facts = certificates.WorkshopWish("WS-01", "Lokakarya arsip", "workshop", "Dinas", 5, work.today, work.today)
    workshop = certificates.vouch(work, unit, facts, read_attendees(hr.nip.encode()))
    refused = _refused_workshop(work, hr, facts)
    work.after_commit.clear()
    return {
        "unit": unit.id,
        "logo": logo.id,
        "workshop": workshop.id,
        "refused_workshop": refused.id,
        "export": export.id,
        "waiting_export": waiting.id,
        "people_export": people_export.id,
    }


def _refused_workshop(work: Work, hr: Person, facts: certificates.WorkshopWish) -> Workshop:
    """One with subjects, whose only participant a policy refused."""
    subjects = (Subject("Kebijakan kearsipan", 90), Subject("Penilaian dan penyusutan arsip", 135))
    told = replace(facts, code="WS-02", subjects=subjects)
    workshop = certificates.vouch(work, people.agency_of(work, hr.unit_id), told, read_attendees(hr.nip.encode()))
    work.session.get_one(Participant, (workshop.id, hr.id)).refusal = "Laporan kegiatan belum diserahkan."
    workshop.job_id = None
    return workshop


def drawing() -> bytes:
    """A picture to send."""
    content = io.BytesIO()
    Image.new("RGBA", (120, 120), (14, 90, 90, 255)).save(content, "PNG")
    return content.getvalue()


def _imports(house: House, names: dict[str, object]) -> None:
    """Three files: one was applied, one was checked and has a bad row, one waits."""
    with house.work(write=False) as work:
        rows = list(people.active_people(work))
    spoiled = [*rows[:-1], replace(rows[-1], unit_code="SALAH")]
    for name, sent in (
        ("applied", [replace(row, email=None) for row in rows[:30]]),
        ("checked", spoiled),
        ("waiting", rows),
    ):
        with _as_hr(house, names) as work:
            content = make_sheet(*sent)
            names[f"{name}_import"] = people_services.receive(work, f"{LONG_NAME}-{name}.xlsx", content).id
        if name != "waiting":
            _run(house, names[f"{name}_import"])
    with _as_hr(house, names) as work:
        intake = people.own_import(work, int(str(names["applied_import"])))
        people_services.ask_apply(work, intake, intake.sent.seen, keep_good=False)
    _run(house, names["applied_import"])


def _intakes(house: House, names: dict[str, object]) -> None:
    """Files of other programs: read with losses, taken in, without headings, waiting; and exports, one of which waits."""
    gift = "\n\n".join(f"::Soal {number}::Berapa {number}? {{={number}}}" for number in range(1, 61))
    gift += "\n\n::Kurung yang lupa ditutup::Apa {=ini\n\n::Gambar::<img src\\='x.png'> Apa ini? {=Peta =Denah}\n"
    sent = (
        ("gift", "bank-soal-pelayanan-publik-2025.gift", gift.encode(), "06-kuis-pelayanan-prima.md"),
        ("taken", "tambahan.gift", gift.partition("\n")[0].encode(), ""),
        ("table", "soal-dari-kantor.xlsx", _table(), ""),
        ("waiting", "besar.xml", b"<quiz/>", ""),
    )
    for name, filename, content, into in sent:
        with _as_trainer(house) as work:
            draft = own_draft(work, "naskah-baru" if name == "taken" else "pelayanan-prima")
            intake = imports.receive(work, Source(filename, content), draft=draft, into=into)
        names[f"{name}_intake"] = intake.id
        if name != "waiting":
            house.queue.run(intake.job_id or 0)
    with _as_trainer(house) as work:
        imports.take(work, own_import(work, int(str(names["taken_intake"]))))
        for name, form in (("lossy", "gift"), ("whole", "zip"), ("unwritten", "pdf")):
            job = exporting.ask_export(work, "pelayanan-prima", form, is_draft=True, with_key=True)
            names[f"{name}_export"] = job.id
    for name in ("lossy", "whole"):
        house.queue.run(int(str(names[f"{name}_export"])))


def _table() -> bytes:
    """A workbook of two sheets whose columns nobody named."""
    book = openpyxl.Workbook()
    for number, sheet in enumerate((book.active, book.create_sheet("Kantor kedua"))):
        for row in range(12):
            question = f"Apa yang harus disediakan unit pelayanan nomor {row + number} bagi pemohon yang datang?"
            sheet.append(["B", question, "Ruang tunggu", "Maklumat pelayanan", "Kotak saran", 2, "Lihat materi kedua."])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@contextmanager
def _as_trainer(house: House) -> Iterator[Work]:
    """A work of the demo's trainer; what it asks of the worker is left lying."""
    with house.work(write=True) as work, committed(work):
        trainer = named(work, "trainer")
        work.actor = Actor(trainer.id, trainer.full_name, grants=(Grant("trainer"),))
        yield work
        work.after_commit.clear()


@contextmanager
def _as_hr(house: House, names: dict[str, object]) -> Iterator[Work]:
    """A work of the demo's HR person; what it asks of the worker is left lying."""
    with house.work(write=True) as work, committed(work):
        hr = named(work, "hr")
        work.actor = Actor(hr.id, hr.full_name, grants=(Grant("hr", int(str(names["unit"]))),))
        yield work
        work.after_commit.clear()


def _run(house: House, import_id: object) -> None:
    """Lets the worker do what an import waits for."""
    with house.work(write=False) as work:
        job_id = work.session.get_one(Import, import_id).job_id
    assert job_id is not None
    house.queue.run(job_id)


def _operator(work: Work) -> dict[str, object]:
    """Something for the admin's page: a guest that broke, a dead job and a waiting one."""
    audit.note(work, PLUGIN_ERROR, "course_feedback", event="course_completed", error="ValueError: contoh")
    dead = work.later("reports:export", due_at=work.now.replace(year=work.now.year + 1))
    dead.state, dead.error, dead.tries = DEAD, "OSError: contoh", 5
    work.add(Job(name="quizzes:close", args={}, due_at=dead.due_at, asked_at=work.now, asked_by=None))
    return {}
