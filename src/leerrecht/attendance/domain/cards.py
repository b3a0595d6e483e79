"""The card of a half-day: mark with its ground and own code as a whole, and a note beside it.

Where the mark stays the same, only ground and own code change: the certificate, the director's
approval and the verifier's verdict that rest on the mark stay with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from leerrecht import law
from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.details import check_ground, check_sub_code
from leerrecht.attendance.domain.entries import PRESENT, Cell, Entry, Saved
from leerrecht.attendance.domain.half_days import name_writer
from leerrecht.attendance.domain.register import save_register
from leerrecht.attendance.models import HalfDay, HalfDayNote
from leerrecht.enrolment.models import ClassGroup, Enrolment
from leerrecht.facts.domain import changes

LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says beside the mark.

    ``details`` where ground and own code are said as a whole (empty: none); ``note`` None where it says nothing
    about the note, and empty to take it away.
    """

    pupil_id: int
    details: bool = False
    note: str | None = None


_REFINE = """
UPDATE attendance_halfday SET ground = %(ground)s, sub_code_id = %(sub_code)s, entered_by_id = %(user)s,
    entered_at = now(), version = version + 1
WHERE school_year = %(year)s AND pupil_id = %(pupil)s AND date = %(date)s AND part = %(part)s
  AND version = %(seen)s
RETURNING pupil_id, mark, version, late_minutes, ground, entered_by_id, entered_at
"""


@transaction.atomic
def save_cards(
    *,
    by: Principal,
    class_group_id: int,
    date: Date,
    part: str,
    entries: Sequence[Entry],
    taken: bool,
    cards: Sequence[Card],
) -> Saved:
    """As ``save_register`` for entries of which some come from a card. Each card goes with an entry of its pupil.

    Raises as ``save_register``, and ``ValidationError`` in Dutch: a ground or own code that the law, the
    school or the role does not have, a note that is too long, a card without an entry. Nothing is written then.
    """
    if not cards:
        return save_register(by=by, class_group_id=class_group_id, date=date, part=part, entries=entries, taken=taken)
    by_pupil = {entry.pupil_id: entry for entry in entries}
    if any(card.pupil_id not in by_pupil for card in cards):
        raise ValidationError(_("Een kaart hoort bij een leerling zonder ingave. Laad de pagina opnieuw."))
    if any(card.note is not None and len(card.note) > LONGEST_NOTE for card in cards):
        raise ValidationError(_("Een opmerking telt hoogstens %(most)s tekens.") % {"most": LONGEST_NOTE})
    group = policy.find(ClassGroup, class_group_id, by=by, act=acts.REGISTER_TAKE)
    stored = _stored([card.pupil_id for card in cards], date, part)
    refined = [by_pupil[card.pupil_id] for card in cards if card.details and _same(by_pupil[card.pupil_id], stored)]
    for card in cards:
        if card.details:
            _check_details(by, group.school_id, by_pupil[card.pupil_id], date)
    # Told without its details, a mark that stays is saved already: what differs is refined below.
    alone = {entry.pupil_id: entry._replace(ground="", sub_code_id=None) for entry in refined}
    saved = save_register(
        by=by, class_group_id=class_group_id, date=date, part=part,
        entries=[alone.get(entry.pupil_id, entry) for entry in entries], taken=taken,
    )  # fmt: skip
    saved = _refine(saved, refined, stored, by=by, group=group, day=date, part=part)
    for card in cards:
        if card.note is not None:
            _write_note(by, card.pupil_id, group.school_id, date, part, card.note.strip())
    return saved


def _stored(pupils: Sequence[int], day: Date, part: str) -> dict[int, HalfDay]:
    found = HalfDay.objects.filter(school_year=law.school_year(day), pupil_id__in=pupils, date=day, part=part)
    return {half.pupil_id: half for half in found}


def _same(entry: Entry, stored: Mapping[int, HalfDay]) -> bool:
    half = stored.get(entry.pupil_id)
    return half is not None and (half.mark, half.late_minutes) == (entry.mark, entry.minutes)


