"""QTI 3.0 writes `qti-choice-interaction`, 2.x `choiceInteraction`: here every item speaks 2.x, without namespaces."""

from __future__ import annotations

import re

from elearn.core.exchange.safe_xml import Element, name_of


def modern(root: Element) -> Element:
    """The same tree with the names of 2.x."""
    for element in root.iter():
        name = name_of(element)
        if not name:
            continue
        element.tag = camel(name.removeprefix("qti-")) if name.startswith("qti-") else name
        for key in list(element.attrib):
            if "-" in key and not key.startswith(("data-", "{")):
                element.set(camel(key), element.attrib.pop(key))
    return root


def camel(name: str) -> str:
    """`response-identifier` → "responseIdentifier"."""
    return re.sub(r"-([a-z0-9])", lambda found: found[1].upper(), name)
