"""A plugin that fails a check is refused with one clear sentence, and the house opens without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from flask import Blueprint

from elearn.app import open_house
from elearn.config import Settings
from elearn.hooks.guests import Plugin, RefusedPlugin, admit, discover
from elearn.hooks.markers import hookimpl
from elearn.kernel.permissions import Permission


def plugin(name: str, *requires: str, speaks: int = 1, folder: str = "/nowhere") -> Plugin:
    hooks = ModuleType(f"{name}.hooks")
    hooks.__file__ = f"{folder}/hooks.py"
    return Plugin(name=name, title=name.title(), hooks=hooks, requires=requires, speaks=speaks)


def reasons(*plugins: Plugin) -> list[str]:
    return [refused.reason for refused in admit(plugins)[1]]


def bringing(name: str, **functions: Callable[..., object]) -> Plugin:
    """A plugin whose hooks are these functions."""
    made = plugin(name)
    for hook, function in functions.items():
        setattr(made.hooks, hook, hookimpl(function))
    return made


def refused_by_house(folder: Path, guest: Plugin) -> list[str]:
    """Why the house opened without `guest`."""
    house = open_house(Settings(home=folder), guests=[guest])
    house.close()
    assert house.plugins == ()
    return [refused.reason for refused in house.refused]


def test_plugins_stand_after_what_they_require() -> None:
    opened, refused = admit([plugin("ccc", "bbb"), plugin("bbb", "aaa"), plugin("aaa")])

    assert ([p.name for p in opened], refused) == (["aaa", "bbb", "ccc"], [])


def test_plugin_for_other_doors_is_refused() -> None:
    assert reasons(plugin("survei", speaks=2)) == [
        "Plugin “survei” ditulis untuk pintu versi 2, sedangkan elearn ini versi 1."
    ]


def test_plugin_without_what_it_requires_is_refused() -> None:
    assert reasons(plugin("survei", "forum")) == [
        "Plugin “survei” membutuhkan forum, yang tidak terpasang atau ditolak."
    ]


def test_plugins_in_a_circle_are_refused() -> None:
    assert reasons(plugin("aaa", "bbb"), plugin("bbb", "aaa")) == [
        "Plugin “aaa” membutuhkan bbb, yang saling membutuhkan.",
        "Plugin “bbb” membutuhkan aaa, yang saling membutuhkan.",
    ]


def test_name_taken_twice_is_refused() -> None:
    assert reasons(plugin("survei"), plugin("survei")) == ["Nama plugin “survei” sudah dipakai plugin lain."]


def test_templates_outside_the_own_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "templates" / "web").mkdir(parents=True)

    assert reasons(plugin("survei", folder=str(tmp_path))) == [
        "Templat plugin “survei” harus berada di templates/survei/, bukan web."
    ]


def test_plugin_that_is_not_installed_is_named() -> None:
    assert discover(("tidak_ada",))[1] == [
        RefusedPlugin(
            "tidak_ada", "Plugin “tidak_ada” tidak terpasang. Pasang paketnya, atau hapus dari ELEARN_PLUGINS."
        )
    ]


def test_house_opens_without_a_refused_plugin(tmp_path: Path) -> None:
    house = open_house(Settings(home=tmp_path), guests=[plugin("survei", speaks=9)])

    assert ([p.name for p in house.plugins], [r.name for r in house.refused]) == ([], ["survei"])
    house.close()


def test_safe_mode_opens_without_any_plugin(tmp_path: Path) -> None:
    house = open_house(Settings(home=tmp_path, safe_mode=True))

    assert (house.plugins, house.refused) == ((), ())
    house.close()


def test_name_of_a_room_is_refused(tmp_path: Path) -> None:
    assert refused_by_house(tmp_path, plugin("courses")) == ["Nama plugin “courses” sudah dipakai elearn sendiri."]


def test_unknown_hook_costs_only_the_plugin(tmp_path: Path) -> None:
    (reason,) = refused_by_house(tmp_path, bringing("survei", course_completted=lambda work: None))

    assert reason.startswith("Plugin “survei” memakai pintu yang tidak ada: unknown hook 'course_completted'")


def test_unknown_argument_costs_only_the_plugin(tmp_path: Path) -> None:
    (reason,) = refused_by_house(tmp_path, bringing("survei", course_published=lambda work, kursus: None))

    assert reason.startswith("Plugin “survei” memakai pintu yang tidak ada: ")
    assert "{'kursus'}" in reason


def test_pages_under_another_name_are_refused(tmp_path: Path) -> None:
    guest = bringing(
        "survei",
        blueprints=lambda: (Blueprint("web", "web"),),
        permissions=lambda: (Permission("survei:answer:read", "", ()), Permission("courses:course:publish", "", ())),
    )

    assert refused_by_house(tmp_path, guest) == [
        "Halaman dan izin plugin “survei” harus bernama “survei”, bukan web, courses:course:publish."
    ]


def test_plugin_that_cannot_name_its_pages_is_refused(tmp_path: Path) -> None:
    assert refused_by_house(tmp_path, bringing("survei", blueprints=lambda: 1 / 0)) == [
        "Plugin “survei” gagal menyebutkan halaman dan izinnya: ZeroDivisionError: division by zero"
    ]


def test_plugin_that_requires_a_refused_one_is_refused(tmp_path: Path) -> None:
    house = open_house(
        Settings(home=tmp_path), guests=[plugin("aaa", "bbb"), bringing("bbb", course_gone=lambda: None)]
    )
    house.close()

    assert [refused.name for refused in house.refused] == ["bbb", "aaa"]
