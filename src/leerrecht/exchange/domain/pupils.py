"""Import of pupils: who they are, at which school and in which class."""

from collections.abc import Callable, Iterator, Mapping, Sequence
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
from leerrecht.exchange.domain import differences, mapping, reasons, sources
from leerrecht.exchange.domain.differences import Changes
from leerrecht.exchange.domain.files import Source, Value
from leerrecht.exchange.domain.mapping import Profile, Reader
from leerrecht.exchange.domain.reasons import Counts, Refuse, Report
from leerrecht.exchange.domain.schools import RowTally, check_width, finish, need, open_rows, refuse_double
from leerrecht.organisations.domain.sources import CLASSES, ENROLMENTS, NAMES
from leerrecht.organisations.models import Board, School
from leerrecht.people.domain.numbers import normalise
from leerrecht.people.domain.pupils import change_pupil, create_pupil
from leerrecht.people.models import Pupil, PupilNumber

_SUMMER = (7, 8)
_EVERY = 20


@dataclass(frozen=True, slots=True)
class PupilRow:
    """What a file says of one pupil at one school; ``birth_date`` is None where the file does not tell."""

    number: str
    first_name: str
    last_name: str
    birth_date: date | None
    school: School
    class_name: str
    first_day: date
    insz: str = ""
    level: str = ""
    last_day: date | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Known:
    """What is stored of this board before the import, and what it adds."""

    schools: dict[str, School]
    pupils: dict[str, Pupil]
    enrolments: dict[tuple[int, int, int], Enrolment]
    classes: dict[tuple[int, int, str], ClassGroup]
    parts: Mapping[int, frozenset[str]]
    seen: dict[str, int] = field(default_factory=dict)
    _added: list[Callable[[], object]] = field(default_factory=list)

    def add_pupil(self, number: str, pupil: Pupil) -> None:
        self.pupils[number] = pupil
        self._added.append(lambda: self.pupils.pop(number))

    def add_class(self, key: tuple[int, int, str], group: ClassGroup) -> None:
        self.classes[key] = group
        self._added.append(lambda: self.classes.pop(key))

    def takes(self, part: str, school: School) -> bool:
        """Whether the file may change this part of what is kept already of a pupil of the school."""
        return part in self.parts[school.pk]

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
    changes: Changes | None = None,
) -> Counts:
    """Make or change pupils of ``schools`` with their enrolment; classes are made where absent.

    A row is taken where anything changed: another name or birth date, another class (from the begin
    date of the row, or from today where that is the first day of the enrolment), another begin date.
    Of a school that says which parts come from its package, only those change. What changes is told to ``changes``.
    Raises ``ValidationError`` for a file that cannot be read, ``Denied`` where ``by`` may not import.
    """
    for school in schools:
        policy.require_at(by, acts.IMPORT_RUN, school.pk)
    tally, changes = RowTally(refuse), changes or Changes()
    with transaction.atomic():
        known = known_of(by, board, schools)
        reader, rows = open_rows(source, profile or mapping.builtin(mapping.PUPILS))
        for count, (line, values) in enumerate(rows, start=1):
            if count % _EVERY == 0:
                report(source.done() / source.size, _("Leerlingen opnemen"))
            with tally.row(line, values), known.row(), changes.row(line):
                row = _read(reader, values, known)
                refuse_double(known.seen, row.number, _("Leerlingnummer"))
                changed = _save(by=by, board=board, row=row, known=known, changes=changes)
                known.seen[row.number] = line
                tally.count(changed=changed)
        counts = tally.counts()
        finish(by=by, kind=Pupil, counts=counts, source=source, undo=trial or (all_or_nothing and counts.refusals > 0))
    return counts


