"""Roles, compartments and acts, and the pages that show them."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from leerrecht.access import acts
from leerrecht.access.compartments import COMPARTMENTS, SECRET, name_of
from leerrecht.access.matrix import Cell, act_rows, compartment_rows, page
from leerrecht.access.roles import ROLES, Reach
from tests.access.conftest import drawn_for
from tests.factories import UserFactory

# The contract, "Who may see what": compartments that a role reads of everybody within its reach.
BY_ROLE = {
    "leerkracht": {"team"},
    "secretariaat": {"attest"},
    "begeleider": {"team", "zorg", "gedeeld", "attest"},
    "directeur": {"team", "zorg", "gedeeld", "tucht", "attest"},
    "clbarts": {"medisch"},
    "leerling": {"gedeeld", "tucht", "leerling", "attest"},
    "ouder": {"gedeeld", "tucht", "attest"},
}


def test_roles_read_what_the_contract_says_and_all_others_nothing():
    assert {key: set(role.compartments) for key, role in ROLES.items() if role.compartments} == BY_ROLE


def test_roles_without_reach_of_pupils_read_nothing_by_themselves():
    assert [
        key for key, role in ROLES.items() if role.reach is Reach.NONE and role.by_membership and role.compartments
    ] == []


def test_whatever_a_role_writes_it_reads():
    assert [key for key, role in ROLES.items() if not role.writes <= role.compartments] == []


def test_school_is_never_given_what_falls_under_secrecy():
    given = {key: set(role.grantable & SECRET) for key, role in ROLES.items() if role.organisation_kind == "school"}
    assert {key: found for key, found in given.items() if found} == {"vertrouwenspersoon": {"leerling"}}


def test_every_act_has_a_name_and_every_name_an_act():
    constants = {value for name, value in vars(acts).items() if name.isupper() and isinstance(value, str)}
    assert constants == set(acts.NAMES)
    assert {act for role in ROLES.values() for act in role.acts} <= constants


def test_matrix_has_a_row_for_each_role_and_act():
    assert [row.role.key for row in compartment_rows()] == list(ROLES)
    assert {len(row.cells) for row in compartment_rows()} == {len(COMPARTMENTS)}
    assert [row.name for row in act_rows()] == list(acts.NAMES.values())


@pytest.mark.django_db
def test_page_shows_every_compartment_role_and_act():
    client = Client()
    client.force_login(UserFactory.create())
    text = client.get(reverse("access-matrix")).content.decode()
    shown = [one.name for one in COMPARTMENTS.values()] + [role.name for role in ROLES.values()]
    assert [name for name in [*shown, *acts.NAMES.values()] if name not in text] == []


@pytest.mark.django_db
def test_page_gets_the_words_of_the_classes():
    client = Client()
    user = UserFactory.create()
    client.force_login(user)
    page = client.get(reverse("access-matrix"))
    assert drawn_for(page) == user.username
    assert page.context["compartments"] == [
        {"key": key, "name": one.name, "sentence": one.sentence, "readers": one.readers}
        for key, one in COMPARTMENTS.items()
    ]
    assert page.context["rows"] == [
        {"name": row.role.name, "sentence": row.role.sentence, "reach": row.reach, "cells": row.cells}
        for row in compartment_rows()
    ]
    assert page.context["act_rows"] == act_rows()


def test_cell_says_what_comes_from_the_role_and_what_from_a_grant():
    keys = list(COMPARTMENTS)
    cells = {row.role.key: dict(zip(keys, row.cells, strict=True)) for row in compartment_rows()}
    assert [cells["leerkracht"][key] for key in ("team", "zorg", "clb")] == [
        Cell(reads=True, writes=True, by_grant=False),
        Cell(reads=False, writes=False, by_grant=True),
        Cell(reads=False, writes=False, by_grant=False),
    ]
    assert cells["ouder"]["gedeeld"] == Cell(reads=True, writes=False, by_grant=False)


def test_name_of_a_compartment_is_that_of_its_class():
    assert [name_of(key) for key in ("zorg", "leerling")] == ["zorgdossier van de school", "in vertrouwen gezegd"]


def test_matrix_in_the_docs_is_that_of_the_classes():
    docs = Path(__file__).parent.parent.parent / "docs" / "access" / "README.md"
    assert docs.read_text() == page(), "the matrix changed: run `make docs`"


def test_matrix_in_the_docs_names_every_compartment_role_and_act():
    shown = [one.name for one in COMPARTMENTS.values()] + [role.name for role in ROLES.values()]
    assert [name for name in [*shown, *acts.NAMES.values()] if name not in page()] == []
    assert "| leerkracht | **leest, schrijft** | *met toegang* |" in page()
