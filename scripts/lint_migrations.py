"""Migrations that a version of before could not live with are explained, or not made (``make check``).

Each explanation stands in ``scripts/migrations_explained.json``: what the linter says, and why it does no harm. The
first migration of a room makes its own tables, so nothing of before can meet it; those are not looked at.
"""

import json
import os
import sys
from pathlib import Path

EXPLAINED = Path(__file__).parent / "migrations_explained.json"


def found() -> dict[str, list[str]]:
    """What the linter finds in the migrations of our rooms: as ``room.migration`` with its words."""
    from django.apps import apps
    from django_migration_linter import MigrationLinter
    from django_migration_linter.sql_analyser import analyse_sql_statements

    rooms = {config.label for config in apps.get_app_configs() if config.name.startswith("leerrecht.")}
    linter = MigrationLinter(None, no_cache=True, no_output=True, analyser_string="postgresql")
    problems: dict[str, list[str]] = {}
    for (room, name), migration in sorted(linter.migration_loader.disk_migrations.items()):
        if room not in rooms or migration.initial or name.startswith("0001_"):
            continue
        errors, _ignored, _warnings = analyse_sql_statements(
            linter.sql_analyser_class, linter.get_sql(room, name), linter.exclude_migration_tests
        )
        if errors:
            problems[f"{room}.{name}"] = sorted({each.code for each in errors})
    return problems


def main() -> int:
    """Exit code 1 where something is not explained, or an explanation is of nothing."""
    os.environ.setdefault("LEERRECHT_HOME", str(Path(__file__).parent.parent / "var" / "test"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerrecht.config.settings")
    from leerrecht.config.embedded import ensure_database

    ensure_database()
    import django

    django.setup()
    explained = json.loads(EXPLAINED.read_text())
    problems = found()
    wrong = [f"{name}: {', '.join(codes)}" for name, codes in problems.items() if codes != explained.get(name, [[]])[0]]
    wrong += [f"{name}: explained, but the linter finds nothing" for name in sorted(set(explained) - set(problems))]
    for line in wrong:
        sys.stdout.write(f"{line}\n")
    if wrong:
        sys.stdout.write("Expand first, contract in a later release: docs/decisions/1006-watching-and-upgrades.md\n")
    else:
        sys.stdout.write(f"{len(problems)} migrations are explained; no other would hinder the version of before.\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
