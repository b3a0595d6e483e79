"""What attendance does when two records of one child, or two enrolments of it, become one."""

from collections.abc import Mapping

from django.db import connection
from django.utils.translation import gettext as _

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.half_days import name_writer
from leerrecht.attendance.models import Certificate, HalfDay, HalfDayNote, LessonMark, Mark
from leerrecht.people.domain.merging import DROP, Conflict
from leerrecht.people.models import Pupil

PARTS = {"vm": "voormiddag", "nm": "namiddag"}

# Both records say the same code: the one that rests on a certificate or has a ground stays, else the kept one's.
# The trigger keeps the other in the history, which moves along so that nobody has to look in two places.
_DROP_DOUBLES = """
WITH told AS (
    SELECT school_year, pupil_id, date, part, (certificate_id IS NOT NULL, ground <> '') AS weight
    FROM attendance_halfday WHERE pupil_id IN (%(keep)s, %(drop)s)
)
DELETE FROM attendance_halfday twice USING told mine, told other
WHERE twice.school_year = mine.school_year AND twice.pupil_id = mine.pupil_id
  AND twice.date = mine.date AND twice.part = mine.part
  AND other.school_year = mine.school_year AND other.date = mine.date AND other.part = mine.part
  AND ((mine.pupil_id = %(drop)s AND other.pupil_id = %(keep)s AND other.weight >= mine.weight)
    OR (mine.pupil_id = %(keep)s AND other.pupil_id = %(drop)s AND other.weight > mine.weight))
"""
_MOVE = "UPDATE attendance_halfday SET pupil_id = %(keep)s WHERE pupil_id = %(drop)s"
_MOVE_HISTORY = "UPDATE attendance_halfdayhistory SET pupil_id = %(keep)s WHERE pupil_id = %(drop)s"
_REHANG = "UPDATE attendance_halfday SET enrolment_id = %(new)s WHERE enrolment_id = %(old)s"
_REHANG_HISTORY = "UPDATE attendance_halfdayhistory SET enrolment_id = %(new)s WHERE enrolment_id = %(old)s"


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:
    """Move half-days with their history and notes, lesson marks and certificates; conflicts are settled before."""
    pupils = {"keep": keep.pk, "drop": drop.pk}
    name_writer(by)
    with connection.cursor() as cursor:
        cursor.execute(_DROP_DOUBLES, pupils)
        doubles = cursor.rowcount
        cursor.execute(_MOVE, pupils)
        moved = cursor.rowcount
        cursor.execute(_MOVE_HISTORY, pupils)
    lessons = LessonMark.objects.filter(pupil=drop)
    known = set(LessonMark.objects.filter(pupil=keep).values_list("date", "hour"))
    double_lessons = [mark.pk for mark in lessons if (mark.date, mark.hour) in known]
    LessonMark.objects.filter(pk__in=double_lessons).delete()
    return {
        "half_days": moved,
        "half_days_on_both": doubles,
        "lesson_marks": LessonMark.objects.filter(pupil=drop).update(pupil=keep),
        "half_day_notes": HalfDayNote.objects.filter(pupil=drop).update(pupil=keep),
        "certificates": Certificate.objects.filter(pupil=drop).update(pupil=keep),
    }


def move_marks(*, by: Principal, old: int, new: int) -> None:
    """Hang half-days and lesson marks of one enrolment on another at the same school."""
    name_writer(by)
    with connection.cursor() as cursor:
        cursor.execute(_REHANG, {"old": old, "new": new})
        cursor.execute(_REHANG_HISTORY, {"old": old, "new": new})
    LessonMark.objects.filter(enrolment_id=old).update(enrolment_id=new)


class HalfDayChooser:
    """Half-days to which the two records give a different code: a person says which one is right."""

    def conflicts(self, *, by: Principal, keep: Pupil, drop: Pupil) -> list[Conflict]:
        """In order of time; a code of a school that ``by`` does not know is not told."""
        kept = {(half.date, half.part): half for half in HalfDay.objects.filter(pupil_id=keep.pk)}
        found = []
        for theirs in HalfDay.objects.filter(pupil_id=drop.pk).order_by("date", "-part"):
            mine = kept.get((theirs.date, theirs.part))
            if mine is None or mine.mark == theirs.mark:
                continue
            found.append(
                Conflict(
                    key=f"{theirs.date.isoformat()}-{theirs.part}",
                    what=f"{theirs.date:%d/%m/%Y}, {PARTS[theirs.part]}",
                    keep=_told(by, mine),
                    drop=_told(by, theirs),
                )
            )
        return found

    def resolve(self, *, by: Principal, keep: Pupil, drop: Pupil, choices: Mapping[str, str]) -> None:
        """Take the half-day away that was not chosen; the history keeps it."""
        name_writer(by)
        for conflict in self.conflicts(by=by, keep=keep, drop=drop):
            day, _dash, part = conflict.key.rpartition("-")
            loser = keep if choices[conflict.key] == DROP else drop
            HalfDay.objects.filter(pupil_id=loser.pk, date=day, part=part).delete()


def _told(by: Principal, half: HalfDay) -> str:
    if not (by.system or half.school_id in by.places(acts.REGISTER_VIEW)):
        return _("een code van een andere school")
    return f"{half.mark} ({Mark(half.mark).label})"
