"""Finds plugins, checks them, puts them in order; one that fails a check is refused with one clear sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

from elearn.kernel.db import Base
from elearn.kernel.history import History

ENTRY_POINTS = "elearn.plugins"
SPEAKS = 1
"""The version of the doors. A plugin that speaks another one is refused."""

NAME = re.compile(r"[a-z][a-z0-9_]{2,30}")
"""What a plugin may be called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """How a guest presents itself: `plugin = Plugin(name=…, title=…, hooks=hooks)` in its package.

    `name` is also its table prefix, blueprint, template folder and permission prefix; `requires` names other
    plugins that must be open before it; `speaks` is the version of the doors it was written for.
    """

    name: str
    title: str
    hooks: ModuleType
    requires: tuple[str, ...] = ()
    speaks: int = SPEAKS

    @property
    def folder(self) -> Path:
        return Path(str(self.hooks.__file__)).parent

    @property
    def history(self) -> History | None:
        """The plugin's own migrations; None when it keeps no tables."""
        folder = self.folder / "migrations"
        return History(self.name, folder, (f"{self.name}_",)) if folder.is_dir() else None


@dataclass(frozen=True, slots=True)
class RefusedPlugin:
    """A plugin the house opened without, and why."""

    name: str
    reason: str


def discover(wanted: tuple[str, ...] | None) -> tuple[list[Plugin], list[RefusedPlugin]]:
    """Loads the plugins behind the entry points: all of them, or those `wanted`, in that order."""
    points = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    names = sorted(points) if wanted is None else list(wanted)
    found: list[Plugin] = []
    refused: list[RefusedPlugin] = []
    for name in names:
        if name not in points:
            refused.append(
                RefusedPlugin(
                    name, f"Plugin “{name}” tidak terpasang. Pasang paketnya, atau hapus dari ELEARN_PLUGINS."
                )
            )
            continue
        try:
            plugin = points[name].load()
        except Exception as error:  # whatever a guest's import raises, the house opens without it
            refused.append(RefusedPlugin(name, f"Plugin “{name}” gagal dimuat: {type(error).__name__}: {error}"))
            continue
        found.append(plugin)
    return found, refused


def admit(
    found: Iterable[Plugin],
    *,
    reserved: Collection[str] = (),
    welcome: Callable[[Plugin], str | None] = lambda plugin: None,
) -> tuple[list[Plugin], list[RefusedPlugin]]:
    """Checks each plugin and sorts them so that each stands after what it requires.

    `reserved` are names of the house's own; `welcome`, asked last, registers a plugin or says why it cannot.
    """
    admitted: dict[str, Plugin] = {}
    refused: list[RefusedPlugin] = []
    waiting = list(found)
    names = {plugin.name for plugin in waiting}
    while waiting:
        ready = [plugin for plugin in waiting if set(plugin.requires) <= admitted.keys()] or waiting
        for plugin in ready:
            waiting.remove(plugin)
            reason = _fault(plugin, admitted, names, reserved) or welcome(plugin)
            if reason is None:
                admitted[plugin.name] = plugin
            else:
                refused.append(RefusedPlugin(plugin.name, reason))
    return list(admitted.values()), refused


def _fault(
    plugin: Plugin, admitted: Mapping[str, Plugin], names: Collection[str], reserved: Collection[str]
) -> str | None:
    """The first check the plugin fails, as a sentence; None when it passes all."""
    if not NAME.fullmatch(plugin.name):
        return f"Nama plugin “{plugin.name}” harus huruf kecil, angka, dan garis bawah (3–31 huruf)."
    if plugin.name in reserved:
        return f"Nama plugin “{plugin.name}” sudah dipakai elearn sendiri."
    if plugin.name in admitted:
        return f"Nama plugin “{plugin.name}” sudah dipakai plugin lain."
    if plugin.speaks != SPEAKS:
        return f"Plugin “{plugin.name}” ditulis untuk pintu versi {plugin.speaks}, sedangkan elearn ini versi {SPEAKS}."
    missing = [name for name in plugin.requires if name not in admitted]
    if missing:
        hint = "saling membutuhkan" if set(missing) <= set(names) else "tidak terpasang atau ditolak"
        return f"Plugin “{plugin.name}” membutuhkan {', '.join(missing)}, yang {hint}."
    return _table_fault(plugin) or _template_fault(plugin) or _claim_fault(plugin)


def _table_fault(plugin: Plugin) -> str | None:
    package = plugin.hooks.__name__.rpartition(".")[0]
    for mapper in Base.registry.mappers:
        owned = mapper.class_.__module__.startswith(f"{package}.")
        if owned and not str(mapper.local_table).startswith(f"{plugin.name}_"):
            return f"Tabel “{mapper.local_table}” milik plugin “{plugin.name}” harus berawalan “{plugin.name}_”."
    return None


def _template_fault(plugin: Plugin) -> str | None:
    folder = plugin.folder / "templates"
    strangers = [path.name for path in sorted(folder.iterdir()) if path.name != plugin.name] if folder.is_dir() else []
    if strangers:
        return f"Templat plugin “{plugin.name}” harus berada di templates/{plugin.name}/, bukan {', '.join(strangers)}."
    return None


def _claim_fault(plugin: Plugin) -> str | None:
    """A blueprint or a permission that does not bear the plugin's name, or that cannot even be asked for."""
    try:
        strangers = [each.name for each in _brought(plugin, "blueprints") if each.name != plugin.name]
        strangers += [
            each.name for each in _brought(plugin, "permissions") if not each.name.startswith(f"{plugin.name}:")
        ]
    except Exception as error:  # whatever a guest's code raises, the house opens without it
        return f"Plugin “{plugin.name}” gagal menyebutkan halaman dan izinnya: {type(error).__name__}: {error}"
    if strangers:
        return f"Halaman dan izin plugin “{plugin.name}” harus bernama “{plugin.name}”, bukan {', '.join(strangers)}."
    return None


def _brought(plugin: Plugin, noun: str) -> Sequence[Any]:
    found: Callable[[], Sequence[Any]] | None = getattr(plugin.hooks, noun, None)
    return found() if found else ()
