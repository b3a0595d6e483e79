"""500 letters in one run: to the parents of 500 pupils, each with its facts, printed as PDF/A and kept."""

import datetime as dt
import time

import time_machine
from django.utils import timezone

from bench import data
from bench.__main__ import YEAR, report
from leerrecht.access.principal import principal_of
from leerrecht.letters.domain import making, start_run
from leerrecht.letters.models import HouseStyle, Letter
from leerrecht.people.models import Contact, Pupil

LETTERS = 500
LIMIT = 30.0


def run() -> None:
    school = data.make_school(year=YEAR, pupils=LETTERS, number="900007")
    user = data.make_user(school=school, role="directeur", username="brief", password="een lange zin")
    HouseStyle.objects.create(organisation_id=school.pk, phone="09 000 00 00", email="school@voorbeeld.be")
    pupils = list(Pupil.objects.filter(enrolments__school=school).values_list("pk", flat=True))
    Contact.objects.bulk_create(
        [Contact(pupil_id=pk, name=f"Ouder {pk}", legal_role="ouder", email=f"ouder{pk}@voorbeeld.be") for pk in pupils]
    )
    with time_machine.travel(dt.date(YEAR, 11, 20), tick=True):
        by = principal_of(user_id=user.pk, name=user.username, on=timezone.localdate())
        values = {
            "gesprek_datum": dt.date(YEAR, 11, 27), "gesprek_uur": dt.time(16, 30), "gesprek_plaats": "het onthaal",
            "gesprek_met": "de leerlingenbegeleider",
        }  # fmt: skip
        waiting = start_run(by=by, house=school, key="uitnodiging-gesprek", pupil_ids=pupils, values=values)
        begin = time.perf_counter()
        making.work(str(waiting.pk))
        seconds = time.perf_counter() - begin
    made = Letter.objects.filter(run=waiting).count()
    if made != LETTERS:
        raise SystemExit(f"{made} letters of {LETTERS}")
    report("letters.500", seconds, "s", limit="< 30 s", holds=seconds < LIMIT)
