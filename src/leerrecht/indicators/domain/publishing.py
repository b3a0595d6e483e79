"""The job that computes and publishes: a snapshot of this installation, or one of many for Flanders.

The web process never comes here: everything it shows is in the tables that are written here, in one transaction.
"""

import os
import shutil
import tempfile
import time
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
from leerrecht.indicators import engine, enquiry, store
from leerrecht.indicators.domain import asking, computing, releasing, rows, spreading
from leerrecht.indicators.domain.computing import Cell, Key
from leerrecht.indicators.export import export
from leerrecht.indicators.models import Audience, Band, Description, Figure, Likeness, Publication, Scope, Source
from leerrecht.indicators.publish import BREAKS
from leerrecht.indicators.rules import ON_A_DAY, SPREAD_SCHOOLS
from leerrecht.law import calendar
from leerrecht.organisations.models import School, Service

BATCH = 2_000
FOLDER, KEPT = "cijfers", "momentopname"
# No publication takes so many seconds.
LEFT_BEHIND = 6 * 60 * 60
CLASS = rows.CLASSES
_CLASSES = """
SELECT h.school_id, c.name, extract(month FROM h.date)::int, h.mark, count(*)
FROM attendance_halfday h
JOIN enrolment_placement p ON p.enrolment_id = h.enrolment_id AND p.period @> h.date
JOIN enrolment_classgroup c ON c.id = p.class_group_id
WHERE h.school_year = %s AND h.mark <> 'L'
GROUP BY 1, 2, 3, 4
"""


def _home() -> Path:
    """Where the snapshot of this installation lies, readable by its own processes alone."""
    return Path(os.environ.get("LEERRECHT_HOME", "var")).expanduser().resolve() / FOLDER


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
    home = _home()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    _tidy(home)
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
        kept = home / KEPT
        shutil.rmtree(kept, ignore_errors=True)
        folder.rename(kept)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return found


def _tidy(home: Path) -> None:
    """Throw away what a process that was killed left half written."""
    for left in home.glob("nieuw-*"):
        if left.stat().st_mtime < time.time() - LEFT_BEHIND:
            shutil.rmtree(left, ignore_errors=True)


def publish_flanders(
    folders: Sequence[Path], *, by: Principal | None = None, names: frozenset[str] = frozenset()
) -> int:
    """Publish the snapshots of many installations as the figures of Flanders, and the bands of its schools."""
    by = by or command("cijfers van Vlaanderen", timezone.localdate())
    with stand(by):
        return _publish(store.read(*folders), by=by, source=Source.FLANDERS, names=names)


def publish_day(scope: str, place: int, on: date, *, names: frozenset[str] = frozenset()) -> None:
    """The figures of one school or CLB as they stood on a day, from the newest snapshot; until the next night.

    Nothing happens where the snapshot does not reach that day, or where the place is no more.
    """
    by = command("cijfers", timezone.localdate(), vaults={Tucht.key})
    year = calendar.school_year(on)
    snapshot = store.read(_home() / KEPT)
    with stand(by), engine.opened(snapshot) as computation, transaction.atomic():
        publication = Publication.objects.filter(source=Source.INSTALLATION, school_year=year).first()
        if publication is None or year not in snapshot.years or on > _made_on(snapshot):
            return
        indicators = {one.name: one for one in computing.every_indicator()}
        where, counted = f"{scope}:{place}", _places(by).of
        cells = computing.of_schools(computation, year, names, wholes=True, on=on)
        summed = computing.summed(
            (one for one in cells if rows.close(where, one[1][0], indicators) is not None), counted
        )  # fmt: skip
        made = []
        for (name, attribution, _breakdown, _values), cell in summed.get(where, {}).items():
            key = (name, attribution, (ON_A_DAY,), (on.isoformat(),))
            figure = rows.figure(publication, where, key, cell, running=False)
            figure.compartment = rows.close(where, name, indicators) or ""
            made.append(figure)
        near = publication.figures.filter(audience=Audience.CLOSE, breakdown=ON_A_DAY, values=[on.isoformat()])
        near.filter(scope=scope, organisation_id=place).delete()
        Figure.objects.bulk_create(made, batch_size=BATCH)


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
    near = publication.figures.filter(audience=Audience.CLOSE)
    (near.filter(indicator__in=names) if names else near).delete()
    running = until < calendar.last_day(year)
    release = releasing.released(publication, now.date(), names, running=running)
    cells = list(computing.of_schools(computation, year, names, wholes=source == Source.FLANDERS))
    cells = [*cells, *spreading.over_schools(cells)]
    kinds = _kinds(computation, year)
    bands = _bands(publication, rows.bands(publication, cells, kinds), release, names)
    if source == Source.FLANDERS:
        whole = computing.of_whole(computation, year, names)
        for _school, key, cell in cells:
            if key[1] == SPREAD_SCHOOLS:
                whole.setdefault(key, Cell()).add(cell)
        return len(Figure.objects.bulk_create(releasing.of_flanders(release, whole), batch_size=BATCH))
    _likenesses(publication, places, kinds)
    summed = computing.summed(_with_classes(cells, year, places, names), places.of)
    said = rows.beside(summed, places, kinds, _references(year, bands))
    made = [
        *rows.close_rows(publication, summed, said, running=running),
        *releasing.of_places(release, summed, places, said),
    ]
    if not names or not names.isdisjoint(enquiry.ASKED):
        asking.ask(computation, year, places.schools, now.date())
    return len(Figure.objects.bulk_create(made, batch_size=BATCH))


def _bands(
    publication: Publication, made: Sequence[Band], release: releasing.Release, names: frozenset[str]
) -> list[Band]:
    """Bands anew, as seldom as what is open: who sees one move from night to night sees a school move."""
    former = publication.bands.exclude(indicator__in=release.done)
    (former.filter(indicator__in=names) if names else former).delete()
    fresh = [one for one in made if one.indicator not in release.done]
    return [*publication.bands.all(), *Band.objects.bulk_create(fresh, batch_size=BATCH)]


def _likenesses(publication: Publication, places: Places, kinds: rows.Kinds) -> None:
    """The class of poverty of each school: its own, and not of the schools beside it."""
    publication.likenesses.all().delete()
    Likeness.objects.bulk_create(
        Likeness(
            publication=publication, organisation_id=school.pk, school_year=publication.school_year,
            poverty=kinds[number][2],
        )
        for number, school in places.schools.items() if number in kinds
    )  # fmt: skip


def _made_on(snapshot: store.Snapshot) -> date:
    return max(date.fromisoformat(store._manifest(folder)["gemaakt_op"]) for folder in snapshot.folders)


def _kinds(computation: engine.Computation, year: int) -> dict[int, tuple[str, str, int | None]]:
    frame = computation.frame(year)
    found = frame.with_school(frame.table("scholen").select("school", "niveau", "soort")).to_pyarrow().to_pylist()
    return {row["school"]: (row["niveau"], row["soort"], row["oki_klasse"]) for row in found}


def _references(year: int, own: Sequence[Band]) -> rows.References:
    """With what a school is compared: the schools of its kind in Flanders where they are known, else those here."""
    latest = Publication.objects.filter(source=Source.FLANDERS, school_year__lte=year).order_by("-school_year").first()
    return {
        (one.indicator, one.attribution, one.level, one.kind, one.poverty): (one.numerator, one.denominator)
        for one in (latest.bands.all() if latest else own)
    }


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
