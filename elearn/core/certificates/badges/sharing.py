"""Where a holder may carry a certificate themselves: links that the operator set, filled with public facts only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from ..claims import Claims
from ..rules import local_time, verify_url
from .credential import badge_url


@dataclass(frozen=True, slots=True)
class ShareLink:
    """The name of a service and the address that takes this certificate there."""

    name: str
    url: str


def share_links(claims: Claims, address: str, links: Sequence[str]) -> tuple[ShareLink, ...]:
    """The setting `share_links` for one certificate; `address` is the installation's. Nobody's name is in it."""
    issued = local_time(claims.issued_at, claims.zone)
    facts = {
        "title": claims.training.title,
        "number": claims.number,
        "agency": claims.holder.agency,
        "year": str(issued.year),
        "month": str(issued.month),
        "page": verify_url(address, claims.code),
        "badge": badge_url(address, claims.code),
    }
    quoted = {name: quote(fact, safe="") for name, fact in facts.items()}
    parts = (link.partition("=") for link in links)
    return tuple(ShareLink(name.strip(), url.format_map(quoted)) for name, _, url in parts)
