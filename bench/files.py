"""A file of 500 entries: server time and queries of the guidance page and of the page of the pupil."""

import datetime as dt
import time

import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import leerrecht.config.wsgi  # noqa: F401 - with the settings of the collector that a server has
from bench import data, load
from bench.__main__ import YEAR, report
from leerrecht.duties.domain.recompute import recompute
from leerrecht.guidance.models import Begeleidingsdossier, Entry, Kind, Plan
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil

ENTRIES = 400
ALONE = 100
ROUNDS = 60
MILLISECONDS = 200
QUERIES = 25
TODAY = dt.date(YEAR, 11, 20)
# Pages of the file: its first, one from the middle, and one that is narrowed.
PAGES = {
    "file.first": ("guidance", {}),
    "file.middle": ("guidance", {"pagina": "10"}),
    "file.narrowed": ("guidance", {"soort": "gesprek", "vak": "zorg"}),
    "file.pupil": ("pupil", {}),
}


def run() -> None:
    school = data.make_school(year=YEAR, pupils=1200, number="900008", analyze=False)
    user = data.make_user(school=school, role="directeur", username="dossier", password="een lange zin")
    pupils = list(Pupil.objects.filter(enrolments__school=school).order_by("pk")[:60])
    with time_machine.travel(f"{TODAY}T09:00:00+01:00", tick=True):
        for number, pupil in enumerate(pupils):
            _fill(school, pupil, share=1 if number == 0 else 10)
        recompute([pupil.pk for pupil in pupils], TODAY).raise_refused()
        with connection.cursor() as cursor:
            cursor.execute("SELECT wall_statistics()")
        browser = Client()
        browser.force_login(user)
        for name, (address, query) in PAGES.items():
            measure(browser, name, reverse(address, args=[pupils[0].pk]), query)


def _fill(school: School, pupil: Pupil, *, share: int) -> None:
    """The file of one pupil, entries with a text and texts that stand alone; of the others a part of that."""
    texts = [_note(school, pupil, number) for number in range((ENTRIES + ALONE) // share)]
    Aantekening.objects.bulk_create(texts)
    kinds = (Kind.TALK, Kind.OBSERVATION, Kind.MEASURE, Kind.WORDS, Kind.STRENGTH, Kind.CONCERN)
    Entry.objects.bulk_create(
        Entry(
            pupil=pupil, organisation_id=school.pk, compartment=text.compartment, written_by="An Peeters",
            written_at=text.written_at, kind=kinds[number % len(kinds)], on=timezone.localdate(text.written_at),
            fase=number % 4, domain="leren", note=text,
        )
        for number, text in enumerate(texts[: ENTRIES // share])
    )  # fmt: skip
    place = {"pupil": pupil, "organisation_id": school.pk, "compartment": "gedeeld", "written_by": "An Peeters"}
    Begeleidingsdossier.objects.create(**place, opened_on=dt.date(YEAR, 9, 15), opening="hand")
    for month in (9, 10, 11):
        begins_on = dt.date(YEAR, month, 1)
        Plan.objects.create(
            **place, kind="zorg", begins_on=begins_on, weeks=4, evaluate_on=begins_on + dt.timedelta(weeks=4)
        )


def _note(school: School, pupil: Pupil, number: int) -> Aantekening:
    return Aantekening(
        pupil=pupil, organisation_id=school.pk, compartment=("team", "zorg", "gedeeld")[number % 3],
        title=f"Gesprek {number}", text="We spraken over wat lukt en wat niet. " * 8, written_by="An Peeters",
        written_at=timezone.now() - dt.timedelta(hours=3 * number),
    )  # fmt: skip


def measure(browser: Client, name: str, address: str, query: dict[str, str], *, queries: int = QUERIES) -> None:
    """Report the p95 of a page and how many queries it asks, against their limits."""
    result = load.Result()
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(address, query)
        count = len(asked)
    if answer.status_code != 200:
        raise SystemExit(f"{name} answers {answer.status_code}")
    for _round in range(ROUNDS):
        begin = time.perf_counter()
        browser.get(address, query)
        result.times.append(time.perf_counter() - begin)
    p95 = result.percentile(0.95) * 1000
    report(f"{name}.p95", p95, "ms", limit=f"< {MILLISECONDS} ms", holds=p95 < MILLISECONDS)
    report(f"{name}.queries", count, "queries", limit=f"<= {queries}", holds=count <= queries)
