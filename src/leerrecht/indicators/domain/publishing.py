"""The job that computes and publishes: a snapshot of this installation, or one of many for Flanders.

The web process never comes here: everything it shows is in the tables that are written here, in one transaction.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Tucht
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.directory.models import Region
from leerrecht.indicators import engine, store
from leerrecht.indicators.domain import computing, rows
from leerrecht.indicators.domain.computing import Cell, Key
from leerrecht.indicators.export import export
from leerrecht.indicators.models import Band, Description, Figure, Publication, Scope, Source
from leerrecht.indicators.publish import BREAKS
from leerrecht.law import calendar
from leerrecht.organisations.models import School, Service

BATCH = 2_000
FOLDER = "cijfers"
CLASS = rows.CLASSES
_CLASSES = """
SELECT h.school_id, c.name, extract(month FROM h.date)::int, h.mark, count(*)
FROM attendance_halfday h
JOIN enrolment_placement p ON p.enrolment_id = h.enrolment_id AND p.period @> h.date
JOIN enrolment_classgroup c ON c.id = p.class_group_id
WHERE h.school_year = %s AND h.mark <> 'L'
GROUP BY 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class Places:
    """Of the schools of the installation, by number: the record, and every place that a school counts in."""

    schools: Mapping[int, School]
    of: Mapping[int, Sequence[str]]


def publish_installation(
    *, by: Principal | None = None, years: tuple[int, ...] = (), names: frozenset[str] = frozenset()
) -> int:
    """Write a snapshot of this installation and publish its figures; gives the number of rows.

    With ``names`` only those indicators are computed anew, and the others stay.

    The snapshot lies outside the database, readable by this process alone; the former one is thrown away. An
    installation without enrolments publishes nothing.
    """
    today = timezone.localdate()
    by = by or command("cijfers", today, vaults={Tucht.key})
    home = Path(os.environ.get("LEERRECHT_HOME", "var")).expanduser().resolve() / FOLDER
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="nieuw-", dir=home))
    try:
        try:
            export(folder, years=years, by=by)
        except store.SnapshotError:
            if Publication.objects.filter(source=Source.INSTALLATION).exists():
                raise
            return 0
        with stand(by):
            found = _publish(store.read(folder), by=by, source=Source.INSTALLATION, names=names)
        kept = home / "momentopname"
        shutil.rmtree(kept, ignore_errors=True)
        folder.rename(kept)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return found


def publish_flanders(
    folders: Sequence[Path], *, by: Principal | None = None, names: frozenset[str] = frozenset()
) -> int:
    """Publish the snapshots of many installations as the figures of Flanders, and the bands of its schools."""
    by = by or command("cijfers van Vlaanderen", timezone.localdate())
    with stand(by):
        return _publish(store.read(*folders), by=by, source=Source.FLANDERS, names=names)


def _publish(snapshot: store.Snapshot, *, by: Principal, source: Source, names: frozenset[str]) -> int:
    now = timezone.now()
    number = 0
    with engine.opened(snapshot) as computation, transaction.atomic():
        _describe()
        places = _places(by) if source == Source.INSTALLATION else Places({}, {})
        for year in snapshot.years:
            if not snapshot.rows("inschrijvingen", year):
                continue
            number += _year(computation, snapshot, year, source=source, places=places, now=now, names=names)
        log.record(
            by=by, act="figures.publish", kind="cijfers", why=by.name,
            detail={"source": source.value, "years": list(snapshot.years), "rows": number},
        )  # fmt: skip
    return number


def _year(
    computation: engine.Computation, snapshot: store.Snapshot, year: int, *, source: Source, places: Places,
    now: datetime, names: frozenset[str],
) -> int:  # fmt: skip
    schools = computation.frame(year).table("scholen").to_pyarrow().to_pylist()
    until = min(calendar.last_day(year), _made_on(snapshot))
    publication, _made = Publication.objects.update_or_create(
        source=source, school_year=year,
        defaults={
            "computed_at": now, "until": until, "schools": len({one["school"] for one in schools}),
            "installations": len(snapshot.folders),
            "breaks": [[day.isoformat(), why] for day, why in BREAKS if day <= calendar.last_day(year)],
        },
    )  # fmt: skip
    for former in (publication.figures.all(), publication.bands.all()):
        (former.filter(indicator__in=names) if names else former).delete()
    cells = list(computing.of_schools(computation, year, names, wholes=source == Source.FLANDERS))
    bands = rows.bands(publication, cells, _kinds(computation, year))
    Band.objects.bulk_create(bands, batch_size=BATCH)
    running = until < calendar.last_day(year)
    if source == Source.FLANDERS:
        found = rows.of_flanders(publication, computing.of_whole(computation, year, names), running=running)
        return len(Figure.objects.bulk_create(found, batch_size=BATCH))
    summed = computing.summed(_with_classes(cells, year, places, names), places.of)
    made = rows.of_places(publication, summed, places, _references(year, bands), running=running)
    return len(Figure.objects.bulk_create(made, batch_size=BATCH))


