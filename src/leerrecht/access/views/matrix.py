"""The matrix of who may do and read what, as the classes say it."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from leerrecht.access import acts
from leerrecht.access.compartments import COMPARTMENTS, Compartment
from leerrecht.access.requests import SignedRequest
from leerrecht.access.roles import ROLES, Reach, Role

REACHES = {
    Reach.CLASSES: "de leerlingen van de eigen klassen, zolang het die klassen zijn",
    Reach.SCHOOL: "de leerlingen van de school",
    Reach.SERVED: "de leerlingen van de scholen die het CLB begeleidt",
    Reach.NONE: "geen leerling uit de functie zelf",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a role may in a compartment: by itself, and by a grant for one case."""

    reads: bool
    writes: bool
    by_grant: bool


@dataclass(frozen=True, slots=True)
class Row:
    role: type[Role]
    reach: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ActRow:
    name: str
    allowed: tuple[bool, ...]


def compartment_rows() -> list[Row]:
    """A row a role: which compartments it reads, writes, or may be given for one case."""
    return [
        Row(
            role,
            REACHES[role.reach] if role.by_membership else "zichzelf, of het eigen kind",
            tuple(
                Cell(key in role.compartments, key in role.writes, key in role.grantable - role.compartments)
                for key in COMPARTMENTS
            ),
        )
        for role in ROLES.values()
    ]


def act_rows() -> list[ActRow]:
    """A row an act: which roles it is in."""
    return [ActRow(name, tuple(act in role.acts for role in ROLES.values())) for act, name in acts.NAMES.items()]


@login_required
@require_GET
def matrix(request: SignedRequest) -> HttpResponse:
    """Who may do and read what. It holds nothing of anybody, so whoever signed in may know it."""
    compartments: list[type[Compartment]] = list(COMPARTMENTS.values())
    return render(
        request,
        "access/matrix.html",
        {
            "compartments": [
                {"key": one.key, "name": one.name, "sentence": one.sentence, "readers": one.readers}
                for one in compartments
            ],
            "rows": [
                {"name": row.role.name, "sentence": row.role.sentence, "reach": row.reach, "cells": row.cells}
                for row in compartment_rows()
            ],
            "act_rows": act_rows(),
        },
    )
