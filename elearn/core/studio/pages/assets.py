"""The pictures and files of a draft, and what they cost a learner to fetch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from elearn.web.forms import Form
from elearn.web.page import Page

from ..models import Draft
from ..queries.files import FileLine
from ..services.assets import DRAWN, Taken, written

GIGABYTE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class AssetItem:
    """A picture or file; `cost` in rupiah for one learner, by the price of mobile data the operator assumes."""

    path: str
    media_type: str
    size: int
    cost: float

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def can_shrink(self) -> bool:
        return self.media_type in DRAWN and self.media_type != "image/gif"

    @property
    def is_heavy(self) -> bool:
        """Sound and film: worth a second thought."""
        return self.media_type.startswith(("audio/", "video/"))

    @property
    def written(self) -> str:
        """How a text names it."""
        return written(self.path, self.media_type)


@dataclass(frozen=True, slots=True)
class AssetsPage(Page):
    """`price` in rupiah per gigabyte."""

    template: ClassVar[str] = "studio/assets.html"
    draft: Draft
    items: tuple[AssetItem, ...]
    price: int
    form: Form

    @property
    def size(self) -> int:
        return sum(item.size for item in self.items)

    @property
    def cost(self) -> float:
        return sum(item.cost for item in self.items)


def asset_items(lines: Sequence[FileLine], price: int) -> tuple[AssetItem, ...]:
    return tuple(
        AssetItem(line.path, line.media_type, line.size, line.size * price / GIGABYTE)
        for line in lines
        if line.digest is not None
    )


@dataclass(frozen=True, slots=True)
class TakenPart(Page):
    """Said below the editor after a file was dropped in."""

    template: ClassVar[str] = "studio/_taken.html"
    taken: Taken
    cost: float
