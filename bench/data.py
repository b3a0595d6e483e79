"""A school of 1,200 pupils with a full year behind it, made by SQL: bench data need no verbs."""

from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from leerrecht import law
from leerrecht.access.models import User
from leerrecht.enrolment.models import ClassGroup
from leerrecht.organisations.models import Board, Membership, Organisation, School

PER_CLASS = 25
ALWAYS = DateRange(date(2000, 1, 1), None)


def make_school(*, year: int, pupils: int, number: str, absent: float = 0.06, analyze: bool = True) -> School:
    """A secondary school with ``pupils`` in classes of 25 and ``absent`` of all half-days marked."""
    board = Board.objects.create(kind="bestuur", name=f"Bestuur {number}")
    school = School.objects.create(
        kind="school", name=f"School {number}", number=number, level="secundair", board=board
    )
    days = [date(year, 9, 1) + timedelta(days=offset) for offset in range(303)]
    held = [(day, part) for day in days for part in ("vm", "nm") if law.is_half_day(day, part)]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO enrolment_classgroup (school_id, school_year, name)
            SELECT %(school)s, %(year)s, 'K' || lpad(n::text, 3, '0') FROM generate_series(1, %(classes)s) n
            """,
            {"school": school.pk, "year": year, "classes": pupils // PER_CLASS},
        )
        cursor.execute(
            _PUPILS, {"school": school.pk, "board": board.pk, "year": year, "pupils": pupils, "size": PER_CLASS}
        )
        cursor.execute(
            _MARKS,
            {
                "school": school.pk, "year": year, "absent": absent,
                "days": [day for day, _part in held], "parts": [part for _day, part in held],
            },
        )  # fmt: skip
        if analyze:
            cursor.execute("SELECT wall_statistics()")
    return school


_PUPILS = """
WITH made AS (
    INSERT INTO people_pupil (first_name, last_name, sort_key, birth_date, gender, nationality, domicile, home_language,
                              residence, created_at)
    SELECT 'Kind', 'Nummer ' || n, 'nummer ' || lpad(n::text, 5, '0'),
           make_date(%(year)s - 12 - n %% 6, 1 + n %% 12, 9),
           '', 'BE', 'BE', '', 'thuis', now()
    FROM generate_series(1, %(pupils)s) n
    RETURNING id
), numbered AS (
    SELECT id, row_number() OVER (ORDER BY id) AS n FROM made
), known AS (
    INSERT INTO people_pupilnumber (pupil_id, board_id, number)
    SELECT id, %(board)s, lpad(n::text, 10, '0') FROM numbered
), enrolled AS (
    INSERT INTO enrolment_enrolment (pupil_id, school_id, school_year, period, share, level, kind, track,
        b_brought_along, onderwijsvorm, stroom, finaliteit, studierichting, administratieve_groep, buo_type,
        opleidingsvorm, leave_reason)
    SELECT id, %(school)s, %(year)s, daterange(make_date(%(year)s, 9, 1), make_date(%(year)s + 1, 9, 1)), 'voltijds',
           'secundair', 'gewoon', 'voltijds', 0, '', '', '', '', '', '', '', ''
    FROM numbered RETURNING id, pupil_id
)
INSERT INTO enrolment_placement (enrolment_id, class_group_id, period)
SELECT e.id, c.id, daterange(make_date(%(year)s, 9, 1), make_date(%(year)s + 1, 9, 1))
FROM enrolled e JOIN numbered n ON n.id = e.pupil_id
JOIN (SELECT id, row_number() OVER (ORDER BY name) AS n FROM enrolment_classgroup WHERE school_id = %(school)s) c
  ON c.n = 1 + (n.n - 1) / %(size)s
"""

_MARKS = """
INSERT INTO attendance_halfday (school_year, pupil_id, date, part, enrolment_id, school_id, mark, source)
SELECT %(year)s, e.pupil_id, h.day, h.part, e.id, e.school_id,
       (ARRAY['Z', 'Z', 'Z', 'Z', 'B', 'B', 'R', 'P', '-', 'L'])[1 + floor(random() * 10)::int], 'register'
FROM enrolment_enrolment e, unnest(%(days)s::date[], %(parts)s::text[]) AS h (day, part)
WHERE e.school_id = %(school)s AND random() < %(absent)s
"""


def make_user(*, school: School, role: str, username: str, password: str) -> User:
    user = User.objects.create(
        username=username, first_name="Bench", last_name="Mark", password=make_password(password), demo=True
    )
    Membership.objects.create(user=user, organisation=Organisation.objects.get(pk=school.pk), role=role, period=ALWAYS)
    return user


def class_ids(school: School) -> list[int]:
    return list(ClassGroup.objects.filter(school=school).order_by("name").values_list("pk", flat=True))
