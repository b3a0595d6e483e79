"""A school as a OneRoster zip: what :mod:`.taking` reads back to the same classes, pupils and enrolments."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.enrolment.models import ClassGroup, ClassTeam, Enrolment, Placement
from leerrecht.exchange.domain.files import Source
from leerrecht.exchange.domain.roster import archive, tables
from leerrecht.exchange.domain.roster.lines import Line, Roster
from leerrecht.exchange.domain.roster.taking import SEXES
from leerrecht.exchange.domain.roster.work import HOMEROOM, NUMBER_TYPE, STUDENT
from leerrecht.law import calendar
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil, PupilNumber

SYSTEM, TEACHER = "Leerrecht", "teacher"
_SEX_OF = {ours: theirs for theirs, ours in SEXES.items()}
# One date for every file, so that the same data give the same bytes.
_MOMENT = (2000, 1, 1, 0, 0, 0)
_STAMPS = {"status", "dateLastModified"}


@dataclass(frozen=True, slots=True)
class Written:
    """The zip, how many pupils it holds, and how many have no number or no class and so could not be said.

    Of what changed ``pupils`` counts rows of any file; ``content`` is empty where there are none.
    """

    content: bytes
    pupils: int
    left_out: int


@dataclass
class _Sheets:
    rows: dict[str, list[dict[str, str]]] = field(default_factory=lambda: {file: [] for file in tables.READ})
    pupils: set[int] = field(default_factory=set)
    outside: set[int] = field(default_factory=set)

    def add(self, file: str, sourced_id: str, **cells: object) -> None:
        self.rows[file].append({"sourcedId": sourced_id, **{name: _cell(value) for name, value in cells.items()}})


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(value).split())


@transaction.atomic
def export_roster(*, by: Principal, school: School, school_year: int) -> Written:
    """Classes, pupils, enrolments and teachers of a school in one school year, as far as ``by`` may export them.

    Pupils without a number of the board, and enrolments without a class, are left out and counted. Raises ``Denied``,
    ``ValidationError`` for a year without a calendar.
    """
    policy.require_at(by, acts.EXPORT_RUN, school.pk)
    sheets = _sheets(by, school, school_year)
    _record(by, school, rows=len(sheets.pupils), form="oneroster")
    return Written(_pack(sheets.rows, tables.BULK), len(sheets.pupils), len(sheets.outside - sheets.pupils))


@transaction.atomic
def export_changes(*, by: Principal, school: School, school_year: int, since: Source) -> Written:
    """What became different since an earlier whole zip that we wrote of this school and year: a delta.

    Rows that are no more are ``tobedeleted``; ``dateLastModified`` is this moment, at which it was seen. Raises
    ``ValidationError`` for another zip than that, ``Denied``.
    """
    policy.require_at(by, acts.EXPORT_RUN, school.pk)
    before = archive.read(since)
    _check_earlier(before, since.name, school, school_year)
    sheets = _sheets(by, school, school_year)
    moment = timezone.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    rows = {file: _differing(file, before.of(file), sheets.rows[file], moment) for file in tables.READ}
    number = sum(len(each) for each in rows.values())
    _record(by, school, rows=number, form="oneroster-delta")
    content = _pack(rows, tables.DELTA) if number else b""
    return Written(content, number, len(sheets.outside - sheets.pupils))


def _check_earlier(before: Roster, name: str, school: School, year: int) -> None:
    present = [file for file in tables.READ if before.modes[file] != tables.ABSENT]
    if before.system != SYSTEM or before.refused or not before.full(*present):
        raise ValidationError(
            _(
                "%(name)s is geen volledige OneRoster-zip die Leerrecht maakte. Geef die van de vorige keer, "
                "ongewijzigd."
            )
            % {"name": name}
        )
    if _org(school) not in before.of(tables.ORGS) or _session(school, year) not in before.of(tables.SESSIONS):
        raise ValidationError(
            _("%(name)s is van een andere school of een ander schooljaar. Maak eerst een volledige zip van %(year)s.")
            % {"name": name, "year": calendar.label(year)}
        )


def _differing(
    file: str, before: Mapping[str, Line], now: Sequence[Mapping[str, str]], moment: str
) -> list[dict[str, str]]:
    """Rows that are new or different, then those that are no more."""
    left_out = {"endDate"} if file == tables.ENROLLMENTS else set()
    found = []
    for row in now:
        old = before.get(row["sourcedId"])
        if old is None or any(row.get(name, "") != old[name] for name in {*row, *old.values} - _STAMPS):
            found.append({**row, "status": tables.ACTIVE, "dateLastModified": moment})
    kept = {row["sourcedId"] for row in now}
    for key, old in before.items():
        if key not in kept:
            # An enrolment that is taken away ends on the day of this moment, not on the end that was expected.
            rest = {name: value for name, value in old.values.items() if name not in left_out}
            found.append({**rest, "status": tables.TO_BE_DELETED, "dateLastModified": moment})
    return found


def _sheets(by: Principal, school: School, year: int) -> _Sheets:
    if not calendar.FIRST_YEAR <= year <= calendar.LAST_YEAR:
        raise ValidationError(
            _("Van schooljaar %(year)s is er geen schoolkalender. Kijk het jaar na.") % {"year": calendar.label(year)}
        )
    sheets = _Sheets()
    _frame(sheets, school, year)
    _pupils(sheets, by, school, year)
    _teachers(sheets, by, school, year)
    return sheets


def _record(by: Principal, school: School, *, rows: int, form: str) -> None:
    log.record(
        by=by, act=acts.EXPORT_RUN, kind="people.pupil", organisation_id=school.pk, detail={"rows": rows, "form": form}
    )


def _pack(rows: Mapping[str, Sequence[Mapping[str, str]]], mode: str) -> bytes:
    """A zip with a manifest and the files that have rows, all of them complete (``bulk``) or all a ``delta``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        manifest = [("manifest.version", tables.MANIFEST_VERSION), ("oneroster.version", tables.VERSION)]
        manifest += [(f"file.{file}", mode if rows.get(file) else tables.ABSENT) for file in sorted(tables.NAMES)]
        manifest += [("source.systemName", SYSTEM), ("source.systemCode", SYSTEM.lower())]
        _write(archive, tables.MANIFEST, ("propertyName", "value"), manifest)
        for file in tables.READ:
            if rows.get(file):
                heads = [each.name for each in tables.FIELDS[file]]
                _write(archive, file, heads, [[row.get(name, "") for name in heads] for row in rows[file]])
    return out.getvalue()