def known_of(by: Principal, board: Board, schools: Sequence[School]) -> Known:
    """What is stored of the board: a number may be of a pupil whom none of these schools sees."""
    with stand(command("invoer van leerlingen", by.on)):
        numbers = PupilNumber.objects.filter(board=board).select_related("pupil__merged_into")
        enrolments = Enrolment.objects.filter(school__in=schools).select_related("pupil", "school").order_by("period")
        return Known(
            schools={school.number: school for school in schools},
            pupils={each.number: each.pupil.merged_into or each.pupil for each in numbers},
            enrolments={(each.pupil_id, each.school_id, each.school_year): each for each in enrolments},
            classes={
                (each.school_id, each.school_year, each.name): each
                for each in ClassGroup.objects.filter(school__in=schools)
            },
            parts=sources.parts_taken(schools),
        )


def _read(reader: Reader, values: Sequence[Value], known: Known) -> PupilRow:
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
    return PupilRow(
        number=number,
        first_name=need(reader, values, "voornaam"),
        last_name=need(reader, values, "naam"),
        birth_date=reader.day(values, "geboortedatum"),
        school=school,
        class_name=need(reader, values, "klas"),
        first_day=check_first_day(reader.day(values, "begindatum")),
        insz=reader.text(values, "insz"),
        level=_level(reader.text(values, "niveau")),
    )


def check_first_day(day: date) -> date:
    """The day, where a school year can begin with it; else ``ValidationError``."""
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


def _save(*, by: Principal, board: Board, row: PupilRow, known: Known, changes: Changes) -> bool:
    pupil, changed = save_pupil(by=by, board=board, row=row, known=known, changes=changes)
    year = law.school_year(row.first_day)
    enrolment = known.enrolments.get((pupil.pk, row.school.pk, year))
    if enrolment is None:
        enrol_row(by=by, pupil=pupil, row=row, known=known, changes=changes)
        return True
    return _save_class(by=by, enrolment=enrolment, row=row, known=known, changes=changes) or changed


def enrol_row(*, by: Principal, pupil: Pupil, row: PupilRow, known: Known, changes: Changes) -> Enrolment:
    """The enrolment that a row tells of, in its class."""
    group = class_of(by=by, row=row, known=known)
    made = enrol(
        by=by, pupil=pupil, school=row.school, first_day=row.first_day, last_day=row.last_day, class_group=group,
        level=row.level or None,
    )  # fmt: skip
    if row.last_day:
        period = _("%(first)s tot en met %(last)s") % {
            "first": differences.shown(row.first_day),
            "last": differences.shown(row.last_day),
        }
    else:
        period = _("vanaf %(first)s") % {"first": differences.shown(row.first_day)}
    changes.add(differences.NEW, pupil, _("Inschrijving"), "", f"{group.name}, {period}")
    return made


def save_pupil(*, by: Principal, board: Board, row: PupilRow, known: Known, changes: Changes) -> tuple[Pupil, bool]:
    """The pupil of a row, made or changed where needed, and whether anything was."""
    pupil, changed = known.pupils.get(row.number), False
    if pupil is None and row.insz:
        pupil = policy.visible(Pupil, to=by, act=acts.PUPIL_EDIT).filter(insz=row.insz.translate(_PUNCTUATION)).first()
        if pupil is not None:
            change_pupil(by=by, pupil=pupil, numbers=[(board, row.number)])
            changes.add(differences.CHANGED, pupil, _("Leerlingnummer"), "", row.number)
            known.add_pupil(row.number, pupil)
            changed = True
    if pupil is None:
        return _create(by=by, board=board, row=row, known=known, changes=changes), True
    birth_date = row.birth_date or pupil.birth_date
    stored = (pupil.first_name, pupil.last_name, pupil.birth_date)
    given = (row.first_name, row.last_name, birth_date)
    if all(was != now for was, now in zip(stored, given, strict=True)):
        raise ValidationError(
            _(
                "Leerlingnummer %(number)s is van een leerling met een andere naam en geboortedatum. "
                "Kijk het nummer na: een nummer gaat nooit over op een andere leerling."
            )
            % {"number": row.number}
        )
    if not known.takes(NAMES, row.school):
        return pupil, changed
    wanted: dict[str, Any] = {"first_name": row.first_name, "last_name": row.last_name, "birth_date": birth_date}
    if row.insz:
        wanted["insz"] = row.insz.translate(_PUNCTUATION)
    wanted |= row.details
    new = {name: value for name, value in wanted.items() if getattr(pupil, name) != value}
    if not new:
        return pupil, changed
    who = str(pupil)
    for name, value in new.items():
        before, after = _told(name, getattr(pupil, name)), _told(name, value)
        changes.add(differences.CHANGED, who, _label(name), before, after)
    change_pupil(by=by, pupil=pupil, **new)
    return pupil, True


