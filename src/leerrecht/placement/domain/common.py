"""What the verbs of this room share: the lock, days, notes, the log, and the law asked anew."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.cases.domain.places import note_in
from leerrecht.duties.domain.recompute import recompute
from leerrecht.facts.domain import changes
from leerrecht.notes.models import Aantekening
from leerrecht.placement.models import SchoolSearch


def opened(by: Principal, search: SchoolSearch, *, ended: bool = False) -> tuple[SchoolSearch, str]:
    """The search, locked, and the ground on which ``by`` works at it; ``ended``: one that ended will do too.

    Raises ``Denied``, ``ValidationError``.
    """
    why = policy.require(by, acts.PLACEMENT_KEEP, search)
    search = SchoolSearch.objects.select_for_update(of=("self",)).get(pk=search.pk)
    if search.ended_on is not None and not ended:
        raise ValidationError(
            _("Deze zoektocht is afgelopen. Begin een nieuwe als de leerling opnieuw geen school heeft.")
        )
    return search, why


def not_later(by: Principal, day: dt.date, field: str = "on") -> None:
    if day > by.on:
        raise ValidationError({field: _("De datum ligt in de toekomst. Noteer wat al gebeurd is.")})


def not_before(day: dt.date, first: dt.date, field: str = "on") -> None:
    if day < first:
        said = _("Kies een dag op of na %(day)s.") % {"day": date_format(first, "j F Y")}
        raise ValidationError({field: said})


def house_of(by: Principal, search: SchoolSearch) -> str:
    """The house for which somebody acts; the log knows the person."""
    own = {seat.organisation_id: seat.organisation for seat in by.seats if acts.PLACEMENT_KEEP in seat.role.acts}
    for house in (search.organisation_id, search.counterpart_id):
        if house in own:
            return own[house]
    return next(iter(own.values()), by.name)


def is_centre(by: Principal, search: SchoolSearch) -> bool:
    """Whether somebody works at the search for the CLB, and not for the school."""
    centre = search.counterpart_id if search.compartment == Gedeeld.key else search.organisation_id
    return centre in by.organisations(acts.PLACEMENT_KEEP)


def told(by: Principal, search: SchoolSearch, title: str, words: str, why: str) -> Aantekening | None:
    """Words lie in a note where the search lies; None where there are none."""
    return note_in(by, search, title[:120], words, why)


def done(by: Principal, search: SchoolSearch, act: str, why: str) -> None:
    """One line in the log; the search did not lie still, and what is due follows at once."""
    if search.last_act_on < by.on:
        search.last_act_on = by.on
        search.save(update_fields=["last_act_on"])
    log.record(
        by=by, act=act, on=search, pupil_id=search.pupil_id, organisation_id=search.organisation_id, why=why,
        detail={"compartment": search.compartment},
    )  # fmt: skip
    changes.notify([search.pupil_id])
    recompute([search.pupil_id], by.on).raise_refused()
