"""Every setting of an installation: its name, type, unit, default and reason; read from ELEARN_* variables."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta, timezone
from ipaddress import ip_address
from pathlib import Path
from string import Formatter
from typing import Any

PREFIX = "ELEARN_"

ZONES: Mapping[str, timezone] = {
    "WIB": timezone(timedelta(hours=7), "WIB"),
    "WITA": timezone(timedelta(hours=8), "WITA"),
    "WIT": timezone(timedelta(hours=9), "WIT"),
}
"""Indonesia's three zones. They have no daylight saving, so a machine without tzdata still tells the time."""


ISSUERS = ("web", "did:key")
"""How an installation names itself as issuer of certificates."""


class BadSetting(ValueError):
    """A setting cannot be read; the message names the variable, its value and what is allowed."""


def setting(default: Any, why: str) -> Any:
    """A dataclass field whose reason stays beside its default (docs/operating.md prints both)."""
    return field(default=default, metadata={"why": why})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One installation. `Settings()` is a working single-machine default."""

    home: Path = setting(Path("elearn-home"), "folder of everything written: database, files, queue, secret")
    database_url: str = setting("", "SQLAlchemy address; empty = SQLite (WAL) inside `home`")
    host: str = setting("127.0.0.1", "IP address to listen on; behind a proxy keep the loopback")
    port: int = setting(8000, "TCP port, 1–65535")
    workers: int = setting(
        2, "web processes; one per core (each then keeps to its core), more when the database has a machine of its own"
    )
    public_url: str = setting("", "address people type, for QR codes; empty = http://host:port")
    secret_key: str = setting("", "signs cookies; empty = made once and kept in `home`/secret")
    keys: Path | None = setting(
        None, "folder of the keys that sign certificates (Ed25519, PEM, mode 0600); empty = `home`/keys"
    )
    issuer: str = setting(
        "web",
        "web: certificates are issued by did:web of the public address; did:key by the key itself, without a name",
    )
    secure_cookies: bool = setting(False, "cookies only over HTTPS; set to 1 behind TLS")
    trusted_proxies: int = setting(0, "how many reverse proxies stand in front (X-Forwarded-* hops believed)")
    zone: str = setting("WIB", "WIB, WITA or WIT: the zone every printed time names")
    agency_name: str = setting(
        "Pemerintah Kota Harapan", "agency shown in the header; certificates take the unit tree's root"
    )
    courses: Path | None = setting(None, "folder of courses to publish at the first start; empty = the shipped ones")
    plugins: tuple[str, ...] | None = setting(None, "which plugins, in which order; unset = all that are installed")
    safe_mode: bool = setting(False, "1 opens the house without any plugin")
    queue_url: str = setting("", "job queue: empty = SQLite in `home`; postgresql://… or redis://…")
    worker_thread: bool = setting(
        True, "`elearn serve` runs one job worker beside the web, so a single machine needs no second command"
    )
    session_hours: int = setting(12, "hours without a request after which a sign-in ends")
    sign_in_failures: int = setting(
        8, "failed sign-ins per account, and five times as many per address, before a pause"
    )
    sign_in_pause_minutes: int = setting(15, "minutes the pause lasts")
    alumni_access: bool = setting(
        True, "people who left may sign in to read and download what is their own; 0: HR hands them the bundle"
    )
    reset_code_minutes: int = setting(60, "minutes a one-time code from HR stays valid")
    password_hash_concurrency: int = setting(2, "argon2 hashes computed at once per process (each takes 19 MiB)")
    feedback_minimum: int = setting(
        5, "new answers before a trainer sees course feedback, or sees it change: fewer could name a person"
    )
    data_price_per_gb: int = setting(
        10_000,
        "rupiah a learner pays for a gigabyte of mobile data: an assumption, shown to authors as what a film costs",
    )
    review_required: bool = setting(
        False, "1: a course is published only after somebody who is not its author approved it"
    )
    appeal_days: int = setting(
        30, "days after a certificate was revoked in which its holder may appeal; 0: on that day only"
    )
    renew_days: int = setting(
        60, "days before a certificate expires from which its course may be taken again for a new one"
    )
    share_links: tuple[str, ...] = setting(
        (),
        "where holders may carry a certificate themselves, `Name=https://…` with {title} {number} {agency} {year} {month} "
        "{page} {badge}, parted by commas; empty = the page offers none",
    )
    siasn_url: str = setting(
        "https://apimws.bkn.go.id:8243/apisiasn/1.0",
        "address of SIASN's services, as public programs of agencies use it",
    )
    siasn_token_url: str = setting(
        "https://apimws.bkn.go.id/oauth2/token", "where the agency's consumer key and secret are exchanged for a token"
    )
    siasn_consumer_file: Path | None = setting(
        None, "file with the agency's SIASN consumer key and secret, a line each; unset = nothing is sent to SIASN"
    )
    siasn_timeout_seconds: int = setting(60, "seconds to wait for an answer of SIASN before it counts as unanswered")
    evidence_max_mb: int = setting(
        5, "largest file a person sends as evidence of learning elsewhere, in megabytes; at most max_upload_mb"
    )
    competency_levels: tuple[str, ...] = setting(
        ("Paham/dalam pengembangan", "Dasar", "Menengah", "Mumpuni", "Ahli"),
        "names of the competency levels 1 to 5, parted by commas; the usual names are unconfirmed",
    )
    evidence_years: int = setting(
        3,
        "years after which evidence of a competency is shown as old and renewing it is advised; no regulation was seen",
    )
    bsre_url: str = setting("", "address of the agency's BSrE server, before /api; empty = nothing is signed there")
    bsre_access_file: Path | None = setting(
        None, "file with the user name and the password of that server's HTTP Basic access, a line each"
    )
    bsre_timeout_seconds: int = setting(30, "seconds to wait for an answer of BSrE before the sitting stops")
    bsre_roots: Path | None = setting(
        None, "PEM file of BSrE's roots: a signature that does not lead to one of them is not accepted"
    )
    bsre_ready_status: tuple[str, ...] = setting(
        ("ISSUE", "ISSUED"), "what BSrE calls a signer's certificate that may sign (`status` of /api/user/status)"
    )
    max_upload_mb: int = setting(32, "largest request body, in megabytes")
    pdf_key: Path | None = setting(
        None, "PKCS#12 file whose key signs certificates (PAdES); empty, and no module: they are not signed"
    )
    pdf_key_secret: str = setting(
        "", "where the passphrase of that file, or the PIN of the token, is read: file:/path or env:NAME"
    )
    pdf_module: Path | None = setting(None, "PKCS#11 module of an HSM that holds the key instead of a file")
    pdf_token: str = setting("", "label of the HSM's token")
    pdf_key_label: str = setting("", "label of key and certificate on the token")
    pdf_timestamp: str = setting("", "address of a time-stamp service (RFC 3161): signatures become PAdES B-T")
    pdf_roots: Path | None = setting(
        None, "PEM file of the roots that signatures are checked against; with a time stamp they become PAdES B-LT"
    )

    def __post_init__(self) -> None:
        if self.zone not in ZONES:
            raise BadSetting(f"{PREFIX}ZONE={self.zone} tidak dikenal. Pilih salah satu: {', '.join(ZONES)}.")
        if len(self.competency_levels) != 5:
            raise BadSetting(
                f"{PREFIX}COMPETENCY_LEVELS harus berisi lima sebutan, dipisah koma: satu untuk setiap tingkat."
            )
        if not 1 <= self.port <= 65535:
            raise BadSetting(f"{PREFIX}PORT={self.port} di luar batas. Pakai angka 1 sampai 65535.")
        if self.issuer not in ISSUERS:
            raise BadSetting(f"{PREFIX}ISSUER={self.issuer} tidak dikenal. Pilih salah satu: {', '.join(ISSUERS)}.")
        for link in self.share_links:
            _check_share_link(link)
        try:
            ip_address(self.host)
        except ValueError:
            raise BadSetting(f"{PREFIX}HOST={self.host} bukan alamat IP. Contoh: 127.0.0.1 atau 0.0.0.0.") from None

    @property
    def timezone(self) -> timezone:
        return ZONES[self.zone]

    @property
    def database(self) -> str:
        """The SQLAlchemy address; SQLite in `home` unless one was given."""
        return self.database_url or f"sqlite:///{self.home.absolute() / 'elearn.sqlite3'}"

    @property
    def address(self) -> str:
        """The address people type, without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")

    @property
    def signs_documents(self) -> bool:
        """Whether a key is set that signs PDF files."""
        return self.pdf_key is not None or self.pdf_module is not None

    @property
    def keys_folder(self) -> Path:
        """Where the keys lie that sign certificates."""
        return self.keys or self.home / "keys"

    def secret(self) -> str:
        """The cookie secret; made on the first call and kept with mode 0600 in `home`."""
        if self.secret_key:
            return self.secret_key
        path = self.home / "secret"
        if not path.exists():
            keep_first(path, secrets.token_urlsafe(48))
        return path.read_text().strip()