def _made_on(snapshot: store.Snapshot) -> date:
    return max(date.fromisoformat(store._manifest(folder)["gemaakt_op"]) for folder in snapshot.folders)


def _kinds(computation: engine.Computation, year: int) -> dict[int, tuple[str, str, int | None]]:
    frame = computation.frame(year)
    found = frame.with_school(frame.table("scholen").select("school", "niveau", "soort")).to_pyarrow().to_pylist()
    return {row["school"]: (row["niveau"], row["soort"], row["oki_klasse"]) for row in found}


def _references(year: int, own: Sequence[Band]) -> dict[tuple[str, str, str, str], tuple[int, int]]:
    """With what a school is compared: the schools of its kind in Flanders where they are known, else those here."""
    latest = Publication.objects.filter(source=Source.FLANDERS, school_year__lte=year).order_by("-school_year").first()
    bands = list(latest.bands.filter(poverty=None)) if latest else [one for one in own if one.poverty is None]
    return {(one.indicator, one.attribution, one.level, one.kind): (one.numerator, one.denominator) for one in bands}


def _describe() -> None:
    """Copy the words of every indicator, as they are now."""
    kept = [rows.description(place, one) for place, one in enumerate(computing.every_indicator())]
    kept.append(
        Description(
            name=CLASS, place=len(kept), subject="pictures", kind="aantal",
            title="Halve dagen afwezig per klas en maand",
            words={
                "question": "In welke klassen en maanden zijn leerlingen er niet?",
                "population": "alle halve dagen die van aanwezig verschillen, bij de klas van die dag",
                "numerator": "halve dagen met een afwezigheidscode of een nog niet gekende reden", "denominator": "",
                "operator": "", "reference": "hele schooljaar", "source": ["000:2250-2293"],
                "pitfalls": ["Klassen zijn niet even groot: lees er het aantal leerlingen bij."],
            },
        )
    )  # fmt: skip
    Description.objects.exclude(name__in=[one.name for one in kept]).delete()
    Description.objects.bulk_create(
        kept, update_conflicts=True, unique_fields=["name"],
        update_fields=["place", "subject", "kind", "title", "words"],
    )  # fmt: skip


def _places(by: Principal) -> Places:
    """Which places each school counts in: itself, its board, its CLB of today, its regions."""
    schools = {int(one.number): one for one in policy.visible(School, to=by, act=acts.FIGURES_VIEW)}
    served = policy.visible(Service, to=by, act=acts.FIGURES_VIEW).filter(period__contains=by.on)
    centres = dict(served.values_list("school_id", "centre_id"))
    regions = _regions(by, {one.pk for one in schools.values()})
    of = {}
    for number, school in schools.items():
        found = [f"{Scope.SCHOOL}:{school.pk}", f"{Scope.BOARD}:{school.board_id}"]
        if school.pk in centres:
            found.append(f"{Scope.CENTRE}:{centres[school.pk]}")
        found += [f"{Scope.REGION}:{region}" for region, members in regions.items() if school.pk in members]
        of[number] = found
    return Places(schools, of)


def _regions(by: Principal, schools: set[int]) -> dict[int, set[int]]:
    """The schools of each region; a region of authorities alone is about all schools of the installation."""
    found: dict[int, set[int]] = {}
    for region in policy.visible(Region, to=by, act=acts.FIGURES_VIEW).prefetch_related("members"):
        found[region.pk] = {one.pk for one in region.members.all()} & schools or schools
    return found


def _with_classes(
    cells: list[tuple[int, Key, Cell]], year: int, places: Places, names: frozenset[str]
) -> Iterator[tuple[int, Key, Cell]]:
    """The snapshot knows no classes: those of a school are counted in the database itself."""
    yield from cells
    if names and CLASS not in names:
        return
    numbers = {school.pk: number for number, school in places.schools.items()}
    with connection.cursor() as cursor:
        cursor.execute(_CLASSES, [year])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    for school, name, month, mark, number in found:
        key = (CLASS, "waar het gebeurde", ("klas", "maand", "code"), (name, month, mark))
        yield numbers[school], key, Cell(number)
