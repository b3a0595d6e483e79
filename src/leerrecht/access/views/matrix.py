"""The page of who may do and read what."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from leerrecht.access.compartments import COMPARTMENTS, Compartment
from leerrecht.access.matrix import act_rows, compartment_rows
from leerrecht.access.requests import SignedRequest


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
