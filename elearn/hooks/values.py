"""What contributions are made of: plain frozen values, never HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

MarkState: TypeAlias = Literal["done", "new", "warn", "revoked", "expired", "info"]
"""How a mark looks: one of the states of web/_badge.html."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the menu, shown to those who hold `permission`. Lower `order` stands first."""

    title: str
    endpoint: str
    permission: str
    order: int
    icon: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go: the endpoint and the values of its address."""

    title: str
    endpoint: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Action:
    """A button: its words, where it leads, and how; one that changes something is a "post". `reason` stands beside it."""

    title: str
    link: Link
    method: Literal["get", "post"] = "get"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Renewal:
    """Why a person may take a course again, as a sentence they read."""

    reason: str


@dataclass(frozen=True, slots=True)
class Effect:
    """How many of something a deed touches; `title` is short and marked with `N_`."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A file of the bundle with everything that is a person's; `name` may have folders.

    `what` is what the person counts it as, in a word or two: "bukti"; "" where they need not hear of it.
    """

    name: str
    content: bytes
    what: str = ""


@dataclass(frozen=True, slots=True)
class Meter:
    """A number against a mark, both in `unit`; `is_floor` says whether the mark is to be reached or not passed."""

    value: float
    mark: float
    unit: str
    is_floor: bool = True


@dataclass(frozen=True, slots=True)
class Card:
    """A card on the start page: one fact, one sentence, one way on."""

    title: str
    order: int
    figure: str | None = None
    text: str = ""
    link: Link | None = None
    meter: Meter | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A block below a course's page: lines of text and one way on."""

    title: str
    order: int
    lines: tuple[str, ...] = ()
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a room knows of the certificate `code`: a word or two, one sentence, and since when (UTC)."""

    code: str
    state: MarkState
    title: str
    text: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Deny:
    """A policy's no, with the sentence the person reads."""

    reason: str
