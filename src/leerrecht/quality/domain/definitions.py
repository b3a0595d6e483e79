"""What comes along as data: the norms of the self-audit, the survey, and what an agreement with the CLB is about.

A round, a survey and a version keep the part that they used, so that a later release changes nothing of them.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from leerrecht.law.begeleiding import DOMEINEN, FASEN
from leerrecht.quality.models import WHOLE

DELIVERED = Path(__file__).resolve().parent.parent / "delivered"
KINDS = {
    "decreet": _("verplicht door het decreet"),
    "beleid": _("lijn van de overheid"),
    "audit": _("vraag van de auditors"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the grid, or the policy as a whole (without domain and phase)."""

    key: str
    domain: str = ""
    phase: int | None = None

    @property
    def name(self) -> str:
        if self.phase is None:
            return str(_("het beleid als geheel"))
        return f"{DOMEINEN[self.domain]}: {FASEN[self.phase]}"

    @property
    def title(self) -> str:
        return self.name[0].upper() + self.name[1:]


@cache
def places() -> Mapping[str, Place]:
    """The policy as a whole, then sixteen cells, a domain after the other."""
    cells = [Place(f"{domain}-{phase}", domain, phase) for domain in DOMEINEN for phase in FASEN]
    return {place.key: place for place in (Place(WHOLE), *cells)}


@dataclass(frozen=True, slots=True)
class Norm:
    code: str
    place: str
    kind: str
    text: str
    source: str

    @property
    def kind_name(self) -> str:
        return str(KINDS[self.kind])


@cache
def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((DELIVERED / f"{name}.toml").read_text(encoding="utf-8"))


def norms_for(level: str) -> dict[str, Any]:
    """The norms for a school of that level, as a round keeps them."""
    raw = _read("normen")
    return {
        "version": raw["versie"], "since": raw["vanaf"].isoformat(), "source": raw["bron"],
        "domains": dict(raw["domeinen"]), "phases": dict(raw["fasen"]),
        "norms": [
            {
                "code": one["code"], "place": one["vak"], "kind": one["soort"], "text": one["tekst"],
                "source": one["bron"],
            }
            for one in raw["norm"]
            if one.get("niveau", level) == level
        ],
    }  # fmt: skip


def norms_at(kept: Mapping[str, Any], place: str) -> list[Norm]:
    """The norms of one cell, of those that a round keeps."""
    return [Norm(**one) for one in kept["norms"] if one["place"] == place]


def survey_content() -> dict[str, Any]:
    """The survey, as one that is opened keeps it."""
    raw = _read("klimaat")
    return {
        "version": raw["versie"], "since": raw["vanaf"].isoformat(), "source": raw["bron"],
        "scale": list(raw["schaal"]), "middle": raw["midden"],
        "axes": {key: dict(one) for key, one in raw["assen"].items()},
        "climates": {key: dict(one) for key, one in raw["klimaten"].items()},
        "items": [
            {
                "code": one["code"], "axis": one["as"], "reversed": one.get("omgekeerd", False),
                "leerlingen": one["leerlingen"], "personeel": one["personeel"],
            }
            for one in raw["zin"]
        ],
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that school and CLB agree on; ``proposal`` is where one may begin."""

    code: str
    name: str
    required: bool
    proposal: str


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    fields: tuple[Field, ...]


@cache
def cooperation_parts() -> tuple[Part, ...]:
    return tuple(
        Part(
            part["titel"],
            tuple(Field(one["code"], one["naam"], one.get("nodig", False), one["tekst"]) for one in part["velden"]),
        )
        for part in _read("samenwerking")["deel"]
    )


def cooperation_fields() -> Iterator[Field]:
    for part in cooperation_parts():
        yield from part.fields
