"""Which people, places, props and icons are drawn. The drawings themselves are the list.

A new character is a line of `cast.yaml`, a new place or prop a file: nothing else names them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

STATIC = Path(__file__).resolve().parents[1] / "static"
PLAYER = STATIC / "js" / "player"
CAST = Path(__file__).with_name("cast.yaml")


@dataclass(frozen=True)
class Drawings:
    # How everybody of the cast looks, as the rig takes it.
    looks: Mapping[str, Mapping[str, Any]]
    places: frozenset[str]
    props: frozenset[str]
    icons: frozenset[str]

    @property
    def people(self) -> frozenset[str]:
        return frozenset(self.looks)


@cache
def drawings() -> Drawings:
    return Drawings(
        looks=_looks(),
        places=_files("places"),
        props=_files("props"),
        icons=_names(STATIC / "icons" / "ui.svg", r'id="([a-z0-9-]+)"'),
    )


def _looks() -> dict[str, dict[str, Any]]:
    """With a number each: breathing and blinking differ from person to person."""
    people = yaml.safe_load(CAST.read_text("utf-8"))["people"]
    return {name: {**look, "seed": number} for number, (name, look) in enumerate(people.items(), 1)}


def wardrobe_of(looks: Iterable[Mapping[str, Any]]) -> list[str]:
    """Parts of the rig that only some people need."""
    known = list(looks)
    parts = {
        "wardrobe": any(look.get("age") == "adult" for look in known),
        "wheelchair": any("wheelchair" in look for look in known),
    }
    puppets = dict.fromkeys(look["puppet"] for look in known if "puppet" in look)
    return [*(name for name, is_needed in parts.items() if is_needed), *puppets]


def _files(folder: str) -> frozenset[str]:
    return frozenset(path.stem for path in (PLAYER / folder).glob("*.js"))


def _names(file: Path, pattern: str) -> frozenset[str]:
    return frozenset(re.findall(pattern, file.read_text("utf-8"), re.MULTILINE))


_IMPORT = re.compile(r"""^(?:import|export) .*?from "(\.[^"]+)";$""", re.MULTILINE)


def modules_of(names: Iterable[str]) -> list[str]:
    """Files of the player: these, and whatever they import."""
    found: dict[str, None] = {}
    waiting = [PLAYER / f"{name}.js" for name in names]
    while waiting:
        path = waiting.pop(0)
        name = path.relative_to(PLAYER).as_posix()
        if name not in found:
            found[name] = None
            waiting += [one for one in _imports(path) if one.is_relative_to(PLAYER)]
    return list(found)


@cache
def _imports(path: Path) -> list[Path]:
    named = _IMPORT.findall(path.read_text("utf-8"))
    return [(path.parent / name).resolve() for name in named]
