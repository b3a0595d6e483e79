"""The snapshot of an installation: its tables as facts without names, under pseudonyms, school year by school year.

Written by a command that stands for the installation as a whole. Nothing here leaves with a name, a date of birth or
a word that somebody typed; the reason of a half-day, its note and its certificate stay behind.
"""

import hashlib
import hmac
import os
import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS, Attest, Medisch, VanLeerling
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.attendance.models import HalfDay, Mark, Register
from leerrecht.directory.models import Region
from leerrecht.enrolment.models import ClassGroup, Enrolment, YearResult
from leerrecht.facts.contributors import contributors
from leerrecht.facts.models import Fact
from leerrecht.indicators import paths, schema
from leerrecht.indicators.places import Place
from leerrecht.indicators.store import SnapshotError, SnapshotWriter
from leerrecht.law import calendar, casus
from leerrecht.law.leerplicht import leerplicht
from leerrecht.organisations.models import School, Service
from leerrecht.people.models import Pupil
from leerrecht.thuiszitters.domain.queries.register import stock

BATCH = 5_000
KEY_FILE = "pseudoniem.sleutel"
KEY_VARIABLE = "LEERRECHT_PSEUDONIEM_SLEUTEL"
NEVER = (date.max, date.max)
# These rooms answer for whole tables that are read here directly.
READ_HERE = {"leerling", "inschrijvingen", "half_days", "certificates", "facts"}
# Of these only days and kinds are read; of what is medical or said in confidence, nothing at all.
VAULTS = frozenset(COMPARTMENTS) - {Medisch.key, Attest.key, VanLeerling.key}
BASIC_AGE = 12  # who learns at home and is younger stands with basic education
NOT_REGULAR = {"OV1", "OV2", "ov1", "ov2", "1", "2"}


@dataclass(frozen=True)
class Known:
    """What every table needs of a pupil."""

    pseudonym: int
    compulsory: tuple[date, date]
    ses: int | None
    born: int


def export(
    folder: Path, *, years: tuple[int, ...] = (), by: Principal | None = None, places: Mapping[int, Place] | None = None
) -> dict[str, int]:
    """Write a snapshot to an empty folder; gives the rows per table. Raises SnapshotError.

    ``places`` is what is known of schools from outside, by number. Measures, tracks and referrals lie in compartments:
    their days and kinds are read, never a text.
    """
    today = timezone.localdate()
    by = by or command("momentopname", today, vaults=VAULTS)
    with transaction.atomic(), stand(by):
        found = sorted(set(policy.visible(Enrolment, to=by, act=acts.EXPORT_RUN).values_list("school_year", flat=True)))
        years = years or tuple(found)
        missing = [calendar.label(year) for year in years if year not in found]
        if missing or not years:
            raise SnapshotError(f"Er zijn geen inschrijvingen in {', '.join(missing) or 'deze installatie'}.")
        writer = SnapshotWriter(folder, _source(), years, today)
        rows: Counter[str] = Counter()
        for year in years:
            rows.update(_Year(writer, year, by, today, places or {}).write())
        writer.finish()
        log.record(
            by=by, act=acts.EXPORT_RUN, kind="snapshot", why=by.name,
            detail={"years": list(years), "rows": sum(rows.values())},
        )  # fmt: skip
    return dict(rows)


def _source() -> str:
    """A name of this installation that tells nothing: part of a hash of its own key, also where another is shared."""
    return f"installatie {hashlib.sha256(_own_key()).hexdigest()[:8]}"


def _key() -> bytes:
    """The key of the pseudonyms: from the environment, where several installations share one, else kept here."""
    given = os.environ.get(KEY_VARIABLE, "")
    return given.encode() if given else _own_key()


def _own_key() -> bytes:
    path = Path(os.environ.get("LEERRECHT_HOME", "var")).expanduser().resolve() / KEY_FILE
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
    return path.read_bytes().strip()