SHARE_FIELDS = frozenset({"title", "number", "agency", "year", "month", "page", "badge"})
"""What an address of `share_links` may name in curly brackets."""


def _check_share_link(link: str) -> None:
    name, _, address = link.partition("=")
    named = {field for _, field, *_ in Formatter().parse(address) if field is not None}
    if not name.strip() or not address.startswith("https://") or named - SHARE_FIELDS:
        raise BadSetting(
            f"{PREFIX}SHARE_LINKS: “{link}” harus berbentuk Nama=https://… dan hanya memuat "
            f"{', '.join(f'{{{field}}}' for field in sorted(SHARE_FIELDS))}."
        )


def keep_first(path: Path, text: str) -> bool:
    """Writes a private file (0600) whole; False when another process was quicker: they start at the same moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".secret-")  # mode 0600
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        Path(draft).unlink()
    return True


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from ELEARN_* variables.

    Raises BadSetting with one sentence when a value cannot be read as its type.
    """
    known = {f"{PREFIX}{item.name.upper()}": item for item in fields(Settings)}
    values = {
        item.name: _read(name, environ[name], str(item.type))
        for name, item in known.items()
        if environ.get(name, "") != ""
    }
    return Settings(**values)


def _read(name: str, text: str, kind: str) -> Any:
    if kind == "bool":
        return text.lower() in {"1", "true", "ya", "yes", "on"}
    if kind == "int":
        try:
            return int(text)
        except ValueError:
            raise BadSetting(f"{name}={text} bukan bilangan bulat. Tulis angkanya saja, misalnya 8000.") from None
    if kind.startswith("Path"):
        return Path(text)
    if kind.startswith("tuple"):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text
