"""QTI 3.0 out: a package with one file per item, a test that orders them, and the pictures they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from elearn.core.exchange.formats import Exported
from elearn.core.exchange.items import Boxes, Item
from elearn.core.exchange.manuscripts import CourseText, StepText, left_behind
from elearn.core.exchange.packed import packed
from elearn.core.exchange.report import Line, carried
from elearn.core.exchange.safe_xml import Element

from .item_writing import write_item
from .xhtml import add, root_element

_PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_ITEM_TYPE, _TEST_TYPE = "imsqti_item_xmlv3p0", "imsqti_test_xmlv3p0"
_ASSET = re.compile(r"aset/[^)\s\"<]+")


def write(course: CourseText, _with_key: bool) -> Exported:  # every exporter is called so
    """A .zip; the same course gives the same bytes."""
    package = _Package(course)
    for step in course.steps:
        package.step(step)
    return Exported({"": packed(package.files())}, tuple(package.report))


@dataclass(slots=True)
class _Package:
    course: CourseText
    items: dict[str, bytes] = field(default_factory=dict)
    sections: list[tuple[str, list[str], int]] = field(default_factory=list)
    assets: dict[str, bytes] = field(default_factory=dict)
    report: list[Line] = field(default_factory=list)

    def step(self, step: StepText) -> None:
        self.report.extend(left_behind(step, draws=False))
        for group, asked in step.groups:
            names = list[str]()
            for one in asked:
                if one.item is None or _is_poll(one.item):
                    reason = "jajak pendapat tanpa kunci tidak ditulis" if one.item else one.losses[0]
                    self.report.append(Line(one.name, one.position, "ditolak", reason))
                    continue
                names.append(self._item(one.item))
                self.report.append(carried(one.name, one.position, (*one.losses, *_losses(one.item))))
            if names:
                draw = step.draws.get(group, 0)
                self.sections.append((group or step.title, names, draw if draw < len(names) else 0))

    def _item(self, item: Item) -> str:
        content = write_item(item)
        path = f"items/{item.id}.xml"
        self.items[path] = content
        for asset in _ASSET.findall(content.decode()):
            if asset in self.course.files:
                self.assets[f"items/{asset}"] = self.course.files[asset]
        return path

    def files(self) -> dict[str, bytes]:
        return {"imsmanifest.xml": self._manifest(), "test.xml": self._test(), **self.items, **self.assets}

    def _test(self) -> bytes:
        root = root_element("qti-assessment-test")
        root.set("identifier", f"T-{self.course.slug}")
        root.set("title", self.course.title)
        part = add(root, "qti-test-part", identifier="P1", navigation_mode="nonlinear", submission_mode="simultaneous")
        for number, (title, names, draw) in enumerate(self.sections, 1):
            section = add(part, "qti-assessment-section", identifier=f"S{number}", title=title, visible="true")
            if draw:
                add(section, "qti-selection", select=str(draw))
            for name in names:
                identifier = name.removeprefix("items/").removesuffix(".xml")
                add(section, "qti-assessment-item-ref", identifier=identifier, href=name)
        return _serialised(root)

    def _manifest(self) -> bytes:
        root = root_element("manifest", _PACKAGE)
        root.set("identifier", f"M-{self.course.slug}")
        metadata = etree.SubElement(root, f"{{{_PACKAGE}}}metadata")
        etree.SubElement(metadata, f"{{{_PACKAGE}}}schema").text = "QTI Package"
        etree.SubElement(metadata, f"{{{_PACKAGE}}}schemaversion").text = "3.0.0"
        etree.SubElement(root, f"{{{_PACKAGE}}}organizations")
        resources = etree.SubElement(root, f"{{{_PACKAGE}}}resources")
        for number, path in enumerate(("test.xml", *self.items), 1):
            kind = _ITEM_TYPE if number > 1 else _TEST_TYPE
            resource = etree.SubElement(
                resources, f"{{{_PACKAGE}}}resource", identifier=f"R{number}", type=kind, href=path
            )
            etree.SubElement(resource, f"{{{_PACKAGE}}}file", href=path)
        for number, path in enumerate(self.assets, 1):
            resource = etree.SubElement(
                resources, f"{{{_PACKAGE}}}resource", identifier=f"A{number}", type="webcontent", href=path
            )
            etree.SubElement(resource, f"{{{_PACKAGE}}}file", href=path)
        return _serialised(root)


def _serialised(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _is_poll(item: Item) -> bool:
    return isinstance(item.shape, Boxes) and not item.shape.scored and not item.shape.rights


def _losses(item: Item) -> Iterator[str]:
    if item.hint:
        yield "petunjuk tersimpan, tetapi tidak ditampilkan program lain"
