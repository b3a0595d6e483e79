"""The half-days of one pupil as pupil and parents read them: in words, and only what the school confirmed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.attendance.models import HalfDay, Mark
from leerrecht.law import calendar
from leerrecht.people.models import Pupil

# Words that do not accuse; the regulations know these as codes.
WORDS: dict[str, str | Promise] = {
    Mark.A: _("niet op school, dat hoeft op deze leeftijd nog niet"),
    Mark.B: _("niet op school, zonder reden die de school kan aanvaarden"),
    Mark.H: _("bij een therapeut, met een attest"),
    Mark.M: _("niet op de werkplek"),
    Mark.P: _("niet op school, met toestemming van de directeur"),
    Mark.R: _("niet op school, met een geldige reden"),
    Mark.Z: _("ziek"),
    Mark.LATE: _("te laat, maar wel op school"),
}
PARTS: dict[str, str | Promise] = {"vm": _("voormiddag"), "nm": _("namiddag")}


@dataclass(frozen=True, slots=True)
class Half:
    """One half-day that differs from present.

    ``waits``: P is asked, the director did not answer yet. ``late``: at school all the same.
    """

    date: date
    part: str
    words: str | Promise
    waits: bool = False
    late: bool = False

    @property
    def part_words(self) -> str | Promise:
        return PARTS[self.part]


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    halves: Sequence[Half]


@dataclass(frozen=True, slots=True)
class Presence:
    """``counts`` are words with how many half-days, most first. ``open`` are those without a known reason."""

    label: str
    counts: Sequence[tuple[str | Promise, int]]
    months: Sequence[Month]
    open: Sequence[Half]


def presence(by: Principal, pupil: Pupil) -> Presence:
    """The school year of today; one query."""
    year = calendar.school_year(by.on)
    rows = list(
        policy.visible(HalfDay, to=by, act=acts.OWN_VIEW)
        .filter(school_year=year, pupil_id=pupil.pk, date__lte=by.on)
        .order_by("-date", "part")
        .values_list("date", "part", "mark", "approved_at")
    )
    known: list[Half] = []
    open_: list[Half] = []
    for day, part, mark, approved in rows:
        if mark == Mark.UNKNOWN:
            open_.append(Half(day, part, _("reden nog niet bekend")))
        elif mark == Mark.P and approved is None:
            open_.append(Half(day, part, _("gevraagd, de directeur heeft nog niet geantwoord"), waits=True))
        else:
            known.append(Half(day, part, WORDS[mark], late=mark == Mark.LATE))
    counted = Counter(half.words for half in known)
    return Presence(calendar.label(year), counted.most_common(), _months(known), open_)


def _months(halves: Sequence[Half]) -> list[Month]:
    found: dict[date, list[Half]] = {}
    for half in halves:
        found.setdefault(half.date.replace(day=1), []).append(half)
    return [Month(first, rows) for first, rows in found.items()]
