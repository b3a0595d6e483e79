"""Opening a case, who leads it, and closing it: a decision of a person."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.cases.domain.places import columns, place_for
from leerrecht.cases.kinds import Closed, Party
from leerrecht.cases.models import Case, Participant
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Membership, Organisation
from leerrecht.people.models import Pupil


@transaction.atomic
def open_case(*, by: Principal, pupil: Pupil, on: dt.date, organisation: Organisation | int) -> Case:
    """The open case of this pupil, opened now where there is none. ``organisation`` is the school or CLB that asks.

    It then leads, by whoever opened it. A pupil without a school has a case with the CLB alone. A command needs the
    compartments ``gedeeld`` and ``clb`` in its vaults. Raises ``Denied``, ``ValidationError``.
    """
    house = as_organisation(organisation)
    place = place_for(by, pupil, house)
    there = policy.visible(Case, to=by, act=acts.GUIDANCE_KEEP).filter(pupil=pupil, closed_on=None)
    found = there.filter(organisation_id__in={place.organisation_id, house.pk}).first()
    if found is not None:
        return found
    case = Case(
        **columns(by, pupil.pk, place), opened_on=on, last_act_on=on, lead_house=house, lead_id=by.user_id,
        lead=name_of(by),
    )  # fmt: skip
    twice = _("Er is al een casus open voor deze leerling, samen met een ander CLB. Sluit die eerst af.")
    with refusals({"case_open_once": twice}):
        case.save(force_insert=True)
    _seat(case, by, house)
    log.record(
        by=by, act="case.open", on=case, pupil_id=pupil.pk, organisation_id=case.organisation_id, why=place.why
    )  # fmt: skip
    return case


def as_organisation(organisation: Organisation | int) -> Organisation:
    """The organisation itself, also where a school or centre (a kind of it) or its number was given."""
    if isinstance(organisation, Organisation) and type(organisation) is Organisation:
        return organisation
    return Organisation.objects.get(pk=organisation if isinstance(organisation, int) else organisation.pk)


def _seat(case: Case, by: Principal, house: Organisation) -> None:
    """Who opens it sits at it; the pupil, the parents and the other house are chairs that somebody must still fill."""
    chairs = [
        Participant(case=case, party=Party.PUPIL, function=_("vertelt wat nodig is"), asked_on=case.opened_on),
        Participant(case=case, party=Party.PARENTS, function=_("denken mee"), asked_on=case.opened_on),
    ]
    for house_id, party in ((case.organisation_id, Party.SCHOOL), (case.counterpart_id, Party.CENTRE)):
        if house_id is None:
            continue
        mine = house_id == house.pk and by.user_id is not None
        chairs.append(
            Participant(
                case=case, house_id=house_id, asked_on=case.opened_on, function=_("volgt de casus"),
                party=Party.CENTRE if case.counterpart_id is None and case.compartment == "clb" else party,
                name=name_of(by) if mine else "", who_id=by.user_id if mine else None,
                took_up_on=case.opened_on if mine else None,
            )
        )  # fmt: skip
    Participant.objects.bulk_create(chairs)


@transaction.atomic
def take_lead(*, by: Principal, case: Case, organisation: Organisation | int, user: User) -> Case:
    """Somebody of the school or CLB of the case leads it from now on: it is never left without.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    case, why = writing(by, case)
    house = as_organisation(organisation)
    if house.pk not in (case.organisation_id, case.counterpart_id):
        raise ValidationError({"user": _("De school of het CLB van de casus leidt. Een partner leidt niet.")})
    works = Membership.objects.filter(user=user, organisation=house, period__contains=by.on)
    if not works.exists():
        raise ValidationError({"user": _("%(name)s werkt vandaag niet bij %(house)s.") % {
            "name": user.get_full_name(), "house": house.name,
        }})  # fmt: skip
    case.lead_house, case.lead_id, case.lead = house, user.pk, user.get_full_name()
    case.save(update_fields=["lead_house", "lead_id", "lead"])
    record(by, "case.lead", case, why, house=house.pk)
    return case


@transaction.atomic
def close_case(*, by: Principal, case: Case, on: dt.date, why_closed: str) -> Case:
    """A person decides that it is done; what still runs must be ended first. Raises ``Denied``, ``ValidationError``."""
    case, why = writing(by, case)
    if why_closed not in Closed.values:
        raise ValidationError({"why_closed": _("Kies waarom de casus afgesloten wordt.")})
    if on < case.opened_on or on > by.on:
        raise ValidationError({"on": _("Kies een dag sinds het begin van de casus, en niet in de toekomst.")})
    running = [str(track) for track in case.tracks.filter(until=None)]
    if running and why_closed != Closed.MISTAKE:
        raise ValidationError(
            _("Dit loopt nog: %(tracks)s. Beëindig elk traject eerst, dan is duidelijk hoe het afliep.")
            % {"tracks": ", ".join(running)}
        )
    case.closed_on, case.closed_why, case.closed_by = on, why_closed, name_of(by)
    case.save(update_fields=["closed_on", "closed_why", "closed_by"])
    record(by, "case.close", case, why)
    return case


def writing(by: Principal, case: Case) -> tuple[Case, str]:
    """The case, locked, and the ground on which ``by`` writes in it. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.GUIDANCE_KEEP, case)
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.closed_on is not None:
        raise ValidationError(_("Deze casus is afgesloten. Open een nieuwe casus om verder te werken."))
    return case, why


def record(by: Principal, act: str, case: Case, why: str, **detail: object) -> None:
    """One line in the log; and the case did not lie still today."""
    if case.last_act_on < by.on:
        case.last_act_on = by.on
        case.save(update_fields=["last_act_on"])
    log.record(
        by=by, act=act, on=case, pupil_id=case.pupil_id, organisation_id=case.organisation_id, why=why,
        detail=dict(detail),
    )  # fmt: skip
