"""An item of QTI 2.x (or of 3.0, renamed) → a question of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from elearn.core.exchange.items import Boxes, Entry, Gaps, Item, Passage, Shape
from elearn.core.exchange.marks import split_prompt
from elearn.core.exchange.prose import Prose
from elearn.core.exchange.safe_xml import Element, every, first

from . import interactions
from .declarations import Response, highest_score, outcomes, responses
from .interactions import CLOSE, OPEN

Find: TypeAlias = Callable[[str], str]
_OURS = "ELEARN_"
_GENERAL = frozenset({"general", "general_fb", "correct", "correct_fb", "explanation", "penjelasan"})
_INLINE = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})


@dataclass(slots=True)
class Reading:
    """One item while it is read."""

    root: Element
    prose: Prose
    responses: Mapping[str, Response]
    choices: frozenset[str] = frozenset()
    gaps: list[str] = field(default_factory=list)

    def response(self, interaction: Element) -> Response:
        return self.responses.get(interaction.get("responseIdentifier", ""), Response())

    def feedback(self, identifier: str) -> str:
        """What is said when a choice was chosen."""
        found = [one for one in every(self.root, "modalFeedback") if one.get("identifier") == identifier]
        return "\n\n".join(self.prose.element(_content(one)) for one in found)


def read(root: Element, path: str, find: Find, section: tuple[str, ...]) -> Entry:
    """The entry of an item. `path` is its file, `section` the titles it is filed under."""
    name = root.get("title") or root.get("identifier") or path
    body = first(root, "itemBody")
    choices = frozenset(one.get("identifier", "") for one in every(root, "simpleChoice"))
    reading = Reading(root, Prose(find), responses(root), choices)
    found = (
        [one for one in body.iter() if isinstance(one.tag, str) and one.tag.endswith("Interaction")]
        if body is not None
        else []
    )
    position = f"{path} · {found[0].tag if found else 'itemBody'}"
    if body is None:
        return Entry(name, path, None, ("soal ini tidak punya isi (itemBody)",), section)
    if not found:
        return Entry(name, position, Passage(reading.prose.element(body)), tuple(reading.prose.losses), section)
    shape, text = _read(reading, body, found)
    losses = tuple(dict.fromkeys(reading.prose.losses))
    if shape is None:
        return Entry(name, position, None, losses or ("soal ini tidak punya jawaban benar",), section)
    item = _item(reading, shape, text, name)
    return Entry(name, position, item, tuple(dict.fromkeys(reading.prose.losses)), section)


def _read(reading: Reading, body: Element, found: list[Element]) -> tuple[Shape | None, str]:
    names = {one.tag for one in found}
    if len(found) > 1 and names <= _INLINE:
        return _gaps(reading, body, found)
    if len(found) > 1:
        reading.prose.lose(f"soal gabungan dengan {len(found)} interaksi tidak ada padanannya")
        return None, ""
    interaction = found[0]
    reader = interactions.READERS.get(interaction.tag)
    if reader is None and interaction.tag not in ("gapMatchInteraction", "inlineChoiceInteraction"):
        reading.prose.lose(f"interaksi {interaction.tag} tidak ada padanannya")
        return None, ""
    if reader is None:
        return _gaps(reading, body, found)
    if interaction.tag == "textEntryInteraction" and _has_words_after(interaction):
        return _gaps(reading, body, found)
    shape = reader(reading, interaction)
    return shape, _text_without(reading, body, interaction)


def _has_words_after(interaction: Element) -> bool:
    return bool((interaction.tail or "").strip(" .\n\t?:"))


def _gaps(reading: Reading, body: Element, found: list[Element]) -> tuple[Shape | None, str]:
    """Interactions within a sentence become `[[…]]`."""
    for interaction in found:
        if not interactions.make_gaps(reading, interaction):
            return None, ""
    text = reading.prose.element(body)
    for place, key in enumerate(reading.gaps):
        text = text.replace(f"{OPEN}{place}{CLOSE}", key)
    return Gaps(), text


def _text_without(reading: Reading, body: Element, interaction: Element) -> str:
    """The words around an interaction and its prompt."""
    prompt = first(interaction, "prompt")
    asked = reading.prose.element(prompt) if prompt is not None else ""
    for rubric in every(body, "rubricBlock"):
        rubric.getparent().remove(rubric)
    tail, parent = interaction.tail, interaction.getparent()
    interaction.clear()
    interaction.tag, interaction.text, interaction.tail = "span", "", tail
    if parent is None:
        return asked
    around = reading.prose.element(body)
    return "\n\n".join(part for part in (around, asked) if part)


def _item(reading: Reading, shape: Shape, text: str, name: str) -> Item:
    prompt, body = split_prompt(text, name)
    ours = {key.removeprefix(_OURS): value for key, value in outcomes(reading.root).items() if key.startswith(_OURS)}
    if isinstance(shape, Boxes):
        shape = replace(shape, whole=ours.get("NILAI") == "penuh")
    score = highest_score(reading.root)
    weight = min(max(round(score), 1), 100) if score else 1
    if score and score != weight:
        reading.prose.lose(f"nilai paling tinggi {float(score):g} menjadi bobot {weight}")
    return Item(
        shape,
        prompt,
        body,
        id=reading.root.get("identifier", "") or name,
        weight=weight,
        hint=ours.get("PETUNJUK", ""),
        explanation=_explanation(reading),
        competency=ours.get("KOMPETENSI", ""),
        lesson=ours.get("MATERI", ""),
        level=ours.get("TINGKAT", ""),
        label=ours.get("LABEL", ""),
    )


def _explanation(reading: Reading) -> str:
    """Feedback that belongs to no choice."""
    said = []
    for one in every(reading.root, "modalFeedback"):
        identifier = one.get("identifier", "")
        if identifier in reading.choices:
            continue
        if identifier.lower() not in _GENERAL:
            reading.prose.lose(f"umpan balik “{identifier[:30]}” dipindahkan ke pembahasan")
        said.append(reading.prose.element(_content(one)))
    return "\n\n".join(dict.fromkeys(part for part in said if part))


def _content(feedback: Element) -> Element:
    """QTI 3.0 puts the words of a feedback into a body of their own."""
    body = first(feedback, "contentBody")
    return feedback if body is None else body
