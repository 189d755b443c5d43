"""What an empty installation is given: the shipped courses."""

from __future__ import annotations

import click

from elearn.app import shipped
from elearn.core.courses import queries, services

from .door import Door, fail


def publish_shipped(door: Door) -> None:
    """Publishes the setting's folder of courses (else the shipped ones) unless some course is published already."""
    with door.looking() as work:
        if queries.published_courses(work):
            return
        folders = services.course_folders([door.settings.courses or shipped("courses")])
        readings = services.read_folders(work, folders)
    faults = [str(finding) for reading in readings.values() for finding in reading.findings if finding.level == "salah"]
    if faults:
        fail("\n".join(["Pelatihan bawaan belum dapat diterbitkan:", *faults]))
    with door.writing() as work:
        for reading in readings.values():
            if reading.manuscript:
                version = services.publish(work, reading.manuscript, reading.findings).version
                click.echo(f"Diterbitkan: {version.title}", err=True)