def _create(*, by: Principal, board: Board, row: PupilRow, known: Known, changes: Changes) -> Pupil:
    if row.birth_date is None:
        raise ValidationError(
            _("Deze leerling is nieuw en heeft geen geboortedatum in het bestand. Neem de geboortedatum mee op.")
        )
    pupil = create_pupil(
        by=by,
        first_name=row.first_name,
        last_name=row.last_name,
        birth_date=row.birth_date,
        numbers=[(board, row.number)],
        insz=row.insz or None,
        **row.details,
    )
    changes.add(differences.NEW, pupil, _("Leerling"), "", f"{row.number}, {differences.shown(row.birth_date)}")
    known.add_pupil(row.number, pupil)
    return pupil


def _label(name: str) -> str:
    return str(Pupil._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]


def _told(name: str, value: object) -> object:
    """A value in words; of a national number only that there is one."""
    if name == "insz":
        return "…" if value else ""
    choices = dict(getattr(Pupil._meta.get_field(name), "choices", None) or ())
    return choices.get(value, value)


_PUNCTUATION = str.maketrans(dict.fromkeys(" .-"))


def class_of(*, by: Principal, row: PupilRow, known: Known) -> ClassGroup:
    """The class that a row names, made where absent."""
    key = (row.school.pk, law.school_year(row.first_day), row.class_name)
    if key not in known.classes:
        known.add_class(key, create_class(by=by, school=row.school, school_year=key[1], name=row.class_name))
    return known.classes[key]


def _save_class(*, by: Principal, enrolment: Enrolment, row: PupilRow, known: Known, changes: Changes) -> bool:
    """Settle class and begin date of an enrolment that exists; whether anything changed."""
    begin, end = enrolment.period.lower, enrolment.period.upper
    days, classes = known.takes(ENROLMENTS, row.school), known.takes(CLASSES, row.school)
    moved_back = bool(row.first_day < begin) and days
    if moved_back:
        move_begin(by=by, enrolment=enrolment, first_day=row.first_day, changes=changes)
    places = list(Placement.objects.filter(enrolment=enrolment).select_related("class_group").order_by("period"))
    if not places or places[-1].class_group.name != row.class_name:
        if not classes:
            return moved_back
        today = timezone.localdate()
        later = row.first_day if row.first_day > begin else min(max(today, begin), end)
        first_day = later if later < end else begin
        move(by=by, enrolment=enrolment, row=row, first_day=first_day, known=known, changes=changes, places=places)
        return True
    if row.first_day > begin and len(places) == 1 and days:
        move_begin(by=by, enrolment=enrolment, first_day=row.first_day, changes=changes)
        return True
    return moved_back


def move(
    *,
    by: Principal,
    enrolment: Enrolment,
    row: PupilRow,
    first_day: date,
    known: Known,
    changes: Changes,
    places: Sequence[Placement],
) -> None:
    """Another class from a day on."""
    change_class(by=by, enrolment=enrolment, class_group=class_of(by=by, row=row, known=known), first_day=first_day)
    before = places[-1].class_group.name if places else ""
    after = _("%(name)s vanaf %(day)s") % {"name": row.class_name, "day": differences.shown(first_day)}
    changes.add(differences.CHANGED, enrolment.pupil, _("Klas"), before, after)


def move_begin(*, by: Principal, enrolment: Enrolment, first_day: date, changes: Changes) -> None:
    """Another first day of an enrolment."""
    before = enrolment.period.lower
    correct_enrolment(by=by, enrolment=enrolment, first_day=first_day)
    changes.add(differences.CHANGED, enrolment.pupil, _("Eerste dag"), before, first_day)