def _write(archive: zipfile.ZipFile, file: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([head, *rows])
    entry = zipfile.ZipInfo(f"{file}.csv", _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text.getvalue().encode())


def _org(school: School) -> str:
    return f"school-{school.number}"


def _session(school: School, year: int) -> str:
    return f"jaar-{school.number}-{year}"


def _frame(sheets: _Sheets, school: School, year: int) -> None:
    """The board, the school, its school year, and the one course that class groups belong to."""
    board = f"bestuur-{school.board_id}"
    sheets.add(tables.ORGS, board, name=school.board.name, type="district")
    sheets.add(
        tables.ORGS, _org(school), name=school.name, type="school", identifier=school.number, parentSourcedId=board
    )
    sheets.add(
        tables.SESSIONS, _session(school, year), title=calendar.label(year), type="schoolYear",
        startDate=calendar.first_day(year), endDate=calendar.first_day(year + 1), schoolYear=year + 1,
    )  # fmt: skip
    sheets.add(
        tables.COURSES, f"klassen-{school.number}-{year}", schoolYearSourcedId=_session(school, year), title="Klas",
        orgSourcedId=_org(school),
    )  # fmt: skip


def _pupils(sheets: _Sheets, by: Principal, school: School, year: int) -> None:
    act = acts.EXPORT_RUN
    enrolled = policy.visible(Enrolment, to=by, act=act).filter(school=school, school_year=year)
    pupils = policy.visible(Pupil, to=by, act=act).filter(pk__in=enrolled.values("pupil_id"))
    seen = {pupil.pk: pupil for pupil in pupils}
    numbers: dict[int, str] = {}
    found = policy.visible(PupilNumber, to=by, act=act).filter(board_id=school.board_id, pupil_id__in=list(seen))
    for pupil_id, number in found.order_by("pk").values_list("pupil_id", "number"):
        numbers.setdefault(pupil_id, number)
    sheets.outside.update(enrolled.values_list("pupil_id", flat=True))
    placements = Placement.objects.filter(enrolment__in=enrolled).select_related("class_group", "enrolment")
    classes: set[int] = set()
    for placement in placements.order_by("enrolment__pupil__sort_key", "enrolment__pupil_id", "period"):
        pupil, own = seen.get(placement.enrolment.pupil_id), numbers.get(placement.enrolment.pupil_id)
        if pupil is None or own is None:
            continue
        if placement.class_group_id not in classes:
            classes.add(placement.class_group_id)
            _class(sheets, school, year, placement.class_group)
        if pupil.pk not in sheets.pupils:
            sheets.pupils.add(pupil.pk)
            _pupil(sheets, school, pupil, own)
        sheets.add(
            tables.ENROLLMENTS, f"plaats-{placement.pk}", classSourcedId=f"klas-{placement.class_group_id}",
            schoolSourcedId=_org(school), userSourcedId=f"leerling-{pupil.pk}", role=STUDENT,
            beginDate=placement.period.lower, endDate=placement.period.upper,
        )  # fmt: skip


def _class(sheets: _Sheets, school: School, year: int, group: ClassGroup) -> None:
    sheets.add(
        tables.CLASSES, f"klas-{group.pk}", title=group.name, grades=group.grade or "",
        courseSourcedId=f"klassen-{school.number}-{year}", classCode=group.name, classType=HOMEROOM,
        schoolSourcedId=_org(school), termSourcedIds=_session(school, year),
    )  # fmt: skip


def _pupil(sheets: _Sheets, school: School, pupil: Pupil, number: str) -> None:
    key = f"leerling-{pupil.pk}"
    sheets.add(
        tables.USERS, key, enabledUser=True, username=number, userIds=f"{{{NUMBER_TYPE}:{number}}}",
        givenName=pupil.first_name, familyName=pupil.last_name, identifier=number, primaryOrgSourcedId=_org(school),
    )  # fmt: skip
    sheets.add(
        tables.ROLES, f"rol-{key}", userSourcedId=key, roleType="primary", role=STUDENT, orgSourcedId=_org(school)
    )
    sheets.add(tables.DEMOGRAPHICS, key, birthDate=pupil.birth_date, sex=_SEX_OF.get(pupil.gender, ""))


def _teachers(sheets: _Sheets, by: Principal, school: School, year: int) -> None:
    known = {row["sourcedId"] for row in sheets.rows[tables.CLASSES]}
    teams = policy.visible(ClassTeam, to=by, act=acts.EXPORT_RUN).filter(
        class_group__school=school, class_group__school_year=year
    )
    seen: set[int] = set()
    for member in teams.select_related("user").order_by("user__last_name", "user_id", "class_group_id", "period"):
        group, key = f"klas-{member.class_group_id}", f"medewerker-{member.user_id}"
        if group not in known:
            continue
        if member.user_id not in seen:
            seen.add(member.user_id)
            user: Any = member.user
            sheets.add(
                tables.USERS, key, enabledUser=user.is_active, username=user.username, givenName=user.first_name or "-",
                familyName=user.last_name or "-", email=user.email, primaryOrgSourcedId=_org(school),
            )  # fmt: skip
            sheets.add(
                tables.ROLES, f"rol-{key}", userSourcedId=key, roleType="primary", role=TEACHER,
                orgSourcedId=_org(school),
            )  # fmt: skip
        sheets.add(
            tables.ENROLLMENTS, f"team-{member.pk}", classSourcedId=group, schoolSourcedId=_org(school),
            userSourcedId=key, role=TEACHER, primary=member.titular, beginDate=member.period.lower or "",
            endDate=member.period.upper or "",
        )  # fmt: skip
