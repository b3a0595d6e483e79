"""What other rooms know of a pupil that bears on the register: one query for each, for all pupils at once.

Each trace says with which house it lies. What a school keeps (or shares with the CLB) counts for the record of that
school; what only a CLB knows counts for a record that only this CLB sees.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from leerrecht.access.compartments import Clb, Gedeeld
from leerrecht.cases.kinds import TrackKind
from leerrecht.cases.models import Case, Track
from leerrecht.facts.models import Fact
from leerrecht.guidance.models import ThuisOpVraag
from leerrecht.law.calendar import first_day, school_year
from leerrecht.law.dates import ONE_DAY
from leerrecht.law.thuis import Spoor
from leerrecht.leerplicht.domain.queries.absent import open_absentees
from leerrecht.organisations.models import OrganisationKind
from leerrecht.people.models import Pupil
from leerrecht.people.models.pupil import Residence
from leerrecht.placement.models import SchoolSearch, Why
from leerrecht.places.models import LIVE, Application
from leerrecht.thuiszitters.models import Thuiszitter
from leerrecht.trajectories.models import HomeEducation, Motive, Signal

ANY = 0
REPORTED = "melding_clb"
_OF_TRACK = {
    TrackKind.TOAH: "ziek", TrackKind.SIO: "ziek", TrackKind.SCHOOL_ZIEKZIJN: "ziek", TrackKind.TYPE5: "ziek",
    TrackKind.POAH: "ziek", TrackKind.RUN_UP: "werk", TrackKind.NAFT: "buiten_school",
    TrackKind.HYBRID: "buiten_school", TrackKind.FLEXIBLE: "buiten_school", TrackKind.TRANSITION: "buiten_school",
    TrackKind.BKT: "buiten_school", TrackKind.GREEN_CARE: "voorziening", TrackKind.DAY_ACTIVITY: "voorziening",
    TrackKind.MFC: "voorziening",
}  # fmt: skip
_OF_RESIDENCE = {Residence.FACILITY: "verblijf_voorziening", Residence.TRAVELLING: "verblijf_trekkend"}
# Home education that was no choice (000:1881-1962).
_FORCED = (Motive.NO_FIT, Motive.ABSENCE, Motive.ILL)


@dataclass(frozen=True, slots=True)
class Trace:
    """``house`` is the school or CLB (``centre``) with which it lies, ANY where everybody around the pupil knows it."""

    spoor: Spoor
    house: int = ANY
    centre: bool = False


Traces = dict[int, list[Trace]]
Reader = Callable[[Sequence[int]], Traces]


def _add(found: Traces, pupil_id: int | None, trace: Trace) -> None:
    if pupil_id is not None:
        found.setdefault(pupil_id, []).append(trace)


def at_home(pupil_ids: Sequence[int]) -> Traces:
    """Records of "home at somebody's request"; one that stopped ended the day before."""
    found: Traces = {}
    rows = ThuisOpVraag.objects.filter(pupil_id__in=pupil_ids).values_list(
        "pupil_id", "organisation_id", "asked_by", "whole", "first", "last", "stopped_on"
    )
    for pupil_id, house, asker, whole, first, last, stopped in rows:
        until = last if stopped is None else min(last, stopped - ONE_DAY)
        _add(found, pupil_id, Trace(Spoor(first, until, soort=f"thuis_{asker}", niets=whole), house))
    return found


def tracks(pupil_ids: Sequence[int]) -> Traces:
    """Tracks of a case that take the place of school for a time."""
    found: Traces = {}
    running = Track.objects.filter(pupil_id__in=pupil_ids, kind__in=_OF_TRACK, since__isnull=False)
    for one in running.filter(compartment__in=(Gedeeld.key, Clb.key)):
        if one.since is not None:
            name = str(one.get_kind_display())
            spoor = Spoor(one.since, one.until, soort=_OF_TRACK[TrackKind(one.kind)], naam=name, uren=one.hours_a_week)
            _add(found, one.pupil_id, Trace(spoor, one.organisation_id, one.compartment == Clb.key))
    return found


def searches(pupil_ids: Sequence[int]) -> Traces:
    """Searches for a school."""
    found: Traces = {}
    rows = SchoolSearch.objects.filter(pupil_id__in=pupil_ids).values_list(
        "pupil_id", "organisation_id", "compartment", "why", "since", "ended_on"
    )
    for pupil_id, house, compartment, why, since, ended in rows:
        kind = "zoektocht_na_uitsluiting" if why == Why.EXCLUDED else "zoektocht"
        spoor = Spoor(since, ended and ended - ONE_DAY, soort=kind)
        _add(found, pupil_id, Trace(spoor, house, compartment == Clb.key))
    return found


def waiting(pupil_ids: Sequence[int]) -> Traces:
    """Waiting lists for a place: known to who noted it, so that no school learns that one looks elsewhere."""
    found: Traces = {}
    rows = Application.objects.filter(pupil_id__in=pupil_ids, state__in=LIVE).values_list(
        "pupil_id", "kept_by_id", "kept_by__kind", "asked_on"
    )
    for pupil_id, house, kind, asked in rows:
        _add(found, pupil_id, Trace(Spoor(asked, soort="wachtlijst"), house, kind == OrganisationKind.CENTRE))
    return found


def at_residence(pupil_ids: Sequence[int]) -> Traces:
    """Where the pupil lives: of no moment by itself."""
    found: Traces = {}
    rows = Pupil.objects.filter(pk__in=pupil_ids, residence__in=_OF_RESIDENCE).values_list("pk", "residence")
    for pupil_id, residence in rows:
        _add(found, pupil_id, Trace(Spoor(date.min, soort=_OF_RESIDENCE[Residence(residence)])))
    return found


def home_educated(pupil_ids: Sequence[int]) -> Traces:
    """Home education that was no choice of the family, as the CLB knows it."""
    found: Traces = {}
    rows = HomeEducation.objects.filter(pupil_id__in=pupil_ids, motive__in=_FORCED).values_list(
        "pupil_id", "centre_id", "begins_on", "ends_on"
    )
    for pupil_id, house, begins, ends in rows:
        _add(found, pupil_id, Trace(Spoor(begins, ends, soort="huisonderwijs"), house, centre=True))
    return found


def noted(pupil_ids: Sequence[int]) -> Traces:
    """Who was put on the register by a person, until a person takes them off."""
    found: Traces = {}
    rows = Thuiszitter.objects.filter(pupil_id__in=pupil_ids, noted=True, ended_on=None)
    for pupil_id, school_id, centre_id, since in rows.values_list("pupil_id", "school_id", "centre_id", "noted_since"):
        spoor = Spoor(since or date.min, soort="genoteerd")
        _add(found, pupil_id, Trace(spoor, school_id or centre_id or ANY, school_id is None and centre_id is not None))
    return found


READERS: tuple[Reader, ...] = (at_home, tracks, searches, waiting, at_residence, home_educated, noted)


def traces_of(pupil_ids: Sequence[int]) -> Traces:
    """All traces of these pupils, in a fixed number of queries."""
    found: Traces = {}
    for reader in READERS:
        for pupil_id, own in reader(pupil_ids).items():
            found.setdefault(pupil_id, []).extend(own)
    return found


def known(pupil_ids: Sequence[int], on: date) -> dict[int, set[int]]:
    """With which houses somebody reported or noted something of each pupil, so that it is not unseen."""
    found: dict[int, set[int]] = {}
    told = Fact.objects.filter(pupil_id__in=pupil_ids, kind=REPORTED, date__gte=first_day(school_year(on)))
    rows = [
        *told.exclude(school_id=None).values_list("pupil_id", "school_id"),
        *ThuisOpVraag.objects.filter(pupil_id__in=pupil_ids, last__gte=on).values_list("pupil_id", "organisation_id"),
        *Case.objects.filter(pupil_id__in=pupil_ids, closed_on=None).values_list("pupil_id", "organisation_id"),
        *SchoolSearch.objects.filter(pupil_id__in=pupil_ids, ended_on=None).values_list("pupil_id", "organisation_id"),
        *HomeEducation.objects.filter(pupil_id__in=pupil_ids, ends_on=None).values_list("pupil_id", "centre_id"),
        *Signal.objects.filter(pupil_id__in=pupil_ids, reported_on__isnull=False, shared=True)
        .exclude(school=None)
        .values_list("pupil_id", "school_id"),
        *Signal.objects.filter(pupil_id__in=pupil_ids, reported_on__isnull=False).values_list("pupil_id", "centre_id"),
        *((one.pupil_id, one.centre_id) for one in open_absentees(on, pupil_ids=pupil_ids)),
    ]
    for pupil_id, house in rows:
        if pupil_id is not None and house is not None:
            found.setdefault(pupil_id, set()).add(house)
    return found


def centres_without_school(pupil_ids: Sequence[int], on: date) -> dict[int, int]:
    """The CLB that knows a child without a school: by its door, by home education, by the check; the first of these."""
    found: dict[int, int] = {one.pupil_id: one.centre_id for one in open_absentees(on, pupil_ids=pupil_ids)
                             if one.pupil_id is not None and one.centre_id is not None}  # fmt: skip
    for model, order in ((HomeEducation, "begins_on"), (Signal, "made_at")):
        rows = model._default_manager.filter(pupil_id__in=pupil_ids).order_by(order)
        found |= dict(rows.values_list("pupil_id", "centre_id"))
    return found


def begun_or_ended(first: date, last: date) -> set[int]:
    """Pupils of whom something begins or ends by its own date within these days: nobody need have done anything."""
    span = (first, last)
    found: set[int] = set()
    for rows in (
        ThuisOpVraag.objects.filter(Q(first__range=span) | Q(last__range=(first - ONE_DAY, last - ONE_DAY))),
        Track.objects.filter(Q(since__range=span) | Q(until__range=(first - ONE_DAY, last - ONE_DAY))),
        SchoolSearch.objects.filter(Q(since__range=span) | Q(ended_on__range=span)),
        HomeEducation.objects.filter(Q(begins_on__range=span) | Q(ends_on__range=(first - ONE_DAY, last - ONE_DAY))),
    ):
        found |= set(rows.values_list("pupil_id", flat=True))
    return found


WATCHED = (ThuisOpVraag, Track, Case, SchoolSearch, Application, HomeEducation, Signal)
"""Models of which a saved row bears on the register of its pupil."""
