"""What attendance does when two records of one child become one."""

from django.db import connection

from leerrecht.access.principal import Principal
from leerrecht.attendance.models import Certificate, LessonMark
from leerrecht.people.models import Pupil

# On a half-day that both records have marked, the kept one's mark stays; the trigger keeps the other
# in the history, which moves along so that nobody has to look in two places.
_DROP_DOUBLES = """
DELETE FROM attendance_halfday twice USING attendance_halfday kept
WHERE twice.pupil_id = %(drop)s AND kept.pupil_id = %(keep)s AND kept.school_year = twice.school_year
  AND kept.date = twice.date AND kept.part = twice.part
"""
_MOVE = "UPDATE attendance_halfday SET pupil_id = %(keep)s WHERE pupil_id = %(drop)s"
_MOVE_HISTORY = "UPDATE attendance_halfdayhistory SET pupil_id = %(keep)s WHERE pupil_id = %(drop)s"


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:
    """Move half-days with their history, lesson marks and certificates."""
    pupils = {"keep": keep.pk, "drop": drop.pk}
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('leerrecht.user', %s, true)", [str(by.user_id or "")])
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
        "certificates": Certificate.objects.filter(pupil=drop).update(pupil=keep),
    }
