"""The house itself: floors, sizes, migrations."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

SOURCE = Path(__file__).parent.parent / "src" / "leerrecht"
ROOT = SOURCE.parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
# From the top down, as import-linter holds them.
LAYERS = [[room.removeprefix("leerrecht.") for room in floor.split(" | ")] for floor in CONTRACTS[0]["layers"]]
# Django has an app of its own called forms.
FLOORS = [{"school_forms" if room == "forms" else room for room in floor} for floor in reversed(LAYERS)]


def _floor(label: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if label in rooms)


def test_foreign_keys_point_downward_or_stay_in_the_room():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model.__module__.startswith("leerrecht.")
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model.__module__.startswith("leerrecht.")
        if model._meta.app_label != field.related_model._meta.app_label
        and _floor(model._meta.app_label) <= _floor(field.related_model._meta.app_label)
    ]
    assert upward == []


def test_picture_of_the_rooms_shows_the_floors_that_hold():
    drawn = re.findall(r'font-weight="bold"[^>]*>([^<]*)<', (ROOT / "docs" / "developer" / "rooms.svg").read_text())
    assert [row.split(" · ") for row in drawn] == LAYERS


def test_modules_stay_under_600_lines():
    assert [str(path) for path in SOURCE.rglob("*.py") if len(path.read_text().splitlines()) > 600] == []


def test_functions_stay_under_60_lines():
    long = [
        f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}"
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 60
    ]
    assert long == []


@pytest.mark.django_db
def test_migrations_match_the_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_moments_are_told_as_the_day_that_they_are_here():
    # The database gives them in UTC, which is yesterday for an hour or two of each night.
    told = re.compile(r"_at:%|date_format\([\w.]+_at\b|_at\.date\(\)")
    found = [str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if told.search(path.read_text())]
    assert found == []


# Of somebody's own sign-in, beneath the policy: no record of a pupil is near.
BENEATH_THE_POLICY = {"access/views/accounts.py", "access/views/recoveries.py", "access/views/second_step.py"}


def test_views_read_through_queries_that_begin_with_the_policy():
    views = [path for path in SOURCE.rglob("*.py") if path.stem == "views" or path.parent.name == "views"]
    managers = {"objects", "_default_manager", "_base_manager"}
    found = {
        str(path.relative_to(SOURCE))
        for path in views
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in managers
    }
    assert (len(views) > 40, found) == (True, BENEATH_THE_POLICY)


# The web process, with every address, every view and form, and every template tag.
_WEB = """
import importlib, json, sys
import leerrecht.config.wsgi
from django.template import engines
from django.urls import URLResolver, get_resolver
def walk(resolver):
    for entry in resolver.url_patterns:
        walk(entry) if isinstance(entry, URLResolver) else entry.callback
walk(get_resolver())
engines.all()[0].engine.template_libraries
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
print(json.dumps([name for name in ("numpy", "ibis", "duckdb", "pyarrow", "pyspark") if name in sys.modules]))
"""


def test_web_process_imports_nothing_that_computes():
    """What computes takes a hundred megabytes and a second: it is for jobs and commands, which import it themselves."""
    rooms = [path for path in SOURCE.rglob("*.py") if {"views", "interfaces"} & {*path.parts, path.stem}]
    names = [".".join(["leerrecht", *path.relative_to(SOURCE).with_suffix("").parts]) for path in rooms]
    command = [sys.executable, "-c", _WEB, json.dumps([name for name in names if not name.endswith("__init__")])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (len(names) > 100, json.loads(done.stdout.splitlines()[-1])) == (True, [])
