"""What AGODI knows beside what we know: the difference is what must be sent. One set-based query."""

from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from typing import Any

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.attendance.models import HalfDay
from leerrecht.discimus import rules
from leerrecht.discimus.domain.queries.seen import Seen, rows_of
from leerrecht.discimus.models import STANDING, Connection, Message
from leerrecht.enrolment.models import Enrolment

# Why the two differ, in the order in which somebody should look: keys of ``interfaces.words.WHY``.
REFUSED, AWAY, CHANGED, WAITING, UNKNOWN = "geweigerd", "onderweg", "gewijzigd", "wacht", "onbekend"
WHY = (REFUSED, AWAY, CHANGED, WAITING, UNKNOWN)

MESSAGE = (
    "id", "pupil_id", "school_year", "kind", "subject", "date", "part", "value", "state", "current", "tries", "next_at",
    "refused_because", "about",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """One half-day or enrolment on which the two differ, or about which a message stands."""

    pupil_id: int
    subject: str
    kind: str
    school_year: int
    date: Date
    part: str
    ours: str
    theirs: str
    standing: int | None
    state: str
    offered: str
    tries: int

    @property
    def hangs(self) -> bool:
        """We do not know it ourselves yet: no reason, or a P that nobody decided on."""
        return self.ours == rules.WAITS_FOR_A_REASON


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the page: what we know, what AGODI knows, and why they differ."""

    pupil_id: int
    first_name: str
    last_name: str
    kind: str
    date: Date
    part: str
    ours: str
    theirs: str
    why: str
    message_id: int | None
    tries: int
    next_at: datetime | None
    refused_because: str
    about: str

    @property
    def name(self) -> str:
        return f"{self.last_name} {self.first_name}"


@dataclass(frozen=True, slots=True)
class Count:
    """Half-days of one code in one month: how many we know, and how many AGODI."""

    month: str
    code: str
    ours: int
    theirs: int


# Of an enrolment the end is told once it is before the end of the school year.
_OURS = """
ours AS (
    SELECT pupil_id, school_year, 'afwezigheid' AS kind, date, part::text,
           to_char(date, 'YYYY-MM-DD ') || part AS subject,
           CASE WHEN mark = %(waits)s::text OR (mark = 'P' AND approved_at IS NULL) THEN %(waits)s::text
                WHEN mark = ANY(%(codes)s::text[]) THEN mark::text ELSE '' END AS value
    FROM half_days
    UNION ALL
    SELECT pupil_id, school_year, 'inschrijving', lower(period), '', 'inschrijving ' || id,
           to_char(lower(period), 'YYYY-MM-DD/') || CASE WHEN upper(period) < make_date(school_year + 1, 9, 1)
                                                         THEN to_char(upper(period) - 1, 'YYYY-MM-DD') ELSE '' END
    FROM enrolments
), theirs AS (
    SELECT pupil_id, school_year, kind::text, date, part::text, subject::text, value::text FROM messages
    WHERE current AND value <> '' AND (
        (kind = 'afwezigheid' AND date BETWEEN %(since)s::date AND %(today)s::date)
        OR (kind = 'inschrijving'
            AND coalesce(nullif(split_part(value, '/', 2), ''), '9999-12-31')::date >= %(since)s::date))
)
"""
_COMPARED = f"""
, {_OURS}
, standing AS (SELECT * FROM messages WHERE state = ANY(%(standing)s::text[]))
, compared AS (
    SELECT pupil_id, subject, coalesce(o.kind, t.kind, s.kind) AS kind,
           coalesce(o.school_year, t.school_year, s.school_year) AS school_year,
           coalesce(o.date, t.date, s.date) AS date, coalesce(o.part, t.part, s.part) AS part,
           coalesce(o.value, '') AS ours, coalesce(t.value, '') AS theirs,
           s.id AS standing, coalesce(s.state, '') AS state, coalesce(s.value, '') AS offered,
           coalesce(s.tries, 0) AS tries, s.next_at, coalesce(s.refused_because, '') AS refused_because,
           coalesce(s.about, '') AS about
    FROM ours o FULL JOIN theirs t USING (pupil_id, subject) FULL JOIN standing s USING (pupil_id, subject)
    WHERE coalesce(o.value, '') <> coalesce(t.value, '') OR s.id IS NOT NULL
)
"""
_ALL = f"""{_COMPARED}
SELECT pupil_id, subject, kind, school_year, date, part, ours, theirs, standing, state, offered, tries FROM compared
ORDER BY pupil_id, kind DESC, date, part DESC
"""
# Of a subject that is the same at both, a message that is underway is still worth a line.
_SHOWN = f"""{_COMPARED}
, shown AS (
    SELECT *, CASE WHEN state = 'later' THEN 'onderweg' WHEN ours = %(waits)s::text THEN 'onbekend'
                   WHEN state = 'geweigerd' AND offered = ours THEN 'geweigerd'
                   WHEN theirs <> '' THEN 'gewijzigd' ELSE 'wacht' END AS why
    FROM compared WHERE ours <> theirs OR state = 'later'
)
"""
_COUNTED = f"""{_SHOWN}
SELECT why, count(*), count(DISTINCT pupil_id) FROM shown
WHERE %(month)s::text = '' OR to_char(date, 'YYYY-MM') = %(month)s::text
GROUP BY why
"""
_LISTED = f"""{_SHOWN}
SELECT pupil_id, p.first_name, p.last_name, kind, date, part, ours, theirs, why, standing, tries, next_at,
       refused_because, about
FROM shown JOIN people_pupil p ON p.id = pupil_id
WHERE (%(why)s::text = '' OR why = %(why)s::text)
  AND (%(month)s::text = '' OR to_char(date, 'YYYY-MM') = %(month)s::text)
ORDER BY array_position(%(order)s::text[], why), date DESC, p.sort_key, pupil_id, part
LIMIT %(limit)s::bigint OFFSET %(offset)s::bigint
"""
_BY_MONTH = f"""
, {_OURS}
SELECT to_char(date, 'YYYY-MM'), value, count(*) FILTER (WHERE here), count(*) FILTER (WHERE NOT here)
FROM (SELECT date, value, true AS here FROM ours WHERE kind = 'afwezigheid' AND value <> ''
      UNION ALL SELECT date, value, false FROM theirs WHERE kind = 'afwezigheid') AS one
GROUP BY 1, 2 ORDER BY 1 DESC, 2
"""
_ENROLLED = f"""
, {_OURS}
SELECT (SELECT count(*) FROM ours WHERE kind = 'inschrijving'),
       (SELECT count(*) FROM theirs WHERE kind = 'inschrijving')
"""


def compare(to: Principal, connection: Connection, on: Date) -> list[Subject]:
    """Everything that differs or about which a message stands, in the order in which it is sent."""
    return [Subject(*row) for row in rows_of(_seen(to, connection, on), _ALL, _params(connection, on))]


def reasons(to: Principal, connection: Connection, on: Date, *, month: str = "") -> dict[str, tuple[int, int]]:
    """By reason of :data:`WHY` how many lines, and of how many pupils."""
    rows = rows_of(_seen(to, connection, on), _COUNTED, _params(connection, on) | {"month": month})
    return {why: (lines, pupils) for why, lines, pupils in rows}


def differences(
    to: Principal, connection: Connection, on: Date, *, why: str = "", month: str = "", first: int = 0,
    limit: int | None = None,
) -> list[Difference]:  # fmt: skip
    """Lines of the page, what is refused first, the latest first."""
    params = _params(connection, on) | {
        "why": why, "month": month, "order": list(WHY), "limit": limit, "offset": first,
    }  # fmt: skip
    return [Difference(*row) for row in rows_of(_seen(to, connection, on), _LISTED, params)]


def by_month(to: Principal, connection: Connection, on: Date) -> list[Count]:
    """How many half-days of each code, ours beside theirs; the latest month first."""
    return [Count(*row) for row in rows_of(_seen(to, connection, on), _BY_MONTH, _params(connection, on))]


def enrolled(to: Principal, connection: Connection, on: Date) -> tuple[int, int]:
    """How many enrolments we know, and AGODI."""
    rows = rows_of(_seen(to, connection, on), _ENROLLED, _params(connection, on))
    return (rows[0][0], rows[0][1]) if rows else (0, 0)


def _params(connection: Connection, on: Date) -> dict[str, Any]:
    return {
        "waits": rules.WAITS_FOR_A_REASON, "codes": list(rules.SENT), "since": connection.since, "today": on,
        "standing": [str(state) for state in STANDING],
    }  # fmt: skip


def _seen(to: Principal, connection: Connection, on: Date) -> dict[str, Seen]:
    school, years = connection.pk, rules.years(on)

    def of(model: Any) -> Any:
        return policy.visible(model, to=to, act=acts.DISCIMUS_KEEP).filter(school_id=school, school_year__in=years)

    half_days = of(HalfDay).filter(date__range=(connection.since, on))
    enrolments = of(Enrolment).filter(period__startswith__lte=on, period__endswith__gt=connection.since)
    if not rules.ENROLMENTS:
        enrolments = enrolments.filter(pk=0)
    return {
        "half_days": (half_days, ("pupil_id", "school_year", "date", "part", "mark", "approved_at")),
        "enrolments": (enrolments, ("id", "pupil_id", "school_year", "period")),
        "messages": (of(Message), MESSAGE),
    }
