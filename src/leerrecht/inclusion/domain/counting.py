"""What each light counts at each school in a school year: numbers, never pupils.

Whoever asks has asked the policy which schools; the counting itself stands for a command that reads the compartments in
which a school keeps its care and its procedures.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from leerrecht.access.compartments import Gedeeld, Team, Tucht, Zorg
from leerrecht.access.principal import command
from leerrecht.access.standing import stand
from leerrecht.discipline.models import Procedure
from leerrecht.discipline.models.procedure import Verdict
from leerrecht.enrolment.models import Enrolment
from leerrecht.guidance.models import Entry, ThuisOpVraag
from leerrecht.guidance.models.file import Kind as EntryKind
from leerrecht.inclusion.lights import EVALUATED_AFTER_DAYS, EXCLUDED, GONE, PART_TIME, REFUSED, UNDONE, WITHOUT
from leerrecht.law.calendar import first_day, last_day
from leerrecht.law.dates import ONE_DAY
from leerrecht.places.models import Refusal
from leerrecht.places.models.refusal import Answer as RefusalAnswer
from leerrecht.places.models.refusal import Way

VAULTS = (Zorg.key, Team.key, Gedeeld.key, Tucht.key)
_Pupils = dict[int, set[int]]


@dataclass(slots=True)
class Counts:
    """Of one school: how many a light counts, and of how many. ``silent`` are refusals without a document.

    Those are told by parents or a CLB, and the school does not read who: only a number of several is shown.
    """

    count: dict[str, int] = field(default_factory=dict)
    of: dict[str, int] = field(default_factory=dict)
    silent: int = 0


def count(school_ids: Collection[int], *, year: int, on: date) -> dict[int, Counts]:
    """The counts of schools up to a day of a school year: six queries, whatever the number of schools."""
    first, until = first_day(year), min(on, last_day(year))
    with stand(command("knipperlichten", on, vaults=VAULTS)):
        here, left = _enrolled(school_ids, year, until)
        home = _pupils(
            ThuisOpVraag.objects.filter(organisation_id__in=school_ids, first__lte=until, last__gte=first)
            .exclude(stopped_on__lt=first)
            .values_list("organisation_id", "pupil_id")
        )
        excluded = _pupils(
            Procedure.objects.filter(
                organisation_id__in=school_ids, verdict=Verdict.TAKEN, first_day__range=(first, until)
            ).values_list("organisation_id", "pupil_id")
        )
        reported = _reported(school_ids, until)
        agreed, waiting, adapted = _adapted(school_ids, first, until)
        formal, silent = _refused(school_ids, year)
    found = {}
    for school in school_ids:
        with_report = reported[school] & (here[school] | left[school])
        one = Counts(silent=silent[school])
        pairs = {
            PART_TIME: (len(home[school]), len(here[school])),
            EXCLUDED: (len(excluded[school]), len(here[school])),
            REFUSED: (formal[school], len(here[school])),
            WITHOUT: (len((with_report & here[school]) - adapted[school]), len(with_report & here[school])),
            UNDONE: (waiting[school], agreed[school]),
            GONE: (len(with_report & left[school]), len(with_report)),
        }
        one.count = {key: number for key, (number, _of) in pairs.items()}
        one.of = {key: of for key, (_number, of) in pairs.items()}
        found[school] = one
    return found


def _pupils(rows: Iterable[tuple[int, int]]) -> _Pupils:
    found: _Pupils = defaultdict(set)
    for school, pupil in rows:
        found[school].add(pupil)
    return found


def _enrolled(school_ids: Collection[int], year: int, until: date) -> tuple[_Pupils, _Pupils]:
    """Who is enrolled on the day, and who was this year and left before it."""
    rows = Enrolment.objects.filter(school_id__in=school_ids, school_year=year, period__startswith__lte=until)
    here: _Pupils = defaultdict(set)
    left: _Pupils = defaultdict(set)
    for school, pupil, period in rows.values_list("school_id", "pupil_id", "period"):
        (here if period.upper is None or period.upper > until else left)[school].add(pupil)
    return here, defaultdict(set, {school: pupils - here[school] for school, pupils in left.items()})


def _reported(school_ids: Collection[int], until: date) -> _Pupils:
    """Pupils with a GC, IAC or OV4 report in the file of the school."""
    rows = Entry.objects.filter(
        organisation_id__in=school_ids, kind=EntryKind.REPORT, on__lte=until, withdrawn_at=None
    ).exclude(report="")
    return _pupils(rows.values_list("organisation_id", "pupil_id"))


def _adapted(school_ids: Collection[int], first: date, until: date) -> tuple[dict[int, int], dict[int, int], _Pupils]:
    """Adaptations agreed this year, those of which nobody said that they happen, and the pupils that have one."""
    rows = Entry.objects.filter(
        organisation_id__in=school_ids, kind=EntryKind.ADAPTATION, on__range=(first, until), withdrawn_at=None
    )
    agreed: dict[int, int] = defaultdict(int)
    waiting: dict[int, int] = defaultdict(int)
    adapted: _Pupils = defaultdict(set)
    for school, pupil, on, due, done in rows.values_list("organisation_id", "pupil_id", "on", "due_on", "done_on"):
        adapted[school].add(pupil)
        agreed[school] += 1
        late = (due or on + timedelta(days=EVALUATED_AFTER_DAYS)) < until + ONE_DAY
        waiting[school] += done is None and late
    return agreed, waiting, adapted


def _refused(school_ids: Collection[int], year: int) -> tuple[dict[int, int], dict[int, int]]:
    """Children whom the school refused with a document, and those of whom others told without one."""
    formal: _Pupils = defaultdict(set)
    silent: _Pupils = defaultdict(set)
    rows = Refusal.objects.filter(school_id__in=school_ids, school_year=year).exclude(
        Q(closed_how=RefusalAnswer.MISTAKE) | Q(closed_how=RefusalAnswer.HERE)
    )
    for school, pupil, way in rows.values_list("school_id", "pupil_id", "way"):
        (formal if way == Way.FORMAL else silent)[school].add(pupil)
    return (
        defaultdict(int, {school: len(pupils) for school, pupils in formal.items()}),
        defaultdict(int, {school: len(pupils - formal[school]) for school, pupils in silent.items()}),
    )
