"""Import of pupils: who they are, at which school and in which class."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht import law
from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.enrolment.domain.classes import create_class
from leerrecht.enrolment.domain.enrolments import change_class, correct_enrolment, enrol
from leerrecht.enrolment.models import ClassGroup, Enrolment, Level, Placement
from leerrecht.exchange.domain import mapping, reasons
from leerrecht.exchange.domain.files import Source, Value
from leerrecht.exchange.domain.mapping import Profile, Reader
from leerrecht.exchange.domain.reasons import Counts, Refuse, Report
from leerrecht.exchange.domain.schools import RowTally, check_width, finish, need, open_rows, refuse_double
from leerrecht.organisations.models import Board, School
from leerrecht.people.domain.numbers import normalise
from leerrecht.people.domain.pupils import change_pupil, create_pupil
from leerrecht.people.models import Pupil, PupilNumber

_SUMMER = (7, 8)
_EVERY = 20


@dataclass(frozen=True, slots=True)
class _Row:
    number: str
    first_name: str
    last_name: str
    birth_date: date
    school: School
    class_name: str
    first_day: date
    insz: str
    level: str


@dataclass(slots=True)
class _Known:
    """What is stored of this board before the import, and what it adds."""

    schools: dict[str, School]
    pupils: dict[str, Pupil]
    enrolments: dict[tuple[int, int, int], Enrolment]
    classes: dict[tuple[int, int, str], ClassGroup]
    seen: dict[str, int] = field(default_factory=dict)
    _added: list[Callable[[], object]] = field(default_factory=list)

    def add_pupil(self, number: str, pupil: Pupil) -> None:
        self.pupils[number] = pupil
        self._added.append(lambda: self.pupils.pop(number))

    def add_class(self, key: tuple[int, int, str], group: ClassGroup) -> None:
        self.classes[key] = group
        self._added.append(lambda: self.classes.pop(key))

    @contextmanager
    def row(self) -> Iterator[None]:
        """Forget what a refused row added, since the database takes it back too."""
        self._added.clear()
        try:
            yield
        except ValidationError:
            for forget in self._added:
                forget()
            raise


def import_pupils(
    *,
    by: Principal,
    board: Board,
    schools: Sequence[School],
    source: Source,
    profile: Profile | None,
    refuse: Refuse,
    report: Report,
    trial: bool = False,
    all_or_nothing: bool = False,
) -> Counts:
    """Make or change pupils of ``schools`` with their enrolment; classes are made where absent.

    A row is taken where anything changed: another name or birth date, another class (from the begin
    date of the row, or from today where that is the first day of the enrolment), another begin date.
    Raises ``ValidationError`` for a file that cannot be read, ``Denied`` where ``by`` may not import.
    """
    for school in schools:
        policy.require_at(by, acts.IMPORT_RUN, school.pk)
    tally = RowTally(refuse)
    with transaction.atomic():
        # A number of the board may be of a pupil whom none of these schools sees.
        with stand(command("invoer van leerlingen", by.on)):
            known = _known(board, schools)
        reader, rows = open_rows(source, profile or mapping.builtin(mapping.PUPILS))
        for count, (line, values) in enumerate(rows, start=1):
            if count % _EVERY == 0:
                report(source.done() / source.size, _("Leerlingen opnemen"))
            with tally.row(line, values), known.row():
                row = _read(reader, values, known)
                refuse_double(known.seen, row.number, _("Leerlingnummer"))
                changed = _save(by=by, board=board, row=row, known=known)
                known.seen[row.number] = line
                tally.count(changed=changed)
        counts = tally.counts()
        finish(by=by, kind=Pupil, counts=counts, source=source, undo=trial or (all_or_nothing and counts.refusals > 0))
    return counts


def _known(board: Board, schools: Sequence[School]) -> _Known:
    numbers = PupilNumber.objects.filter(board=board).select_related("pupil__merged_into")
    enrolments = Enrolment.objects.filter(school__in=schools).select_related("pupil", "school").order_by("period")
    return _Known(
        schools={school.number: school for school in schools},
        pupils={each.number: each.pupil.merged_into or each.pupil for each in numbers},
        enrolments={(each.pupil_id, each.school_id, each.school_year): each for each in enrolments},
        classes={
            (each.school_id, each.school_year, each.name): each
            for each in ClassGroup.objects.filter(school__in=schools)
        },
    )


def _read(reader: Reader, values: Sequence[Value], known: _Known) -> _Row:
    check_width(reader, values)
    need(reader, values, "leerlingnummer")
    number = normalise(reader.number(values, "leerlingnummer"))
    school_number = reader.number(values, "instellingsnummer")
    school = known.schools.get(school_number)
    if school is None:
        raise ValidationError(
            _(
                "Instellingsnummer “%(number)s” is geen school waarvoor u invoert. Kijk het na, of voer "
                "eerst de scholen in."
            )
            % {"number": school_number}
        )
    return _Row(
        number=number,
        first_name=need(reader, values, "voornaam"),
        last_name=need(reader, values, "naam"),
        birth_date=reader.day(values, "geboortedatum"),
        school=school,
        class_name=need(reader, values, "klas"),
        first_day=_first_day(reader, values),
        insz=reader.text(values, "insz"),
        level=_level(reader.text(values, "niveau")),
    )


def _first_day(reader: Reader, values: Sequence[Value]) -> date:
    day = reader.day(values, "begindatum")
    if day.month in _SUMMER:
        raise ValidationError(
            _(
                "De inschrijving begint op %(day)s, buiten een schooljaar. Gebruik de eerste dag op "
                "school, vanaf 1 september."
            )
            % {"day": f"{day:%d/%m/%Y}"},
            code=reasons.OUTSIDE,
        )
    return day


def _level(text: str) -> str:
    if not text:
        return ""
    for value, words in Level.choices:
        if text.casefold() in (value, str(words).casefold()):
            return str(value)
    raise ValidationError(
        _("Niveau “%(text)s” bestaat niet. Kies uit: %(choices)s.") % {"text": text, "choices": ", ".join(Level.values)}
    )


def _save(*, by: Principal, board: Board, row: _Row, known: _Known) -> bool:
    pupil, changed = _save_pupil(by=by, board=board, row=row, known=known)
    year = law.school_year(row.first_day)
    enrolment = known.enrolments.get((pupil.pk, row.school.pk, year))
    group = _class(by=by, row=row, year=year, known=known)
    if enrolment is None:
        enrol(
            by=by,
            pupil=pupil,
            school=row.school,
            first_day=row.first_day,
            class_group=group,
            level=row.level or None,
        )
        return True
    return _save_class(by=by, enrolment=enrolment, group=group, row=row) or changed


def _save_pupil(*, by: Principal, board: Board, row: _Row, known: _Known) -> tuple[Pupil, bool]:
    pupil = known.pupils.get(row.number)
    if pupil is None and row.insz:
        pupil = policy.visible(Pupil, to=by, act=acts.PUPIL_EDIT).filter(insz=row.insz.translate(_PUNCTUATION)).first()
        if pupil is not None:
            change_pupil(by=by, pupil=pupil, numbers=[(board, row.number)])
            known.add_pupil(row.number, pupil)
    if pupil is None:
        pupil = create_pupil(
            by=by,
            first_name=row.first_name,
            last_name=row.last_name,
            birth_date=row.birth_date,
            numbers=[(board, row.number)],
            insz=row.insz or None,
        )
        known.add_pupil(row.number, pupil)
        return pupil, True
    stored = (pupil.first_name, pupil.last_name, pupil.birth_date)
    given = (row.first_name, row.last_name, row.birth_date)
    if stored == given and (not row.insz or pupil.insz == row.insz.translate(_PUNCTUATION)):
        return pupil, False
    if all(was != now for was, now in zip(stored, given, strict=True)):
        raise ValidationError(
            _(
                "Leerlingnummer %(number)s is van een leerling met een andere naam en geboortedatum. "
                "Kijk het nummer na: een nummer gaat nooit over op een andere leerling."
            )
            % {"number": row.number}
        )
    details: dict[str, Any] = {"insz": row.insz.translate(_PUNCTUATION)} if row.insz else {}
    change_pupil(
        by=by, pupil=pupil, first_name=row.first_name, last_name=row.last_name, birth_date=row.birth_date, **details
    )
    return pupil, True


_PUNCTUATION = str.maketrans(dict.fromkeys(" .-"))


def _class(*, by: Principal, row: _Row, year: int, known: _Known) -> ClassGroup:
    key = (row.school.pk, year, row.class_name)
    if key not in known.classes:
        known.add_class(key, create_class(by=by, school=row.school, school_year=year, name=row.class_name))
    return known.classes[key]


def _save_class(*, by: Principal, enrolment: Enrolment, group: ClassGroup, row: _Row) -> bool:
    """Settle class and begin date of an enrolment that exists; whether anything changed."""
    begin, end = enrolment.period.lower, enrolment.period.upper
    moved_back = bool(row.first_day < begin)
    if moved_back:
        correct_enrolment(by=by, enrolment=enrolment, first_day=row.first_day)
    places = list(Placement.objects.filter(enrolment=enrolment).order_by("period"))
    if not places or places[-1].class_group_id != group.pk:
        today = timezone.localdate()
        later = row.first_day if row.first_day > begin else min(max(today, begin), end)
        change_class(by=by, enrolment=enrolment, class_group=group, first_day=later if later < end else begin)
        return True
    if row.first_day > begin and len(places) == 1:
        correct_enrolment(by=by, enrolment=enrolment, first_day=row.first_day)
        return True
    return moved_back
