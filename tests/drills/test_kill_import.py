"""An import that is killed halfway leaves nothing behind, and can simply be started again."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from leerrecht import law
from leerrecht.attendance.models import HalfDay
from leerrecht.exchange.domain.block import BlockLine, write_blocks
from leerrecht.exchange.models import ImportRun
from leerrecht.facts.models import Change
from tests.exchange.conftest import enrolled
from tests.factories import BoardFactory, SchoolFactory

pytestmark = [
    pytest.mark.drill,
    pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS),
]
PUPILS = 400


def _environment():
    given = connection.settings_dict
    conninfo = make_conninfo(
        dbname=given["NAME"],
        user=given["USER"] or None,
        password=given["PASSWORD"] or None,
        host=given["HOST"] or None,
        port=given["PORT"] or None,
    )  # fmt: skip
    return {**os.environ, "DATABASE_URL": conninfo}


def _marks():
    """A year in which every pupil is ill on every half-day."""
    days = (date(2025, 9, 1) + timedelta(days=offset) for offset in range(303))
    halves = [(day, moment) for day in days for moment, part in ((1, "vm"), (6, "nm")) if not law.why_free(day, part)]
    return [BlockLine(day, moment, "D", f"{number:010d}") for day, moment in halves for number in range(PUPILS)]


def test_import_killed_halfway_keeps_nothing_and_succeeds_when_run_again(tmp_path):
    school = SchoolFactory.create(board=BoardFactory.create(name="Groot"))
    for number in range(PUPILS):
        enrolled(school, number, school_year=2025, period=(date(2025, 9, 1), date(2026, 9, 1)))
    Change.objects.all().delete()
    marks = _marks()
    path = tmp_path / "afwezigheden.txt"
    path.write_text("".join(write_blocks(marks)), newline="")
    command = [sys.executable, "-m", "leerrecht", "import", "afwezigheden", path, "--bestuur", "Groot", "--json"]
    process = subprocess.Popen([*command, "--voortgang"], env=_environment(), stderr=subprocess.PIPE, text=True)
    # The bar passes 60 % when the first half-days are about to be written, 64 % and more when some are.
    seen = next(line for line in process.stderr if "opnemen" in line and " 60%" not in line)
    process.kill()
    process.communicate()
    assert "100%" not in seen
    assert process.returncode == -9
    assert (HalfDay.objects.count(), Change.objects.count(), ImportRun.objects.count()) == (0, 0, 0)

    again = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=True)
    told = json.loads(again.stdout)
    assert (told["gelezen"], told["opgenomen"], HalfDay.objects.count()) == (len(marks),) * 3
