"""Import of the schools of a board."""

from collections.abc import Iterator, Sequence
from types import TracebackType

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.exchange.domain import files, mapping
from leerrecht.exchange.domain.files import Source, Value
from leerrecht.exchange.domain.mapping import Profile, Reader
from leerrecht.exchange.domain.reasons import REASONS, UNREADABLE, Counts, Refusal, Refuse, Report
from leerrecht.organisations.domain.organisations import change_school, create_board, create_school
from leerrecht.organisations.models import Board, School, SchoolKind, SchoolLevel

_CONTENT = 300


def import_schools(
    *,
    by: Principal,
    board_name: str,
    source: Source,
    profile: Profile | None,
    refuse: Refuse,
    report: Report,
    trial: bool = False,
    all_or_nothing: bool = False,
) -> Counts:
    """Make or change the schools of a board, which is made where it does not exist; each row in its own savepoint.

    Raises ``ValidationError`` for a file that cannot be read, ``Denied``. See :class:`RowTally` for the counts.
    """
    if not (by.system or by.can(acts.ORGANISATION_CREATE)):
        raise policy.Denied(_("Alleen de beheerder voert scholen in."))
    tally = RowTally(refuse)
    with transaction.atomic():
        board = Board.objects.filter(name=board_name).first() or create_board(by=by, name=board_name)
        reader, rows = open_rows(source, profile or mapping.builtin(mapping.SCHOOLS))
        seen: dict[str, int] = {}
        for line, values in rows:
            with tally.row(line, values):
                check_width(reader, values)
                number = reader.number(values, "instellingsnummer")
                refuse_double(seen, number, _("Instellingsnummer"))
                changed = _save(by=by, board=board, number=number, reader=reader, values=values)
                seen[number] = line
                tally.count(changed=changed)
        report(1.0, _("Klaar"))
        counts = tally.counts()
        finish(by=by, kind=School, counts=counts, source=source, undo=trial or (all_or_nothing and counts.refusals > 0))
    return counts


class RowTally:
    """Counts rows: taken (made or changed), unchanged, or refused with the words of the ``ValidationError``."""

    def __init__(self, refuse: Refuse) -> None:
        self._refuse = refuse
        self.taken = self.unchanged = self.refused = 0
        self.outside = 0

    def row(self, line: int, values: Sequence[Value]) -> "_Row":
        return _Row(self, line, values)

    def count(self, *, changed: bool) -> None:
        if changed:
            self.taken += 1
        else:
            self.unchanged += 1

    def refuse(self, line: int, values: Sequence[Value], error: ValidationError) -> None:
        code = getattr(error, "code", None)
        reason = code if code in REASONS else UNREADABLE
        if reason == UNREADABLE:
            self.refused += 1
        else:
            self.outside += 1
        content = ";".join(str(value) for value in values)[:_CONTENT]
        self._refuse(Refusal(line, reason, " ".join(error.messages), content))

    def counts(self) -> Counts:
        return Counts(
            read=self.taken + self.unchanged + self.refused + self.outside,
            taken=self.taken,
            unchanged=self.unchanged,
            refused=(self.outside, 0, 0, 0, 0, self.refused),
        )


class _Row:
    """One row: in a savepoint, so that a refused row leaves nothing behind."""

    def __init__(self, tally: RowTally, line: int, values: Sequence[Value]) -> None:
        self.tally, self.line, self.values = tally, line, values
        self.savepoint = transaction.atomic()

    def __enter__(self) -> None:
        self.savepoint.__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self.savepoint.__exit__(kind, error, trace)
        if isinstance(error, ValidationError):
            self.tally.refuse(self.line, self.values, error)
            return True
        return False


def open_rows(source: Source, profile: Profile) -> tuple[Reader, Iterator[files.Row]]:
    headings, rows = files.open_table(source, profile.separator)
    return Reader(profile, headings), rows


def check_width(reader: Reader, values: Sequence[Value]) -> None:
    if len(values) > reader.width and any(str(value) for value in values[reader.width :]):
        raise ValidationError(
            _("De rij telt %(number)s velden, de kop %(width)s. Controleer het scheidingsteken en de aanhalingstekens.")
            % {"number": len(values), "width": reader.width}
        )


def need(reader: Reader, values: Sequence[Value], key: str) -> str:
    """The text of a field that may not be empty."""
    text = reader.text(values, key)
    if not text:
        label = next(each.label for each in mapping.FIELDS[reader.profile.kind] if each.key == key)
        raise ValidationError(_("“%(field)s” is leeg. Vul het in.") % {"field": label})
    return text


def refuse_double(seen: dict[str, int], number: str, label: str) -> None:
    if number in seen:
        raise ValidationError(
            _(
                "%(label)s %(number)s staat al op rij %(row)s. Elk nummer mag er één keer staan: "
                "verbeter of verwijder een rij."
            )
            % {"label": label, "number": number, "row": seen[number]}
        )


def finish(*, by: Principal, kind: type[Model], counts: Counts, source: Source, undo: bool) -> None:
    """Write the log entry, or take everything back."""
    if undo:
        transaction.set_rollback(True)
    elif counts.taken:
        log.record(
            by=by,
            act=acts.IMPORT_RUN,
            kind=kind._meta.label_lower,
            detail={"read": counts.read, "taken": counts.taken, "refused": counts.refusals, "file": source.name},
        )


def _save(*, by: Principal, board: Board, number: str, reader: Reader, values: Sequence[Value]) -> bool:
    name = need(reader, values, "naam")
    level = _choice(need(reader, values, "niveau"), SchoolLevel, _("Niveau"))
    kind = _choice(reader.text(values, "soort") or SchoolKind.GEWOON.value, SchoolKind, _("Soort"))
    school = School.objects.filter(number=number).first()
    if school is None:
        create_school(by=by, board=board, number=number, name=name, level=level, school_kind=kind)
        return True
    if school.board_id != board.pk:
        raise ValidationError(
            _("Instellingsnummer %(number)s is al van een school van een ander bestuur. Kijk het nummer na.")
            % {"number": number}
        )
    if (school.name, school.level, school.school_kind) == (name, level, kind):
        return False
    change_school(by=by, school=school, name=name, level=level, school_kind=kind)
    return True


def _choice(text: str, choices: type[SchoolLevel] | type[SchoolKind], label: str) -> str:
    for value, words in choices.choices:
        if text.casefold() in (value, str(words).casefold()):
            return str(value)
    raise ValidationError(
        _("%(label)s “%(text)s” bestaat niet. Kies uit: %(choices)s.")
        % {"label": label, "text": text, "choices": ", ".join(choices.values)}
    )