def pseudonym(insz: str | None, pupil_id: int, key: bytes, source: str) -> int:
    """A whole number that stays the same for a pupil: by INSZ in all installations with the key, else in this one."""
    text = insz or f"{source}/{pupil_id}"
    digest = hmac.new(key, text.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big") >> 1


class _Year:
    """Writes the tables of one school year, in batches of pupils."""

    def __init__(
        self, writer: SnapshotWriter, year: int, by: Principal, today: date, places: Mapping[int, Place]
    ) -> None:
        self.writer, self.year, self.by, self.today, self.places = writer, year, by, today, places
        self.numbers = {
            key: int(number) for key, number in self._visible(School).values_list("organisation_id", "number")
        }
        last = min(calendar.last_day(year), today)
        self.sitters = stock(on=last, since=calendar.first_day(year), to=by) if calendar.first_day(year) <= last else []
        self.pupils: dict[int, Known] = {}
        self.enrolled: dict[int, list[dict[str, Any]]] = defaultdict(list)

    def _visible(self, model: Any) -> Any:
        return policy.visible(model, to=self.by, act=acts.EXPORT_RUN)

    def write(self) -> dict[str, int]:
        self._read_pupils()
        tables: dict[str, Iterator[dict[str, Any]]] = {
            "scholen": self._schools(),
            "inschrijvingen": self._enrolments(),
            "halve_dagen": self._half_days(),
            "registers": self._registers(),
            "maatregelen": self._measures(),
            "trajecten": self._trajectories(),
            "stappen": self._of_paths(paths.steps),
            "uitstroom": self._of_paths(paths.exits),
            "thuiszitters": self._sitters(),
            "feiten": self._facts(),
        }
        counts = {}
        for name, rows in tables.items():
            with self.writer.table(name, self.year) as target:
                for batch in _batches(rows):
                    target.write({column: [row[column] for row in batch] for column in schema.TABLES[name].names})
                if not target.rows:
                    target.write({column: [] for column in schema.TABLES[name].names})
                counts[name] = target.rows
        return counts

    def _read_pupils(self) -> None:
        key, source = _key(), _source()
        enrolled = self._visible(Enrolment).filter(school_year=self.year).values_list("pupil_id", flat=True)
        ids = {*enrolled.distinct(), *paths.at_home(self.year), *(one.pupil_id for one in self.sitters)}
        pupils = self._visible(Pupil).filter(merged_into=None)
        people = contributors()["leerling"]
        for batch in _batches(iter(sorted(ids))):
            leerlingen = {pupil: pieces[0] for pupil, pieces in people(batch, self.today).items() if pieces}
            for pupil in pupils.filter(pk__in=batch):
                period = leerplicht(leerlingen[pupil.pk], self.today) if pupil.pk in leerlingen else None
                marks = (
                    pupil.ses_home_language, pupil.ses_mother_education, pupil.ses_allowance, pupil.ses_neighbourhood,
                )  # fmt: skip
                self.pupils[pupil.pk] = Known(
                    pseudonym(pupil.insz, pupil.pk, key, source),
                    (period[0], period[2]) if period else NEVER,
                    None if any(mark is None for mark in marks) else sum(marks),
                    pupil.birth_date.year,
                )

    def _compulsory(self, pupil: int, day: date) -> bool:
        first, beyond = self.pupils[pupil].compulsory
        return first <= day < beyond

    def _schools(self) -> Iterator[dict[str, Any]]:
        served = {
            row.school_id: row.centre_id
            for row in self._visible(Service).filter(period__overlap=(calendar.first_day(self.year), None))
        }
        regions = dict(Region.objects.order_by("-name").values_list("members", "name"))
        rows = self._visible(Enrolment).filter(school_year=self.year, pupil__merged_into=None)
        there = rows.values_list("school_id", "pupil_id").distinct()
        poverty = paths.poverty((school, self.pupils[pupil].ses) for school, pupil in there)
        for school in self._visible(School).order_by("number"):
            place = self.places.get(int(school.number), Place())
            yield {
                "schooljaar": self.year, "school": int(school.number), "niveau": school.level,
                "soort": school.school_kind, "bestuur": school.board_id, "clb": served.get(school.pk),
                "net": place.net, "regio": place.regio or regions.get(school.pk),
                "oki": poverty.get(school.pk) if place.oki is None else place.oki,
            }  # fmt: skip

    def _enrolments(self) -> Iterator[dict[str, Any]]:
        rows = self._visible(Enrolment).filter(school_year=self.year, pupil__merged_into=None).select_related("pupil")
        last = dict(
            rows.order_by().values_list("pupil_id").annotate(newest=Max("period__startswith"))
        )  # fmt: skip
        qualified = set(
            self._visible(YearResult).exclude(qualification="")
            .filter(enrolment__school_year__lte=self.year).values_list("enrolment__pupil_id", flat=True)
        )  # fmt: skip
        seen: set[int] = set()
        for one in rows.order_by("pupil_id", "-period__startswith", "share"):
            begin, end = one.period.lower, one.period.upper - timedelta(days=1)
            pupil = one.pupil
            latest = begin == last[pupil.pk] and pupil.pk not in seen
            seen.add(pupil.pk)
            diploma = pupil.diploma_on is not None and pupil.diploma_on <= end
            row = {
                "schooljaar": self.year,
                "leerling": self.pupils[pupil.pk].pseudonym,
                "school": self.numbers[one.school_id],
                "van": begin,
                "tot": end,
                "niveau": one.level,
                "soort": one.kind,
                "onderwijsvorm": one.onderwijsvorm,
                "stelsel": one.track,
                "leerjaar": one.grade,
                "stroom": one.stroom,
                "finaliteit": one.finaliteit,
                "studiegebied": one.administratieve_groep,
                "buo_type": one.buo_type,
                "opleidingsvorm": one.opleidingsvorm,
                "geslacht": pupil.gender,
                "geboortejaar": pupil.birth_date.year,
                "leerplichtig": self._compulsory(pupil.pk, begin),
                "ses": self.pupils[pupil.pk].ses,
                "laatste": latest,
                "regulier": one.level == "secundair"
                and one.onderwijsvorm.lower() != "okan"
                and one.opleidingsvorm not in NOT_REGULAR,
                "gekwalificeerd": diploma or pupil.pk in qualified,
                "b_meegebracht": one.b_brought_along,
            }
            self.enrolled[pupil.pk].append(row)
            yield row

    def _half_days(self) -> Iterator[dict[str, Any]]:
        rows = self._visible(HalfDay).filter(school_year=self.year).order_by("pupil_id", "date", "part")
        columns = ("pupil_id", "school_id", "date", "part", "mark", "approved_at")
        for pupil, school, day, part, mark, approved in rows.values_list(*columns).iterator(chunk_size=BATCH):
            if pupil in self.pupils:
                yield {
                    "leerling": self.pupils[pupil].pseudonym,
                    "school": self.numbers[school],
                    "datum": day,
                    "namiddag": part == "nm",
                    "code": Mark.UNKNOWN.value if mark == Mark.P and approved is None else mark,
                    "leerplichtig": self._compulsory(pupil, day),
                }

    def _registers(self) -> Iterator[dict[str, Any]]:
        first, last = calendar.first_day(self.year), min(calendar.last_day(self.year), self.today)
        held: Counter[int] = Counter()
        day = first
        while day <= last:
            held[day.month] += sum(calendar.is_half_day(day, part) for part in calendar.PARTS)
            day += timedelta(days=1)
        classes = Counter(self._visible(ClassGroup).filter(school_year=self.year).values_list("school_id", flat=True))
        taken: Counter[tuple[int, int]] = Counter()
        rows = self._visible(Register).filter(class_group__school_year=self.year, date__range=(first, last))
        for school, on in rows.values_list("class_group__school_id", "date").iterator(chunk_size=BATCH):
            taken[school, on.month] += 1
        for school, number in sorted(classes.items()):
            for month, halves in held.items():
                yield {
                    "schooljaar": self.year, "school": self.numbers[school], "maand": month,
                    "verwacht": number * halves, "genomen": taken[school, month],
                }  # fmt: skip

    def _pieces(self, kinds: tuple[type, ...]) -> Iterator[tuple[int, list[Any]]]:
        """What the rooms say of each pupil to the law, of these kinds."""
        asked = [ask for name, ask in contributors().items() if name not in READ_HERE]
        for batch in _batches(iter(sorted(self.pupils))):
            found: dict[int, list[Any]] = defaultdict(list)
            for ask in asked:
                for pupil, pieces in ask(batch, self.today).items():
                    found[pupil] += [piece for piece in pieces if type(piece) in kinds]
            yield from sorted(found.items())

    def _at(self, pupil: int, day: date) -> dict[str, Any] | None:
        """The enrolment on a day, or the last one before it."""
        rows = sorted(self.enrolled.get(pupil, []), key=lambda row: row["van"])
        before = [row for row in rows if row["van"] <= day]
        return before[-1] if before else rows[0] if rows else None

    def _at_home(self, pupil: int) -> dict[str, Any]:
        level = "lager" if self.year - self.pupils[pupil].born < BASIC_AGE else "secundair"
        return {"school": None, "niveau": level, "soort": "gewoon", "onderwijsvorm": ""}

    def _common(self, pupil: int, day: date) -> dict[str, Any]:
        row = self._at(pupil, day) or self._at_home(pupil)
        return {
            "schooljaar": self.year,
            "leerling": self.pupils[pupil].pseudonym,
            **{name: row[name] for name in ("school", "niveau", "soort", "onderwijsvorm")},
            "leerplichtig": self._compulsory(pupil, day),
            "ses": self.pupils[pupil].ses,
        }

    def _measures(self) -> Iterator[dict[str, Any]]:
        marked = self._marked()
        for pupil, pieces in self._pieces((casus.Maatregel, casus.Gebeurtenis)):
            told = {one.bij for one in pieces if type(one) is casus.Gebeurtenis and one.soort == "melding_agodi"}
            for one in pieces:
                if type(one) is not casus.Maatregel or calendar.school_year(one.van) != self.year:
                    continue
                end = one.tot or one.van
                out = one.soort == "definitieve_uitsluiting"
                days = [] if out else [one.van + timedelta(days=step) for step in range((end - one.van).days + 1)]
                cells = [(day, part) for day in days for part in calendar.PARTS if calendar.is_half_day(day, part)]
                later = [row["van"] for row in self.enrolled.get(pupil, []) if row["van"] > one.van]
                yield {
                    **self._common(pupil, one.van),
                    "maatregel": one.soort,
                    "van": one.van,
                    "tot": None if out else one.tot,
                    "gemeld": one.van in told,
                    "halve_dagen": len(cells),
                    "halve_dagen_r": sum((day, part) in marked.get(pupil, ()) for day, part in cells),
                    "nieuwe_school_op": min(later) if out and later else None,
                }
        yield from self._other_measures()

    def _other_measures(self) -> Iterator[dict[str, Any]]:
        for batch in _batches(iter(sorted(self.pupils))):
            for pupil, day, kind in paths.other_measures(batch):
                if calendar.school_year(day) == self.year:
                    yield {
                        **self._common(pupil, day), "maatregel": kind, "van": day, "tot": day, "gemeld": False,
                        "halve_dagen": 0, "halve_dagen_r": 0, "nieuwe_school_op": None,
                    }  # fmt: skip

    def _marked(self) -> Mapping[int, set[tuple[date, str]]]:
        """The half-days with code R of each pupil."""
        found: dict[int, set[tuple[date, str]]] = defaultdict(set)
        rows = self._visible(HalfDay).filter(school_year=self.year, mark=Mark.R)
        for pupil, day, part in rows.values_list("pupil_id", "date", "part").iterator(chunk_size=BATCH):
            found[pupil].add((day, part))
        return found

    def _trajectories(self) -> Iterator[dict[str, Any]]:
        yield from self._of_paths(partial(paths.trajectories, today=self.today))
        for batch in _batches(iter(sorted(self.pupils))):
            for pupil, day, columns in paths.home_education(batch, self.year):
                yield {**self._common(pupil, day), **columns}

    def _of_paths(
        self, read: Callable[[Sequence[int]], Iterator[paths.Row]]
    ) -> Iterator[dict[str, Any]]:  # fmt: skip
        """Rows of the school year; what is there twice on a day is written once."""
        for batch in _batches(iter(sorted(self.pupils))):
            seen: set[tuple[Any, ...]] = set()
            for pupil, day, columns in read(batch):
                key = (pupil, *columns.values())
                if calendar.school_year(day) == self.year and key not in seen:
                    seen.add(key)
                    yield {**self._common(pupil, day), **columns}

    def _sitters(self) -> Iterator[dict[str, Any]]:
        for one in self.sitters:
            if one.pupil_id in self.pupils:
                yield {
                    **self._common(one.pupil_id, max(one.since, calendar.first_day(self.year))),
                    "reden": one.reason, "sinds": one.since, "tot": one.ended_on,
                    "gevraagd": one.asked, "gemeld": one.reported,
                }  # fmt: skip

    def _facts(self) -> Iterator[dict[str, Any]]:
        span = (calendar.first_day(self.year), calendar.last_day(self.year))
        rows = Fact.objects.filter(date__range=span, kind__in=casus.GEBEURTENIS_SOORTEN).order_by(
            "pupil_id", "date", "id"
        )
        for pupil, school, day, kind in rows.values_list("pupil_id", "school_id", "date", "kind").iterator(
            chunk_size=BATCH
        ):
            if pupil in self.pupils:
                yield {
                    "schooljaar": self.year,
                    "leerling": self.pupils[pupil].pseudonym,
                    "school": self.numbers.get(school),
                    "datum": day,
                    "feit": kind,
                }


def _batches(rows: Iterator[Any]) -> Iterator[Sequence[Any]]:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