def _check_details(by: Principal, school_id: int, entry: Entry, day: Date) -> None:
    if not (by.system or school_id in by.places(acts.ABSENCE_EDIT)):
        raise ValidationError(_("Een grond of eigen code geeft het secretariaat in."))
    if entry.mark == PRESENT and (entry.ground or entry.sub_code_id):
        raise ValidationError(_("Wie aanwezig is, heeft geen grond of eigen code."))
    if entry.ground:
        enrolment = Enrolment.objects.filter(
            pupil_id=entry.pupil_id, school_id=school_id, period__contains=day
        ).first()  # fmt: skip
        if enrolment is not None:
            check_ground(ground=entry.ground, mark=entry.mark, level=enrolment.level, kind=enrolment.kind, on=day)
    check_sub_code(by=by, sub_code_id=entry.sub_code_id, mark=entry.mark, schools={school_id})


def _refine(
    saved: Saved,
    refined: Sequence[Entry],
    stored: Mapping[int, HalfDay],
    *,
    by: Principal,
    group: ClassGroup,
    day: Date,
    part: str,
) -> Saved:
    changed, conflicts = list(saved.changed), list(saved.conflicts)
    missed = {cell.pupil_id for cell in conflicts}
    for entry in refined:
        half = stored[entry.pupil_id]
        if entry.pupil_id in missed or (half.ground, half.sub_code_id) == (entry.ground, entry.sub_code_id):
            continue
        cell = _refine_one(entry, half, by=by)
        if cell is None:
            conflicts.append(_cell(_stored([entry.pupil_id], day, part).get(entry.pupil_id), entry.pupil_id))
            continue
        changed.append(cell)
        log.record(
            by=by,
            act="halfday.refine",
            kind="attendance.halfday",
            pupil_id=entry.pupil_id,
            organisation_id=group.school_id,
            why=by.why(acts.ABSENCE_EDIT, group.school_id),
            detail={"mark": cell.mark, "version": cell.version},
        )
        changes.notify([entry.pupil_id])
    settled = {cell.pupil_id for cell in (*changed, *conflicts)}
    unchanged = tuple(pupil for pupil in saved.unchanged if pupil not in settled)
    return replace(saved, changed=tuple(changed), unchanged=unchanged, conflicts=tuple(conflicts))


def _refine_one(entry: Entry, half: HalfDay, *, by: Principal) -> Cell | None:
    name_writer(by)
    with connection.cursor() as cursor:
        cursor.execute(
            _REFINE,
            {
                "ground": entry.ground, "sub_code": entry.sub_code_id, "user": by.user_id, "year": half.school_year,
                "pupil": entry.pupil_id, "date": half.date, "part": half.part, "seen": entry.seen,
            },
        )  # fmt: skip
        row = cursor.fetchone()
    return Cell(*row) if row else None


def _cell(half: HalfDay | None, pupil_id: int) -> Cell:
    if half is None:
        return Cell(pupil_id, PRESENT, 0, None, "", None, None)
    return Cell(
        pupil_id, half.mark, half.version, half.late_minutes, half.ground, half.entered_by_id, half.entered_at
    )  # fmt: skip


def _write_note(by: Principal, pupil_id: int, school_id: int, day: Date, part: str, text: str) -> None:
    """Keep the note unless it says what is said already; the log holds none of its text."""
    latest = HalfDayNote.objects.filter(pupil_id=pupil_id, school_id=school_id, date=day, part=part).first()
    if (latest.text if latest else "") == text:
        return
    note = HalfDayNote.objects.create(
        pupil_id=pupil_id, school_id=school_id, date=day, part=part, text=text, written_by_id=by.user_id
    )
    log.record(
        by=by,
        act="halfday.note",
        on=note,
        pupil_id=pupil_id,
        organisation_id=school_id,
        why=by.why(acts.REGISTER_TAKE, school_id),
    )
